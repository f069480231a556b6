"""How an answer is formed: media type and language, manners of HTTP, problems, what the data is."""
