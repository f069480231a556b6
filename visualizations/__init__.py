"""Visualizations: views select and position a subgraph; pages draw it."""
