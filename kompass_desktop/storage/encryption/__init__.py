"""Keys, passphrases, recovery code, and giving a library a key or none."""
