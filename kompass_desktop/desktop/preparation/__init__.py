"""The page Forberedelse: the municipality, the team, the interview plan, privacy."""
