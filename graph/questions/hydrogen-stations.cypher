WITH '水素ステーションの設置数' AS indicatorName
MATCH (v:IndicatorValue)-[:OBSERVATION_OF]->(i:Indicator)
WHERE v.value IS NOT NULL AND any(name IN [i.name] + coalesce(i.aliases, [])
  WHERE replace(replace(name, ' ', ''), '　', '') = replace(replace(indicatorName, ' ', ''), '　', ''))
RETURN v.phase AS phase, v.value AS value, i.unit AS unit, v.year AS year, coalesce(v.basis, i.basis) AS basis
ORDER BY phase, year, value
