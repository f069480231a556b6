MATCH (area)<-[:PART_OF]-()<-[:LISTED_UNDER {reposted: true}]-(m:Measure)
MATCH (m)-[:LISTED_UNDER {reposted: false}]->()-[:PART_OF]->(origin)
RETURN DISTINCT m.name AS measure, area.name AS relistedUnder, origin.name AS firstUnder
ORDER BY firstUnder, relistedUnder, measure
