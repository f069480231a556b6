WITH 'やまぐちR&Dラボ' AS organizationName
MATCH (o:Organization)-[e:ENGAGED_IN]->(p:Project)-[c:SERVES]->(f:GrowthField)
WHERE any(name IN [o.name] + coalesce(o.aliases, [])
  WHERE replace(replace(name, ' ', ''), '　', '') = replace(replace(organizationName, ' ', ''), '　', ''))
RETURN DISTINCT p.name AS project, e.role AS role, f.name AS field, c.role AS contribution
ORDER BY project, role, contribution, field
