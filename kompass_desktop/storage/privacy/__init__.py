"""Taking informants, or a whole assessment, out of a library and its copies."""
