"""What is handed out before the interviews, and brought to them."""
