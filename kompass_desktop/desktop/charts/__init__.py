"""Charts of points and levels, and their texts, that several pages show."""
