"""Finds the folders with forms, resources and data, in a checkout, a wheel or a bundle.

A wheel and a bundle have them inside the package, in `_assets`; a checkout beside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ui_folder() -> Path:
    """Return the folder with the Qt Designer forms."""
    return _root() / "ui"


def resources_folder() -> Path:
    """Return the folder with icons, fonts, styles and translations."""
    return _root() / "resources"


def data_folder() -> Path:
    """Return the folder with instruments, reference profiles, municipalities and examples."""
    return _root() / "data"


def _root() -> Path:
    packed = _PACKAGE / "_assets"
    return packed if packed.is_dir() else _PACKAGE.parent
