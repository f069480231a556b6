// A project depends on what its measures and activities name.
MATCH (i:Instrument)<-[:MENTIONS]-(text)-[r:LISTED_UNDER|PART_OF]->(:Component)-[:PART_OF*1..2]->(p:Project)
MATCH (p)-[:PART_OF]->(plan:Plan)
WHERE i.endFiscalYear < plan.lastFiscalYear AND (type(r) = 'LISTED_UNDER' OR text:ScheduledActivity)
RETURN DISTINCT i.name AS instrument, i.endFiscalYear AS endFiscalYear, p.name AS project
ORDER BY endFiscalYear, instrument, project
