"""What was found → what is answered: claims, verdicts and the words of an answer."""
