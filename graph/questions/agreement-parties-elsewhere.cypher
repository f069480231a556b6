// The publisher takes part in all of its plan.
MATCH (a:Instrument {instrumentKind: 'agreement'})<-[:PARTY_TO]-(o:Organization)-[e:ENGAGED_IN]->(p:Project)
WHERE NOT e.role IN ['party', 'mentioned'] AND NOT exists { (:Plan)-[:PUBLISHER]->(o) }
RETURN DISTINCT a.name AS agreement, o.name AS party, p.name AS project, e.role AS role
ORDER BY agreement, party, project, role
