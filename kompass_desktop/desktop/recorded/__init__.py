"""Published points typed in from paper, in a new assessment or one that is open."""
