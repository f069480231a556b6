"""``neo4j-admin``: the property graph as files for ``neo4j-admin database import``, with the command to run."""
