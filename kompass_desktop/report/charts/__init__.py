"""The charts of the report, as vector drawings of reportlab. All lengths are in points."""
