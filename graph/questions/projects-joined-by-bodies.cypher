// The publisher runs all of its plan, and a class of bodies is nobody that could join two projects.
MATCH (here:Project)<-[:ENGAGED_IN {role: 'operator'}]-(o:Organization)-[:ENGAGED_IN {role: 'operator'}]->(there:Project)
WHERE here.name < there.name AND NOT o:OrganizationGroup
  AND NOT exists { (here)-[:PART_OF]->(:Plan)-[:PUBLISHER]->(o) }
  AND NOT exists { (here)-[:SERVES {role: 'primary'}]->(:PolicyArea)<-[:SERVES {role: 'primary'}]-(there) }
RETURN DISTINCT here.name AS project, there.name AS otherProject, o.name AS organization
ORDER BY project, otherProject, organization
