MATCH (i:Indicator)-[:MEASURES]->(thing)
WHERE thing:Project OR exists { (thing:ProjectPart)-[:PART_OF]->(:Project) }
WITH DISTINCT i
RETURN CASE WHEN i.basis IN ['pointInTime', 'basisNotStated'] THEN 'other' ELSE i.basis END AS basis,
  count(i) AS indicators
ORDER BY basis
