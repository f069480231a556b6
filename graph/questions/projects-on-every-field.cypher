MATCH (f:GrowthField)-[:PART_OF]->(plan:Plan)
WITH plan, count(DISTINCT f.id) AS fields
MATCH (p:Project)-[:PART_OF]->(plan)
MATCH (p)-[:SERVES]->(f:GrowthField)
WITH p, fields, count(DISTINCT f.id) AS served
WHERE served = fields
RETURN p.name AS project
ORDER BY project
