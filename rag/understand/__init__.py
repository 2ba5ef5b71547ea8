"""A question's words → what it asks, of which bodies and which years."""
