"""What is done from a terminal: subcommands, their arguments, and what is asked there."""
