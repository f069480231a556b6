// The committee is where people of different bodies sit together; those of one body share nothing but the committee.
MATCH (person:Person)-[m:MEMBER_OF]->(committee:Organization)
WHERE m.asOf IS NOT NULL
OPTIONAL MATCH (person)-[:MEMBER_OF]->(other:Organization)
WHERE other.id <> committee.id
WITH committee, m.asOf AS asOf, count(DISTINCT person.id) AS members,
  count(DISTINCT coalesce(other.id, person.id)) AS bodies
WHERE bodies > 1
RETURN members, asOf
ORDER BY asOf, members
