"""What planners measure on the graph. ``graph.measures.table.MEASURES`` names all of it."""
