// A project depends on what its measures and activities name. An end by date counts by the fiscal year it lies in, which
// begins in April; of a year alone no month is known, and its fiscal year is taken.
MATCH (i:Instrument)<-[:MENTIONS]-(text)-[r:LISTED_UNDER|PART_OF]->(:Component)-[:PART_OF*1..2]->(p:Project)
MATCH (p)-[:PART_OF]->(plan:Plan)
WHERE type(r) = 'LISTED_UNDER' OR text:ScheduledActivity
WITH i, p, plan, toInteger(substring(i.`end`, 0, 4)) AS year,
  CASE WHEN size(i.`end`) > 4 AND toInteger(substring(i.`end`, 5, 2)) < 4 THEN 1 ELSE 0 END AS before
WITH i, p, plan, coalesce(i.endFiscalYear, year - before) AS endFiscalYear
WHERE endFiscalYear < plan.lastFiscalYear
RETURN DISTINCT i.name AS instrument, endFiscalYear, p.name AS project
ORDER BY endFiscalYear, instrument, project
