"""The frame of a plan as text: areas, projects, components, measures, schedules and indicators."""
