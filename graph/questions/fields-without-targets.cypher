MATCH (f:GrowthField)
WHERE NOT exists {
  (f)<-[:SERVES {role: 'primary'}]-(:Project)<-[:PART_OF*0..1]-()<-[:MEASURES]-(:Indicator)
    <-[:OBSERVATION_OF]-(:IndicatorValue {phase: 'target'})
}
RETURN f.name AS field
ORDER BY field
