"""The matrix: who meets whom as tables, with gaps flagged and one cell's evidence below."""
