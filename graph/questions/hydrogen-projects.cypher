WITH '水素エネルギー関連産業' AS fieldName
MATCH (p:Project)-[c:SERVES]->(a:PolicyArea)
WHERE replace(replace(a.name, ' ', ''), '　', '') = replace(replace(fieldName, ' ', ''), '　', '')
RETURN p.name AS project, c.role AS role
ORDER BY role, project
