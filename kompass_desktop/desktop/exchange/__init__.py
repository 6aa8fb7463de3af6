"""Sharing an assessment, receiving one, and settling what was changed apart."""
