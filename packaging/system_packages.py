"""Print the Debian packages that are missing here, on one line; nothing if none is.

Run with the system's Python, before there is an environment, so it uses only the
standard library. Qt loads these libraries itself and would end with a message that
says little of which package has them.
"""

import ctypes
import importlib.util
import sys

QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}


def missing_packages() -> list[str]:
    """What apt has to install, in the order above."""
    packages = [] if importlib.util.find_spec("ensurepip") else [venv_package()]
    return packages + [name for library, name in QT_LIBRARIES.items() if not loads(library)]


def venv_package() -> str:
    """Debian's venv package: its own for each Python, and one for the system's."""
    if sys.executable.endswith("python3"):
        return "python3-venv"
    return f"python3.{sys.version_info.minor}-venv"


def loads(library: str) -> bool:
    """Whether the dynamic linker finds the library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(*missing_packages())
