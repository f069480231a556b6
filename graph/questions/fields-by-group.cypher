MATCH (f:GrowthField)-[:BROADER]->(g:FieldGroup)
RETURN g.name AS `group`, f.number AS number, f.name AS field
ORDER BY number, field
