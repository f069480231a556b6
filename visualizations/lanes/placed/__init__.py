"""Where it stands: the order of rows in lanes and the places of nodes and labels."""
