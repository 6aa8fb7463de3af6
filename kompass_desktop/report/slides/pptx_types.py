"""Names for the objects of python-pptx, whose own types are incomplete."""

from __future__ import annotations

from typing import Any, TypeAlias

Shape: TypeAlias = Any
"""A placeholder or another shape of a slide."""
Frame: TypeAlias = Any
"""A text frame."""
Part: TypeAlias = Any
"""A part of a shape: a paragraph, a cell, a chart, a series, a fill, an element of XML."""
