"""Finishing an assessment and reopening it, from any page."""
