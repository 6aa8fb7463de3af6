"""The command line: its subcommands, their arguments, and prompts."""
