"""The report's chapters: what each page and table of it holds."""
