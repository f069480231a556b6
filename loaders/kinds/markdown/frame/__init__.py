"""The frame of a plan: areas, projects, components, measures, schedules and indicators."""
