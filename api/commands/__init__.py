"""The commands of the command line, one a module: each parses, calls one function, and writes."""
