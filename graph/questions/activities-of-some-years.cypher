MATCH (a:ScheduledActivity)-[:PART_OF*1..3]->(p:Project)-[:PART_OF]->(plan:Plan)
UNWIND a.fiscalYear AS year
WITH a, p, plan, min(year) AS firstYear, max(year) AS lastYear
WHERE firstYear > plan.firstFiscalYear OR lastYear < plan.lastFiscalYear
RETURN p.name AS project, a.name AS activity, firstYear, lastYear
ORDER BY project, firstYear, lastYear, activity
