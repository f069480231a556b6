"""現状と課題: what a plan holds to be so, and where it wants to go; what happened, and what was counted."""
