"""Anonymises or erases assessments in a library and in its copies."""
