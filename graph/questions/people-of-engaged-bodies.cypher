MATCH (member:Person)-[m:MEMBER_OF]->(o:Organization)-[:ENGAGED_IN]->(p:Project)
WHERE m.post IS NOT NULL
RETURN DISTINCT member.name AS person, o.name AS organization, p.name AS project
ORDER BY person, organization, project
