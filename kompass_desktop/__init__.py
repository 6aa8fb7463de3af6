"""Kompass: carry out, settle and report a Kommunekompasset evaluation of a municipality."""

__version__ = "0.1.0"
