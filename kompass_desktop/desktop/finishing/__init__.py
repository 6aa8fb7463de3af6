"""Finishing an assessment and reopening it, on whatever page that is asked for."""
