"""The sections of projects: which project each describes, its overview, its schedule."""
