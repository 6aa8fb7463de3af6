"""The firm that writes a report: its look, logo, files and wording."""
