"""How a subcommand ends that could not do all of what it was asked."""

from __future__ import annotations


class SomeRefused(Exception):
    """Some of what was asked for was not done, and the reasons are printed already."""


class UsageError(Exception):
    """The command cannot do what it was asked; the message says what it can."""
