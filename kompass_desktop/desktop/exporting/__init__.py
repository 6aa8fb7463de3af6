"""Writing the report, slides, workbook and files for the client; for Rapport and the library."""
