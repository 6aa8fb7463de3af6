"""The lock of pdfium, which may be used by one thread at a time in the whole process."""

from threading import RLock

PDFIUM = RLock()
"""Held while pdfium is at work: it draws the pages of the preview, and charts as pictures."""
