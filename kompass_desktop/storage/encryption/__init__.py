"""Keys, passphrases and recovery codes; encrypts and decrypts databases and exported files."""
