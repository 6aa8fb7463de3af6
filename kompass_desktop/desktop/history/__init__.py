"""What was done to a measurement, and how it is taken back."""
