"""The page of the plan's self-audit: what is inconsistent, missing or was mended, with lines."""
