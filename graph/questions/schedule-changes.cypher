MATCH (a:ScheduledActivity)-[:PART_OF*1..3]->(p:Project)
WHERE exists { (a)-[:FOLLOWS]-(:ScheduledActivity) }
UNWIND a.fiscalYear AS year
WITH a, p, min(year) AS firstYear, max(year) AS lastYear
RETURN p.name AS project, a.name AS activity, firstYear, lastYear
ORDER BY project, firstYear, activity
