"""The page of one thing: names, facts, links in both directions with their words, what is around it, its data."""
