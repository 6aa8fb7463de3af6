"""Backups in the window: making them, copying them to a second place, and restoring one."""
