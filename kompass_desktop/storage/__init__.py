"""Where it is kept: one SQLite library file, its history, and files for exchange.

Callers give and get the records of `kompass_desktop.assessment`; SQL and rows
stay in here.
"""

import sys
from importlib import import_module


def _import_sqlite_utils_alone() -> None:
    """Import sqlite_utils without numpy, which it takes along where there is one.

    It would know numpy's types, of which a library holds none, and the window would
    show 0.1 s later, a fifth of its start. Whoever needs numpy imports it afterwards.
    """
    if "numpy" in sys.modules or "sqlite_utils" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import_module("sqlite_utils")
    finally:
        del sys.modules["numpy"]


_import_sqlite_utils_alone()
