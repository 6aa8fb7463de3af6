"""Storage: one SQLite library file, its history, and files for exchange.

Callers give and get the records of `kompass_desktop.assessment`; SQL and rows
stay in here.
"""
