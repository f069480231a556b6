MATCH (p:Project)-[:FUNDING]->(f)
RETURN p.name AS project, f.amount AS budget
ORDER BY project
