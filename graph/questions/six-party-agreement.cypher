WITH '6者合意' AS agreementName
MATCH (o:Organization)-[:PARTY_TO]->(a:Instrument {instrumentKind: 'agreement'})
WHERE any(name IN [a.name] + coalesce(a.aliases, [])
  WHERE replace(replace(name, ' ', ''), '　', '') = replace(replace(agreementName, ' ', ''), '　', ''))
RETURN DISTINCT o.name AS party, a.date AS date
ORDER BY party
