"""Merges two copies of an assessment by their histories."""
