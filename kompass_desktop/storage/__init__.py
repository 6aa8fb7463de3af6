"""Storage: one SQLite library file, its history, backups, and files for exchange.

Callers pass and receive the records of `kompass_desktop.assessment`; only this package has
SQL and rows.
"""
