"""Which reports are copies or editions of one another."""
