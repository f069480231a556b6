"""Tables of indicators: rows by what cells hold, and indicators with their values."""
