WITH '自動車関連産業イノベーション創出プロジェクト' AS projectName
MATCH (p:Project)-[:SERVES {role: 'primary'}]->(f:GrowthField)
WHERE replace(replace(p.name, ' ', ''), '　', '') = replace(replace(projectName, ' ', ''), '　', '')
RETURN f.name AS field
ORDER BY field
