"""The SQLite file: connection, schema, rows, history, search, integrity."""
