"""Small widgets that several pages share; they know records and theme, never the session."""
