MATCH (finding:Finding)-[:CONCERNS]->()-[:PART_OF*0..1]->(p:Project)
WHERE finding.findingKind IN ['issue', 'direction']
MATCH (finding)-[:MENTIONS]->(named)
WHERE NOT exists { (named)<-[:MENTIONS]-(:Measure)-[:LISTED_UNDER]->(:Component)-[:PART_OF*1..2]->(p) }
  AND NOT exists { (named)<-[:MENTIONS]-(:ScheduledActivity)-[:PART_OF*1..3]->(p) }
RETURN DISTINCT p.name AS project, named.name AS thing
ORDER BY project, thing
