"""What embeds and what searches: the embedding model, the dense and the lexical index."""
