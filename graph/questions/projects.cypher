MATCH (p:Project)
RETURN p.name AS project
ORDER BY project
