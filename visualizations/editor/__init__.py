"""The query editors: one page for SPARQL and Cypher, and what they offer to complete."""
