MATCH (here:Project)<-[:ENGAGED_IN]-(o:Organization)-[:ENGAGED_IN]->(elsewhere:Project)
WHERE here.id <> elsewhere.id
  AND any(kind IN labels(o) WHERE kind IN ['Council', 'Cluster', 'Network', 'NetworkDivision', 'StudyGroup', 'Team',
    'Platform', 'Lab', 'University'])
RETURN DISTINCT o.name AS organization, here.name AS project
ORDER BY organization, project
