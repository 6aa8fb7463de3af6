"""Makes what the municipality gets: the report, handouts, and the points as a table.

This package imports neither Qt nor the storage. `chapters.texts` and `csv_table` do not import
reportlab; `document` does, and is therefore imported only when a report is made.
"""
