"""The window itself: start, library, open assessment, lock, backups, faults."""
