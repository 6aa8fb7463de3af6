"""Sharing an assessment, receiving one, and settling conflicts between two computers' changes."""
