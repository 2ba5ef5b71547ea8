"""A language model that words the answer, where one is named."""
