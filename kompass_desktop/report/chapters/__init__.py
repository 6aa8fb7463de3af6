"""The content of the report's chapters: their texts, tables and charts."""
