"""One identity for each body of a document, whatever forms of its name are printed."""
