"""The assets are found wherever the program lies, and have what the window and report need."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from kompass_desktop import assets

FOLDERS = pytest.mark.parametrize(
    ("folder", "name"),
    [
        (assets.ui_folder, "ui"),
        (assets.resources_folder, "resources"),
        (assets.data_folder, "data"),
    ],
)
CHECKOUT = Path(__file__).resolve().parent.parent


@FOLDERS
def test_a_checkout_has_its_assets_beside_the_package(
    folder: Callable[[], Path], name: str
) -> None:
    assert folder() == CHECKOUT / name


@FOLDERS
def test_an_installed_package_has_its_assets_inside(
    folder: Callable[[], Path], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_assets").mkdir()
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path)
    assert folder() == tmp_path / "_assets" / name


def test_each_icon_takes_the_colour_of_the_text() -> None:
    icons = sorted((assets.resources_folder() / "icons").glob("*.svg"))
    assert icons
    for icon in icons:
        root = ET.parse(icon).getroot()
        assert root.get("viewBox"), icon.name
        if icon.stem != "kompass":
            assert root.get("stroke") == "currentColor", icon.name


def test_the_fonts_and_icons_come_with_their_licences() -> None:
    resources = assets.resources_folder()
    assert "SIL OPEN FONT LICENSE" in (resources / "fonts/NotoSans-OFL.txt").read_text("utf-8")
    assert "Bitstream" in (resources / "fonts/DejaVuSans-LICENSE.txt").read_text("utf-8")
    assert "ISC License" in (resources / "icons/LICENSE-lucide.txt").read_text("utf-8")
