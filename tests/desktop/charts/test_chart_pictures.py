"""Every chart can be copied, saved as PNG or SVG, and dragged out, by mouse and by keyboard."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QDrag, QGuiApplication, QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.colors import DARK
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.area_bars import AreaBars
from kompass_desktop.desktop.charts.chart_picture import ChartPicture
from kompass_desktop.desktop.charts.interactive_chart import SpotChart
from kompass_desktop.desktop.charts.picture_home import PictureHome, picture_home, set_picture_home
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.storage.library import Library
from tests.desktop.shown_pages import SessionOf, ShownPages
from tests.examples import bundled

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'A<b>&"\'=1+1 <img src="/etc/passwd"> \x00\x0b 😀 漢字 áčđŋšŧž'


@pytest.fixture(autouse=True)
def _no_popup(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offscreen platform warns that a menu cannot grab the keyboard."""
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: None)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return profile_of(Scoreboard(bundled("eksempelvik-2025")), "Eksempelvik 2025")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def bars(qtbot: QtBot, profile: Profile, library: Library, said: list[str]) -> Iterator[AreaBars]:
    chart = AreaBars()
    qtbot.addWidget(chart)
    home = PictureHome(lambda: "Eksempelvik 2025", library.opened_copies.write, said.append)
    set_picture_home(chart, lambda _chart: home)
    chart.set_profile(profile)
    chart.resize(400, 200)
    chart.show()
    yield chart
    library.opened_copies.remove_all()


def texts_of(svg: bytes) -> list[str]:
    return ["".join(each.itertext()).strip() for each in ET.fromstring(svg).iter(f"{SVG}text")]


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, kind: int = 0) -> None:
    def chosen(parent: object, title: str, begin: str, filters: str) -> tuple[str, str]:
        return str(path), filters.split(";;")[kind]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)


