"""Where the forms, resources and data lie: in a checkout, an installed wheel or a bundle.

A wheel and a bundle carry them inside the package, in `_assets`; a checkout has
them beside it. What is in the folders is for others to know.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ui_folder() -> Path:
    """The Qt Designer forms."""
    return _root() / "ui"


def resources_folder() -> Path:
    """Icons, fonts, styles and translations."""
    return _root() / "resources"


def data_folder() -> Path:
    """Instruments, reference profiles, municipalities and example assessments."""
    return _root() / "data"


def _root() -> Path:
    packed = _PACKAGE / "_assets"
    return packed if packed.is_dir() else _PACKAGE.parent
