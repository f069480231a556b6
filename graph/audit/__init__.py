"""The plan's self-audit: what is inconsistent, missing or was mended, by kind, each with its lines."""
