MATCH (g:FieldGroup)<-[:BROADER]-(:GrowthField)<-[:SERVES {role: 'primary'}]-(p:Project)
OPTIONAL MATCH (p)<-[:PART_OF*0..1]-()<-[:MEASURES]-(i:Indicator)<-[:OBSERVATION_OF]-(:IndicatorValue {phase: 'target'})
RETURN g.name AS `group`, count(DISTINCT p.id) AS projects, count(DISTINCT i.id) AS targets
ORDER BY `group`
