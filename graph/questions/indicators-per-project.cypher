MATCH (i:Indicator)-[:MEASURES]->(thing)-[:PART_OF*0..1]->(p:Project)
RETURN p.name AS project, count(DISTINCT i.id) AS indicators
ORDER BY project
