"""Backups in the window: when they are made, where they also go, and how one goes back."""
