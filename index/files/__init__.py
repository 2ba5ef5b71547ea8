"""From a folder to parsed reports: which files there are, what is said beside them, and the workers that read them."""
