MATCH (plan:Plan)-[:PUBLISHER]->(publisher:Organization)<-[:ESTABLISHED_BY]-(o:Organization)
MATCH (o)-[:ENGAGED_IN {role: 'operator'}]->(p:Project)-[:PART_OF]->(plan)
RETURN DISTINCT o.name AS organization, p.name AS project
ORDER BY organization, project
