// The measures of the project, or of the part of it, that the indicator measures.
WITH '企業誘致件数' AS indicatorName
MATCH (i:Indicator)-[:MEASURES]->(measured)<-[:PART_OF*1..2]-(c:Component)<-[:LISTED_UNDER]-(m:Measure)
WHERE replace(replace(i.name, ' ', ''), '　', '') = replace(replace(indicatorName, ' ', ''), '　', '')
RETURN DISTINCT c.name AS component, m.name AS measure
ORDER BY component, measure
