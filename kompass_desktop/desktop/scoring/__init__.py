"""The page Poenggivning: all interviews side by side, and the team's own rating."""
