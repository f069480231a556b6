MATCH (v:IndicatorValue {phase: 'target', comparator: 'atLeast'})-[:OBSERVATION_OF]->(i:Indicator)
WHERE v.value IS NOT NULL
RETURN i.name AS indicator, v.value AS value, i.unit AS unit
ORDER BY indicator
