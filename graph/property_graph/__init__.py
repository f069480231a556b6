"""The property graph that Cypher reads: nodes and relationships derived from the quads, and the claims back again."""
