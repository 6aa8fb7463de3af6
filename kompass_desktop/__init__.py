"""Kompass: carry out, settle and report a Kommunekompasset evaluation of a municipality."""

from importlib.metadata import version

__version__ = version("kompass-desktop")
