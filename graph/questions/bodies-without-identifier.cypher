MATCH (here:Project)<-[:ENGAGED_IN]-(o:Organization)-[:ENGAGED_IN]->(elsewhere:Project)
WHERE here.id <> elsewhere.id AND NOT o:OrganizationGroup AND NOT exists { (o)-[:IDENTIFIED_BY]->(:Identifier) }
RETURN DISTINCT o.name AS organization
ORDER BY organization
