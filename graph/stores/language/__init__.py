"""The language of a SPARQL query, before the engine sees it: tokens, grammar, and what is refused."""
