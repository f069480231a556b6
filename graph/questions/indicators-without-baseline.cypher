MATCH (i:Indicator)-[:MEASURES]->(thing)-[:PART_OF*0..1]->(p:Project)
WHERE NOT exists { (:IndicatorValue {phase: 'baseline'})-[:OBSERVATION_OF]->(i) }
RETURN p.name AS project, i.name AS indicator
ORDER BY project, indicator
