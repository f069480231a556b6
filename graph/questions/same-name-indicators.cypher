WITH '研究開発等プロジェクト化件数' AS indicatorName
MATCH (i:Indicator)-[:MEASURES]->(thing)-[:PART_OF*0..1]->(p:Project)
WHERE replace(replace(i.name, ' ', ''), '　', '') = replace(replace(indicatorName, ' ', ''), '　', '')
OPTIONAL MATCH (now:IndicatorValue {phase: 'baseline'})-[:OBSERVATION_OF]->(i)
OPTIONAL MATCH (later:IndicatorValue {phase: 'target'})-[:OBSERVATION_OF]->(i)
RETURN p.name AS project, now.value AS baseline, later.value AS target
ORDER BY project
