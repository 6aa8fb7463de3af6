"""Backups of a library, going back to one, and saving what a damaged file still holds."""
