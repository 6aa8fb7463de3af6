"""Makes and restores backups of a library, and recovers what a damaged file still contains."""