def open_menu(chart: SpotChart, reason: QContextMenuEvent.Reason) -> QMenu:
    event = QContextMenuEvent(reason, QPoint(5, 5), chart.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(chart, event)
    (menu,) = chart.findChildren(QMenu)
    return menu


def test_every_chart_of_the_pages_becomes_a_picture_with_its_texts(
    qtbot: QtBot,
    example_session: SessionOf,
    catalogue: AssessmentCatalogue,
    shown_pages: ShownPages,
) -> None:
    session = example_session("eksempelvik-2025")
    page = shown_pages.open(ProfilePage(session, catalogue))
    page.show_groups()
    scoring = shown_pages.open(ScoringPage(session, catalogue))
    scoring.views.show_differences()
    widgets = [*page.findChildren(QWidget), *scoring.findChildren(QWidget)]
    charts = [widget for widget in widgets if isinstance(widget, SpotChart)]
    assert len(charts) >= 9
    for chart in charts:
        picture = chart.picture
        texts = texts_of(picture.svg)
        assert texts[0] == picture.title
        assert QImage.fromData(picture.png).width() > chart.width()
        assert len(texts) > 1 or not chart.spots()


def test_the_radar_names_its_areas_and_both_profiles(qtbot: QtBot, profile: Profile) -> None:
    radar = RadarChart()
    qtbot.addWidget(radar)
    radar.show_profiles(profile, [], profile)
    radar.resize(430, 400)
    texts = texts_of(radar.picture.svg)
    assert "1 Offentlighet" in texts
    assert "8 Samfunn" in texts
    assert texts.count("Eksempelvik 2025") == 1
    assert "Eksempelvik 2025 (forslag)" in texts


def test_a_svg_names_fonts_to_fall_back_on_and_its_size_in_pixels(bars: AreaBars) -> None:
    svg = bars.picture.svg.decode()
    assert 'font-family="Noto Sans, DejaVu Sans, Arial, Helvetica, sans-serif"' in svg
    assert 'font-family="Noto Sans"' not in svg
    root = ET.fromstring(svg)
    assert root.get("width") == "424"


def test_hostile_texts_stay_texts(qtbot: QtBot) -> None:
    def draw(painter: QPainter) -> None:
        painter.drawText(QPointF(0, 20), HOSTILE)

    picture = ChartPicture(HOSTILE, QSize(300, 40), draw, subject=HOSTILE)
    root = ET.fromstring(picture.svg)
    assert root.find(f"{SVG}title") is not None
    assert not list(root.iter(f"{SVG}image"))
    texts = "".join(texts_of(picture.svg))
    assert '<img src="/etc/passwd">' in texts
    assert "áčđŋšŧž" in texts
    assert QImage.fromData(picture.png).height() > 0


def test_a_picture_has_the_colours_of_paper_in_a_dark_window(
    qtbot: QtBot, bars: AreaBars, monkeypatch: pytest.MonkeyPatch
) -> None:
    light = bars.picture
    before = light.svg, light.png
    monkeypatch.setitem(theme._state, "colors", DARK)
    dark = bars.picture
    assert (dark.svg, dark.png) == before
    assert theme.colors() is DARK


@pytest.mark.parametrize(
    "typed", [("a.png", 0, "a.png"), ("a.svg", 0, "a.svg"), ("a", 1, "a.svg"), ("a", 0, "a.png")]
)
def test_the_menu_key_leads_to_a_saved_file(
    bars: AreaBars,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    typed: tuple[str, int, str],
) -> None:
    name, kind, written = typed
    choose(monkeypatch, tmp_path / name, kind)
    menu = open_menu(bars, QContextMenuEvent.Reason.Keyboard)
    copy, save = menu.actions()
    assert menu.activeAction() is copy
    save.trigger()
    content = (tmp_path / written).read_bytes()
    assert content.startswith(b"\x89PNG" if written.endswith("png") else b"<?xml")
    assert said == [f"«{written}» er lagret."]
    menu.close()


def test_the_file_is_named_after_the_chart_and_what_it_is_of(
    bars: AreaBars, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def asked(parent: object, title: str, begin: str, filters: str) -> tuple[str, str]:
        begun.append(Path(begin).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    home = PictureHome(lambda: "Kárášjohka / Karasjok 2019", None, str)
    set_picture_home(bars, lambda _bars: home)
    menu = open_menu(bars, QContextMenuEvent.Reason.Mouse)
    menu.actions()[1].trigger()
    assert begun == ["Poeng per område Kárášjohka Karasjok 2019.png"]
    menu.close()


def test_what_cannot_be_written_is_said(
    bars: AreaBars, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    choose(monkeypatch, tmp_path / "missing" / "a.png")
    open_menu(bars, QContextMenuEvent.Reason.Mouse).actions()[1].trigger()
    assert len(said) == 1
    assert "a.png" in said[0]
    assert not (tmp_path / "missing").exists()


def test_ctrl_c_copies_the_picture(qtbot: QtBot, bars: AreaBars, said: list[str]) -> None:
    QTest.keyClick(bars, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"<svg" in bytes(data.data("image/svg+xml").data())
    assert said == ["Bildet er kopiert."]


def test_a_drag_hands_over_a_file_and_opens_nothing(
    qtbot: QtBot, bars: AreaBars, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[Path] = []

    def exec_(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        (url,) = drag.mimeData().urls()
        dragged.append(Path(url.toLocalFile()))
        return actions

    monkeypatch.setattr(QDrag, "exec", exec_)
    clicked: list[int] = []
    bars.area_clicked.connect(clicked.append)
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    far = QApplication.startDragDistance() + 5
    move_pressed(bars, QPoint(20 + far, 20))
    QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=QPoint(20 + far, 20))
    assert len(dragged) == 1
    assert dragged[0].name == "Poeng per område Eksempelvik 2025.png"
    assert dragged[0].read_bytes().startswith(b"\x89PNG")
    assert not clicked
    # As when the window is locked or closed.
    library.opened_copies.remove_all()
    assert not dragged[0].exists()


def test_a_click_is_still_a_click(bars: AreaBars) -> None:
    clicked: list[int] = []
    bars.area_clicked.connect(clicked.append)
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert clicked == [1]


def move_pressed(chart: SpotChart, to: QPoint) -> None:
    """Move the mouse with its button pressed; QTest's moves know of no button."""
    button = Qt.MouseButton.LeftButton
    here = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        here,
        QPointF(chart.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart, event)


def test_what_a_window_tells_its_charts_does_not_keep_the_window(qapp: QApplication) -> None:
    class Window(QWidget):
        def subject(self) -> str:
            return "Karasjok 2019"

        def home(self) -> PictureHome:
            return PictureHome(self.subject, None, str)

    window = Window()
    set_picture_home(window, Window.home)
    assert picture_home(window).subject() == "Karasjok 2019"
    gone = weakref.ref(window)
    del window
    gc.collect()
    assert gone() is None
