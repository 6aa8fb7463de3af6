"""The errors with which a subcommand ends."""

from __future__ import annotations


class SomeRefused(Exception):
    """Some files were refused; the reasons are printed already."""


class UsageError(Exception):
    """The arguments cannot be used together; the message says what is possible."""
