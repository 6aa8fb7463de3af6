"""From the start of the process to the first painted window, beside a blank window.

Run `.venv/bin/python tests/benchmarks/start_up.py [ROUNDS]`. Each round starts a blank
PySide6 window, the library page of a plain library and of an encrypted one whose key the
machine remembers, and an interview with its live profile, one after the other, so that a
machine that slows down slows all of them; what counts is the ratio.
"""

from __future__ import annotations

import base64
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SCREEN = Path(__file__).with_name("laptop_screen.json")
"""A screen of 1366×768: the window is no larger than its screen, and Qt's own is 800×800."""
LIMITS = {"library": 4.0, "encrypted": 4.0, "interview": 8.0}
"""How many blank windows each may cost."""

EXAMPLE = "eksempelvik-2025"


def main(arguments: list[str]) -> None:
    """Measure, or be what is measured."""
    if len(arguments) == 3:
        kind, file, began = arguments
        if kind != "blank":
            gc.disable()  # As __main__ does before it loads the window.
        WINDOWS[kind](Path(file), int(began))
        return
    rounds = int(arguments[0]) if arguments else 7
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "bibliotek.kompassdb"
        prepare(library)
        report([{kind: measure(kind, library) for kind in WINDOWS} for _ in range(rounds)])


def prepare(library: Path) -> None:
    """Make a library with the examples, and an encrypted one with its key in a file."""
    from kompass_desktop.storage.exchange.examples import example_names, load_example
    from kompass_desktop.storage.opening import open_library
    from kompass_desktop.storage.protection import create_encrypted

    keys = create_encrypted(encrypted_beside(library), "benchmark")
    key_beside(library).write_bytes(base64.b64encode(keys.key))
    for path, key in ((library, None), (encrypted_beside(library), keys.key)):
        with open_library(path, key) as opened:
            for name in example_names():
                example = load_example(name)
                if example is not None:
                    opened.add(example)


def encrypted_beside(library: Path) -> Path:
    """Return the encrypted library's place."""
    return library.with_name("kryptert.kompassdb")


def key_beside(library: Path) -> Path:
    """Return the place of its key, as `file_keyring` reads it."""
    return library.with_name("key")


def measure(kind: str, library: Path) -> float:
    """Return the seconds until a new process has painted a kind of window."""
    command = [sys.executable, __file__, kind, str(library), str(time.monotonic_ns())]
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}"),
        "XDG_CONFIG_HOME": str(library.parent / "settings"),
        "PYTHON_KEYRING_BACKEND": "file_keyring.FileKeyring",
        "KOMPASS_BENCHMARK_KEY": str(key_beside(library)),
    }
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.strip().splitlines()[-1])


def report(measured: list[dict[str, float]]) -> None:
    """Print each window's median, and its ratio to the blank one in the same round."""
    for kind in WINDOWS:
        seconds = statistics.median(taken[kind] for taken in measured)
        ratios = sorted(taken[kind] / taken["blank"] for taken in measured)
        limit = f", limit {LIMITS[kind]:.0f}×" if kind in LIMITS else ""
        print(
            f"{kind:<10} {seconds:6.3f} s   ratio {statistics.median(ratios):5.2f}×"
            f"  ({ratios[0]:.2f}–{ratios[-1]:.2f}){limit}"
        )


def blank(_library: Path, began: int) -> None:
    """A window with nothing in it."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                tell(began)
            return False

    window = QWidget()
    window.resize(1366, 768)
    watch = Watch()
    window.installEventFilter(watch)
    window.show()
    application.exec()


def library_page(library: Path, began: int) -> None:
    """The window as it starts: the list of assessments."""
    from PySide6.QtCore import QTimer

    from kompass_desktop.desktop.catalogue import AssessmentCatalogue
    from kompass_desktop.desktop.window.application import prepared_application
    from kompass_desktop.desktop.window.main_window import MainWindow
    from kompass_desktop.desktop.window.startup import LibraryUnlocker

    entrance = LibraryUnlocker(library)
    application = prepared_application()
    opened = entrance.enter()
    assert opened is not None
    with opened:
        window = MainWindow(AssessmentCatalogue(opened))
        window.show()
        when_painted(window.library_page, lambda: QTimer.singleShot(0, lambda: tell(began)))
        application.exec()


def encrypted(library: Path, began: int) -> None:
    """The same with an encrypted library, whose key comes from the key store."""
    library_page(encrypted_beside(library), began)


def interview(library: Path, began: int) -> None:
    """Straight into an interview, until its radar has been drawn and painted."""
    from PySide6.QtCore import QSettings, QTimer

    from kompass_desktop.desktop.catalogue import AssessmentCatalogue
    from kompass_desktop.desktop.charts.radar_chart import RadarChart
    from kompass_desktop.desktop.window.application import prepared_application
    from kompass_desktop.desktop.window.main_window import MainWindow
    from kompass_desktop.storage.exchange.examples import load_example
    from kompass_desktop.storage.opening import open_library

    application = prepared_application()
    example = load_example(EXAMPLE)
    assert example is not None
    QSettings().setValue(f"assessment/{example.id}/page", "interview")
    with open_library(library) as opened:
        window = MainWindow(AssessmentCatalogue(opened))
        window.open_assessment(example.id)
        assert window.view is not None
        (radar,) = window.view.page.findChildren(RadarChart)
        radar.drawn.connect(
            lambda: when_painted(radar, lambda: QTimer.singleShot(0, lambda: tell(began)))
        )
        window.show()
        application.exec()


def when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    """Call `then` after the next paint of a widget or of what lies in it."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and _is_within(watched):
                then()
            return False

    def _is_within(watched: QObject) -> bool:
        return isinstance(watched, QWidget) and (watched is widget or widget.isAncestorOf(watched))

    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(Watch(application))


def tell(began: int) -> None:
    """Print the seconds since the process was started, and end it."""
    print((time.monotonic_ns() - began) / 1e9, flush=True)
    os._exit(0)


WINDOWS: dict[str, Callable[[Path, int], None]] = {
    "blank": blank,
    "library": library_page,
    "encrypted": encrypted,
    "interview": interview,
}

if __name__ == "__main__":
    main(sys.argv[1:])
