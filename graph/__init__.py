"""The graph: facts, the forms derived from them, and the stores that keep and query them."""
