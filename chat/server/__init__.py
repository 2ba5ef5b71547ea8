"""The page on the network: serving it, who may come in, and the API."""
