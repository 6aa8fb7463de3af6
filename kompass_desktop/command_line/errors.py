"""The errors with which a subcommand ends."""

from __future__ import annotations


class SomeRefused(Exception):
    """Some files were refused; the reasons are printed already."""


class UsageError(Exception):
    """The arguments are wrong; the message says what is possible."""
