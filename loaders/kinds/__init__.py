"""Document kinds: each turns the lines of a document into drafted facts. ``KINDS`` names them."""
