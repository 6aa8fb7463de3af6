"""What the library page and the report page share about the firm that writes the reports."""
