"""The lines of a document beside the facts read from each, and the facts beside their lines."""
