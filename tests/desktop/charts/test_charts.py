"""The charts show the figures, tell them in words, and lead to what is clicked or entered."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.chain import chain_rows
from kompass_desktop.assessment.comparing.comparison import weakest
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, ProfileEntry, profile_of
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Change, Rating
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.area_bars import AreaBars
from kompass_desktop.desktop.charts.interactive_chart import SpotChart
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.charts.total_band import TotalBand
from kompass_desktop.desktop.profile.aspect_heat import AspectHeat
from kompass_desktop.desktop.profile.question_bars import QuestionBars
from kompass_desktop.desktop.profile.question_ranking import QuestionRanking
from kompass_desktop.desktop.profile.trait_bars import TraitBars, trait_rows
from tests.examples import bundled

LEFT = Qt.MouseButton.LeftButton
_W = TypeVar("_W", bound=QWidget)


@pytest.fixture(scope="module")
def karasjok() -> Profile:
    """Karasjok 2019 as it was published: every figure is recorded."""
    assessment = bundled("karasjok-2019")
    return profile_of(Scoreboard(assessment), "Karasjok 2019")


@pytest.fixture
def half_rated(empty_assessment: Assessment) -> Scoreboard:
    """1.1.1 is rated in full; 1.1.2 only on its system."""
    for code, levels in (("1.1.1", (4, 2, 1, 0)), ("1.1.2", (3, None, None, None))):
        identity = rating_id(empty_assessment.id, TEAM, code)
        empty_assessment.apply(Change(None, Rating(identity, TEAM, code, *levels)))
    return Scoreboard(empty_assessment)


def status_as(profile: Profile, status: ScoreStatus) -> Profile:
    def changed(entry: ProfileEntry) -> ProfileEntry:
        return replace(entry, score=replace(entry.score, status=status))

    return replace(
        profile,
        status=status,
        areas=tuple(map(changed, profile.areas)),
        questions=tuple(map(changed, profile.questions)),
    )


def shown(qtbot: QtBot, widget: _W, width: int, height: int) -> _W:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.setFocus()
    return widget


def click(chart: SpotChart, key: str) -> None:
    spot = next(spot for spot in chart.spots() if spot.key == key)
    QTest.mouseClick(chart, LEFT, pos=spot.rect.center().toPoint())


def words(chart: SpotChart, key: str) -> str:
    return next(spot.text for spot in chart.spots() if spot.key == key)


def image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_area_bars_tell_points_and_standing(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, AreaBars(), 260, 180)
    bars.set_profile(karasjok)
    assert words(bars, "8") == "8 Kommunen som samfunnsutvikler: 46 av 100, registrert"
    assert "5 av 100" in bars.accessibleDescription()


def test_area_bars_name_the_profiles_laid_over(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, AreaBars(), 260, 180)
    bars.set_profile(karasjok)
    bars.set_overlays([replace(karasjok, label="Karasjok 2023")])
    bars.set_reference(replace(karasjok, label="Snitt"))
    assert words(bars, "3").endswith("; Karasjok 2023: 43; Snitt: 43")


def test_a_longer_bar_for_more_points(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, AreaBars(), 400, 160)
    bars.set_profile(status_as(karasjok, ScoreStatus.RATED))
    picture = image(bars)
    accent = theme.colors().accent
    filled = {
        spot.key: sum(
            picture.pixelColor(x, round(spot.rect.center().y())).name() == accent
            for x in range(picture.width())
        )
        for spot in bars.spots()
    }
    assert filled["8"] > filled["3"] > filled["4"] > filled["5"] > 0
    assert filled["8"] / filled["3"] == pytest.approx(46 / 43, abs=0.03)


@pytest.mark.parametrize("chart", [AreaBars, QuestionBars, ProfileLegend])
def test_each_standing_looks_different(
    qtbot: QtBot, karasjok: Profile, chart: type[AreaBars]
) -> None:
    widget = shown(qtbot, chart(), 420, 160)
    pictures = set()
    for status in ScoreStatus:
        widget.set_profile(status_as(karasjok, status))
        pictures.add(bytes(image(widget).constBits()))
    assert len(pictures) == len(ScoreStatus)


def test_an_area_is_clicked_and_entered(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, AreaBars(), 260, 180)
    bars.set_profile(karasjok)
    with qtbot.waitSignal(bars.area_clicked) as clicked:
        click(bars, "4")
    assert clicked.args == [4]
    with qtbot.waitSignal(bars.area_clicked) as entered:
        QTest.keyClick(bars, Qt.Key.Key_Down)
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert entered.args == [5]


def test_questions_stand_by_area_with_their_points(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, QuestionBars(), 830, 130)
    bars.set_profile(karasjok)
    assert len(bars.spots()) == 45
    assert words(bars, "1.4").startswith("1.4 Hvordan fremmes innbyggerdialog")
    assert words(bars, "1.4").endswith("7,4 av 30, registrert")
    lefts = [spot.rect.left() for spot in bars.spots()]
    assert lefts == sorted(lefts)
    assert bars.spots()[-1].rect.right() <= bars.width()


def test_hovering_a_question_tells_its_points(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, QuestionBars(), 830, 130)
    bars.set_profile(karasjok)
    spot = bars.spots()[10]
    QTest.mouseMove(bars, spot.rect.center().toPoint())
    qtbot.waitUntil(lambda: bars.toolTip() == spot.text)
    QTest.mouseMove(bars, QPoint(bars.width() // 2, bars.height() - 1))
    qtbot.waitUntil(lambda: bars.toolTip() == "")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([Qt.Key.Key_Right], "1.2"),
        ([Qt.Key.Key_Left], "1.1"),
        ([Qt.Key.Key_End], "8.7"),
        ([Qt.Key.Key_End, Qt.Key.Key_Right], "8.7"),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], "1.1"),
    ],
)
def test_the_arrows_walk_the_questions(
    qtbot: QtBot, karasjok: Profile, keys: list[Qt.Key], expected: str
) -> None:
    bars = shown(qtbot, QuestionBars(), 830, 130)
    bars.set_profile(karasjok)
    for key in keys:
        QTest.keyClick(bars, key)
    with qtbot.waitSignal(bars.question_clicked) as entered:
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert entered.args == [expected]


def test_where_the_keyboard_is_can_be_seen(qtbot: QtBot, karasjok: Profile) -> None:
    bars = shown(qtbot, QuestionBars(), 830, 130)
    bars.set_profile(karasjok)
    qtbot.waitUntil(bars.hasFocus)
    before = image(bars)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert image(bars) != before
    assert "1.2" in bars.accessibleName()


def test_heat_tells_share_preliminary_and_nothing(qtbot: QtBot, half_rated: Scoreboard) -> None:
    heat = shown(qtbot, AspectHeat(), 480, 250)
    heat.set_rows(half_rated.instrument.aspects, chain_rows(half_rated))
    points = half_rated.instrument.area(1).measure_points
    share = (points[0].maximum * 4 + points[1].maximum * 3) / (
        4 * (points[0].maximum + points[1].maximum)
    )
    percent = int(share * 100 + Fraction(1, 2))
    assert words(heat, "1:0") == f"1 Offentlighet, System / prosess: {percent} %, foreløpig"
    assert words(heat, "2:0").endswith("ikke vurdert")
    with qtbot.waitSignal(heat.part_clicked) as clicked:
        click(heat, "2:3")
    assert clicked.args == ["2"]


def test_traits_tell_their_share(qtbot: QtBot, half_rated: Scoreboard) -> None:
    traits = shown(qtbot, TraitBars(), 300, 200)
    traits.set_rows(trait_rows(half_rated))
    assert len(traits.spots()) == 6
    assert traits.spots()[0].text.startswith("Arbeider systematisk og planmessig: ")
    assert "foreløpig" in traits.accessibleDescription()


def test_a_ranking_leads_to_its_questions(qtbot: QtBot, karasjok: Profile) -> None:
    ranking = shown(qtbot, QuestionRanking(), 400, 120)
    ranking.set_entries(weakest(karasjok))
    assert words(ranking, "1.3").endswith("0,0 av 25, registrert")
    with qtbot.waitSignal(ranking.question_clicked) as clicked:
        click(ranking, "5.2")
    assert clicked.args == ["5.2"]


def test_the_total_has_its_band_and_what_cannot_be_attained(
    qtbot: QtBot, karasjok: Profile
) -> None:
    band = shown(qtbot, TotalBand(), 800, 14)
    band.set_profile(replace(karasjok, attainable=Fraction(760)))
    assert band.toolTip() == "212 av 800, 201–223 med ±5 %; oppnåelig 760; registrert"
    picture = image(band)
    shades = [picture.pixelColor(x, 7).name() for x in (100, 204, 212, 220, 300)]
    track, accent = theme.colors().track, theme.colors().accent
    assert shades[0] == shades[4] == track
    assert shades[2] == accent
    assert shades[1] == shades[3]
    assert shades[1] not in (track, accent)
    right = {picture.pixelColor(x, y).name() for x in range(765, 795) for y in range(14)}
    assert len(right) > 1


def test_the_legend_names_all_lines(qtbot: QtBot, karasjok: Profile) -> None:
    legend = shown(qtbot, ProfileLegend(), 460, 40)
    legend.set_profile(karasjok)
    legend.set_overlays([replace(karasjok, label="Karasjok 2023")])
    legend.set_reference(replace(karasjok, label="Snitt"))
    assert legend.accessibleDescription() == "Karasjok 2019 (registrert), Karasjok 2023, Snitt"
    assert legend.heightForWidth(120) > legend.heightForWidth(460)


def drawn_radar(qtbot: QtBot, profile: Profile) -> RadarChart:
    radar = RadarChart()
    with qtbot.waitSignal(radar.drawn):
        shown(qtbot, radar, 300, 280)
    radar.set_profile(profile)
    return radar


def test_a_radar_follows_its_profile(qtbot: QtBot, karasjok: Profile) -> None:
    radar = drawn_radar(qtbot, karasjok)
    before = image(radar)
    strong = replace(karasjok.areas[4], score=replace(karasjok.areas[4].score, points=Fraction(90)))
    areas = (*karasjok.areas[:4], strong, *karasjok.areas[5:])
    radar.set_profile(replace(karasjok, areas=areas))
    changed = image(radar)
    assert changed != before
    south, north = QRect(100, 160, 100, 100), QRect(0, 0, 300, 100)
    assert changed.copy(south) != before.copy(south)
    assert changed.copy(north) == before.copy(north)


def test_each_standing_of_a_radar_looks_different(qtbot: QtBot, karasjok: Profile) -> None:
    radar = drawn_radar(qtbot, karasjok)
    pictures = set()
    statuses = (
        ScoreStatus.RATED,
        ScoreStatus.PROPOSAL,
        ScoreStatus.PRELIMINARY,
        ScoreStatus.RECORDED,
    )
    for status in statuses:
        radar.set_profile(status_as(karasjok, status))
        pictures.add(bytes(image(radar).constBits()))
    assert len(pictures) == len(statuses)


@pytest.mark.parametrize("is_laid_over", [False, True])
def test_a_gap_of_a_radar_is_not_a_zero(
    qtbot: QtBot, karasjok: Profile, is_laid_over: bool
) -> None:
    own = replace(karasjok, areas=())
    radar = drawn_radar(qtbot, own)
    around = QRect(0, 150, 300, 130)

    def drawn(*gaps: int) -> QImage:
        areas = tuple(
            replace(entry, is_gap=number in gaps) for number, entry in enumerate(karasjok.areas, 1)
        )
        shown_one = replace(karasjok, areas=areas, status=ScoreStatus.RATED)
        empty = replace(shown_one, areas=tuple(replace(e, is_gap=True) for e in areas))
        radar.set_profile(empty if is_laid_over else shown_one)
        radar.set_overlays([shown_one if is_laid_over else empty])
        return image(radar)

    nothing = drawn(*range(1, 9))
    below_gone = drawn(4, 5, 6)
    assert below_gone != nothing
    assert below_gone.copy(around) == nothing.copy(around)
    assert drawn(5).copy(around) != nothing.copy(around)
    assert drawn() != drawn(5)


@pytest.mark.parametrize(
    ("x", "y", "area"), [(0, -80, 1), (60, -60, 2), (80, 0, 3), (0, 80, 5), (-60, -60, 8)]
)
def test_a_click_in_the_radar_leads_to_the_area_there(
    qtbot: QtBot, karasjok: Profile, x: int, y: int, area: int
) -> None:
    radar = drawn_radar(qtbot, karasjok)
    with qtbot.waitSignal(radar.area_clicked) as clicked:
        QTest.mouseClick(radar, LEFT, pos=radar.rect().center() + QPoint(x, y))
    assert clicked.args == [area]


def test_hovering_the_radar_tells_the_area(qtbot: QtBot, karasjok: Profile) -> None:
    radar = drawn_radar(qtbot, karasjok)
    QTest.mouseMove(radar, radar.rect().center() + QPoint(70, 0))
    qtbot.waitUntil(lambda: "43 av 100" in radar.toolTip())


def test_overlays_show_in_their_own_colours(qtbot: QtBot, karasjok: Profile) -> None:
    radar = drawn_radar(qtbot, karasjok)
    radar.set_overlays([replace(karasjok, label="2023")])
    assert [line.tint for line in radar.lines] == ["strength"]
    radar.set_reference(replace(karasjok, label="Snitt"))
    assert [(line.tint, line.profile.label) for line in radar.lines] == [
        ("strength", "2023"),
        ("challenge_line", "Snitt"),
    ]


def test_no_overlay_looks_like_the_reference(qtbot: QtBot, karasjok: Profile) -> None:
    radar = RadarChart()
    qtbot.addWidget(radar)
    radar.set_overlays([karasjok, karasjok, karasjok])
    radar.set_reference(karasjok)
    assert len({(line.tint, line.style) for line in radar.lines}) == 4


def test_charts_take_the_colours_of_the_other_mode(
    qtbot: QtBot, qapp: QApplication, karasjok: Profile
) -> None:
    bars = shown(qtbot, AreaBars(), 260, 180)
    radar = drawn_radar(qtbot, karasjok)
    bars.set_profile(karasjok)
    before = image(bars), image(radar)
    theme._apply(qapp, Qt.ColorScheme.Dark)
    after = image(bars), image(radar)
    theme._apply(qapp, Qt.ColorScheme.Light)
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert (image(bars), image(radar)) == before


def test_a_radar_that_is_not_shown_costs_no_import() -> None:
    program = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from kompass_desktop.desktop.charts.radar_chart import RadarChart\n"
        "application = QApplication([])\n"
        "radar = RadarChart()\n"
        "sys.exit('pyqtgraph' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
