"""The search: what was found by type, with the line where it stands and the words that match."""
