"""Loaders: a document is read into lines and blocks, and becomes facts of the ontology."""
