"""The ontology: one Turtle file that defines both graphs, and what Python reads from it."""
