"""The page Rapport: the chapters' texts, the preview and the export."""
