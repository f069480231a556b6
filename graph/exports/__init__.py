"""Exports: the graph for other tools. ``graph.exports.table.EXPORTS`` names them all."""
