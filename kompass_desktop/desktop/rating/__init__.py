"""Rating a measure point by keys: which aspect is next, what a key does, when it acts."""
