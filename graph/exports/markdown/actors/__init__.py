"""Who and what acts: organizations, persons, rosters and instruments."""
