"""With a projector as second screen the presentation opens there, and a key moves it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCREENS = {
    "screens": [
        {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080},
    ]
}
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.application import prepared_application
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.storage.exchange.examples import open_demo

application = prepared_application()
library = open_demo(Path(sys.argv[1]))
catalogue = AssessmentCatalogue(library)
listing = catalogue.listings()[0].particulars
view = AssessmentView(Session(library, library.load(listing.id)), catalogue)
view.show_page("profile")
view.show()
view.present()
shown = view.presentation
names = [shown.screen().name()]
sizes = [shown.size().toTuple()]
QTest.keyClick(shown, Qt.Key.Key_F11)
names.append(shown.screen().name())
QTest.keyClick(shown, Qt.Key.Key_F11)
names.append(shown.screen().name())
print(*names, sizes[0])
view.leave()
library.close()
"""


def test_it_opens_on_the_projector_and_f11_moves_it(tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps(SCREENS), encoding="utf-8")
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    folder = tmp_path / "library"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.split("\n")[0] == "projector laptop projector (1920, 1080)", done.stderr
