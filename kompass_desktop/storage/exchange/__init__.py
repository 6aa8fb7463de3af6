"""Reads and writes files with assessments: JSON, `.kompass`, instruments."""
