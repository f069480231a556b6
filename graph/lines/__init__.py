"""The account of a document's lines, kept beside the graph and never in it."""
