"""What is handed over: the report as PDF, and the points as a table.

It knows no window and no database. `chapters.texts` and `csv_table` import fast;
`document` brings in reportlab, and is imported when a report is made.
"""
