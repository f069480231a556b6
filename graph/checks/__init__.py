"""Checks: SHACL shapes, consistency with the ontology, expected counts."""
