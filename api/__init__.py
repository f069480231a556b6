"""The two front doors: the HTTP service and the command line, over the same functions."""
