"""Where names stand in a plain text, sort by sort; whose names they are is decided in ``loaders.names.identity``."""
