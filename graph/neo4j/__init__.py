"""The graph in a Neo4j database: ``push`` brings one to the state of the graph, over Bolt, as often as one likes."""
