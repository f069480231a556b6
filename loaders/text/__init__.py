"""Text as documents print it: lines, table rows, and the years, dates, numbers and figures in Japanese words."""
