"""Pictures of points and levels, and the words for them, that several pages show."""
