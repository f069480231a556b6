"""Answers to queries for people: cells with names, links and numbers; the plot of a count; the same as data."""
