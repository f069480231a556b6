WITH 'サテライト' AS words
MATCH (a:ScheduledActivity)
WHERE any(text IN [a.name, coalesce(a.targetGroup, '')] + coalesce(a.detail, []) WHERE text CONTAINS words)
UNWIND a.fiscalYear AS year
RETURN DISTINCT year
ORDER BY year
