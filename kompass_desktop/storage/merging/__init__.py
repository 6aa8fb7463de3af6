"""Two copies of an assessment become one, from their histories."""
