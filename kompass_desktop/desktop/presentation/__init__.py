"""The presentation on a full screen (F5): the profile, the areas, the comparison, the closing."""
