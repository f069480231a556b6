"""The field chapter: groups, areas, measure groups, and the lists of matching projects."""
