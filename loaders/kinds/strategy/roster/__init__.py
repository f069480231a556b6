"""The roster of a committee: who sits on it, from which body, in which post, as of when."""
