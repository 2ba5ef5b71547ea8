"""Passages → the spans in them that answer; the small models."""
