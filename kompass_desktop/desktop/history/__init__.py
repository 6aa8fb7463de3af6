"""The history of a measurement, and undoing its changes."""
