"""Figures, years and dates as a Markdown plan writes them."""
