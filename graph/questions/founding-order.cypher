// Dates are as precise as the plan has them: a year stands before the months of that year.
MATCH (o:Organization)
WHERE o.established IS NOT NULL AND any(kind IN labels(o) WHERE kind IN ['Council', 'Cluster', 'Network', 'Team'])
RETURN o.name AS organization, o.established AS established
ORDER BY established, organization
