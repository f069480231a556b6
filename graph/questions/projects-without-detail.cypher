MATCH (p:Project)
WHERE NOT exists { (:Component)-[:PART_OF*1..2]->(p) }
RETURN p.name AS project
ORDER BY project
