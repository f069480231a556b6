"""Lines of a plan as an outline: headings, bullets, tables, and the marks behind them."""
