"""Passphrase, recovery code, locking and unlocking, as seen in the window."""
