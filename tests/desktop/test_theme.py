"""The look is readable in both modes, and the style sheet names only what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kompass_desktop.assets import resources_folder
from kompass_desktop.colors import DARK, LIGHT, READABLE, Colors
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.profile.heat_cells import heat_color
from kompass_desktop.desktop.settings import Settings
from kompass_desktop.desktop.theme import Appearance

MODES = {"light": LIGHT, "dark": DARK}
TEXTS = (
    "text",
    "text_soft",
    "text_faint",
    "accent",
    "strength",
    "challenge",
    "weakness",
    "saved",
)
BACKGROUNDS = ("window", "surface", "surface_soft", "accent_soft", "track")
PAIRS = [
    *((text, background) for text in TEXTS for background in BACKGROUNDS),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_failed", "failed"),
]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def style_sheet() -> str:
    sheet = (resources_folder() / "styles" / "kompass.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark], ids=["light", "dark"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.ColorScheme]:
    chosen: Qt.ColorScheme = request.param
    theme._apply(qapp, chosen)
    yield chosen
    theme._apply(qapp, Qt.ColorScheme.Light)


@pytest.fixture
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.choose_appearance(Appearance.AS_SYSTEM)
    theme._apply(qapp, Qt.ColorScheme.Light)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "background"), PAIRS)
def test_text_is_readable_on_what_is_behind_it(mode: str, text: str, background: str) -> None:
    values = asdict(MODES[mode])
    ratio = theme.contrast(QColor(values[text]), QColor(values[background]))
    assert ratio >= READABLE, f"{text} on {background}: {ratio:.2f}"


@pytest.mark.parametrize("mode", MODES)
def test_text_of_every_role_is_readable_on_the_background_of_its_role(mode: str) -> None:
    values, looked_at = asdict(MODES[mode]), 0
    for selector, body in RULE.findall(style_sheet()):
        text = re.search(r"(?<![-\w])color: @(\w+)", body)
        background = re.search(r"background: @(\w+)", body)
        if text and background:
            looked_at += 1
            ratio = theme.contrast(QColor(values[text[1]]), QColor(values[background[1]]))
            assert ratio >= READABLE, f"{selector.strip()}: {ratio:.2f}"
    assert looked_at > 20


def test_text_has_no_colour_but_those_that_are_checked() -> None:
    named = {m[1] for m in re.finditer(r"(?<![-\w])color: @(\w+)", style_sheet())}
    assert named <= {*TEXTS, "on_accent", "on_failed"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("line", ["accent", "challenge_line", "strength", "weakness"])
def test_lines_and_marks_stand_out_from_the_surface(mode: str, line: str) -> None:
    values = asdict(MODES[mode])
    # A line needs less than text does (WCAG 2.2, 1.4.11); the amber one is thick and dashed.
    assert theme.contrast(QColor(values[line]), QColor(values["surface"])) >= 2.8


def test_contrast_is_that_of_the_standard() -> None:
    assert theme.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_numbers_are_readable_on_every_shade_of_heat(scheme: Qt.ColorScheme) -> None:
    for percent in range(101):
        shade = heat_color(percent / 100)
        assert theme.contrast(theme.readable_on(shade), shade) >= READABLE


def test_the_style_sheet_names_only_colours_that_there_are() -> None:
    named = set(re.findall(r"@(\w+)", style_sheet()))
    assert named <= {field.name for field in fields(Colors)} | {"pictures"}


def test_every_role_that_a_widget_has_is_in_the_style_sheet() -> None:
    ui = resources_folder().parent / "ui"
    in_forms = re.compile(r'name="role"[^>]*><string[^>]*>([\w-]+)<')
    used = {role for form in ui.rglob("*.ui") for role in in_forms.findall(form.read_text("utf-8"))}
    assert len(used) > 20
    assert used <= set(re.findall(r'role="([\w-]+)"', style_sheet()))


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_has_the_pictures_of_the_style_sheet(mode: str) -> None:
    styles = resources_folder() / "styles"
    sheet = (styles / "kompass.qss").read_text(encoding="utf-8")
    values = asdict(MODES[mode])
    for name in set(re.findall(r"@pictures/([\w-]+\.svg)", sheet)):
        picture = (styles / mode / name).read_text(encoding="utf-8")
        tints = set(re.findall(r"#[0-9a-f]{6}", picture))
        assert tints
        assert tints <= {values["on_accent"], values["text_soft"]}


def test_a_change_of_scheme_is_told_and_taken_by_what_is_open(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme._apply(qapp, Qt.ColorScheme.Light)
    label = QLabel("Lagret")
    label.setProperty("role", "saved")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(theme.notifier.changed):
        theme._apply(qapp, Qt.ColorScheme.Dark)
    assert theme.color("window") == QColor(DARK.window)
    assert label.palette().windowText().color() == QColor(DARK.saved)


# Choosing


@pytest.mark.usefixtures("_light_again")
@pytest.mark.parametrize(
    ("chosen", "look"), [(Appearance.DARK, DARK), (Appearance.LIGHT, LIGHT)], ids=["dark", "light"]
)
def test_a_chosen_look_is_shown_kept_and_not_changed_by_the_system(
    qapp: QApplication, chosen: Appearance, look: Colors
) -> None:
    theme.choose_appearance(chosen)
    assert theme.colors() is look
    assert theme.kept_appearance() is chosen
    # The system goes dark or light meanwhile.
    theme._follow_system(qapp)
    assert theme.colors() is look


@pytest.mark.usefixtures("_light_again")
def test_the_window_follows_the_system_again_when_that_is_chosen(qapp: QApplication) -> None:
    before = qapp.styleHints().colorScheme()
    of_system = DARK if before is Qt.ColorScheme.Dark else LIGHT
    theme.choose_appearance(Appearance.DARK)
    theme.choose_appearance(Appearance.AS_SYSTEM)
    assert theme.colors() is of_system
    assert theme.kept_appearance() is Appearance.AS_SYSTEM


def test_an_unknown_look_in_the_settings_is_that_of_the_system() -> None:
    Settings().appearance = "purple"
    assert theme.kept_appearance() is Appearance.AS_SYSTEM


def test_icons_take_a_colour_of_the_theme(scheme: Qt.ColorScheme) -> None:
    picture = theme.icon("check", "accent", 32).pixmap(32, 32).toImage()
    shades = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert shades == {theme.colors().accent}


def test_a_role_that_is_set_on_a_shown_widget_is_seen_at_once(
    qtbot: QtBot, scheme: Qt.ColorScheme
) -> None:
    label = QLabel("Lagret")
    qtbot.addWidget(label)
    label.show()
    theme.set_role(label, "error")
    error = label.palette().windowText().color()
    theme.set_role(label, "soft")
    assert label.palette().windowText().color() == theme.color("text_soft") != error
