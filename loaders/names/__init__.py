"""Names of bodies and instruments in running Japanese text: recognised by a grammar, never by a list of one plan's."""
