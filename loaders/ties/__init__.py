"""Ties: who is engaged in which project and how, and how bodies stand to each other, read out of clauses."""
