"""The Markdown plan format: its words, its escapes, and the writer. The reader is ``loaders.kinds.markdown``."""

from graph.exports.markdown.writer import markdown, markdown_files

__all__ = ["markdown", "markdown_files"]
