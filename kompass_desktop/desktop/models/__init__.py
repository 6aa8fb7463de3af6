"""Item models between the records and the views."""
