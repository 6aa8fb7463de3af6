"""Writes the content of the report as a Word document (.docx); the only place that knows docx."""
