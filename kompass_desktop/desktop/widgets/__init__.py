"""Widgets that Qt Designer lacks; they know records and theme, never the session."""
