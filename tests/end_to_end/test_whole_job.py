"""The whole job in the real window: from a new assessment to the report on the disk.

Everything is done with keys and clicks, and looked at on the pages, in the library and in
the PDF. The numbers are worked out by hand below, not with the program's own scoring.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Mark
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.opening import open_to_read
from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.keyboard import (
    ALT,
    CTRL,
    SHIFT,
    Key,
    click,
    focus,
    in_dialog,
    press,
    type_line,
    type_text,
)
from tests.end_to_end.windows import bring_to_front, session_of

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

REPORT_MILLISECONDS = 30_000
"""A report takes one to four seconds on a busy machine."""

KARASJOK = "Kárášjohka - Karasjok"
DIALOGUE = "Folk møter oss på butikken, og møtene går på samisk: áčđŋšŧž ÁČĐŊŠŦŽ"
GOALS = "3.2 målene er for mange, sier de i Čoalbmenjárga"
GOALS_WITHOUT_CODE = "målene er for mange, sier de i Čoalbmenjárga"
LAST_WORDS = "Vi ringer ŋuŋu i morgen om måltallene"
MORE = " – og ikke på Øvre Ænes"
FOREWORD = "Takk til Kárášjohka for gode møter, grillkøl & <b>tyttebær</b>."

# A measure point has 5 points, of question 1.4 30/7: seven share its 30. Four levels of 4
# give all of it, so a level gives a sixteenth.
RATED = {
    "1.1.1": "3210",  # 5 × 6/16 = 1.875
    "1.2.1": "4444",  # 5
    "1.2.2": "4321",  # 5 × 10/16 = 3.125
    "1.4.1": "3210",  # 30/7 × 6/16 = 1.607
    "3.2.1": "2222",  # 5 × 8/16 = 2.5
    "3.2.2": "4",  # 5 × 4/16 = 1.25, preliminary
    "8.5.1": "4400",  # 5 × 8/16 = 2.5
}
PLANNED_ONLY = "1.4.2"  # 3333 would be 3.214, but counts 0
NOT_IN_FOCUS = "1.4.3"  # takes its 30/7 = 4.286 from the 800: 795.714 can be reached
NOTHING = "ikke vurdert"
AREAS_AFTER_THE_INTERVIEW = (
    "12 av 100, foreløpig",  # 1.875 + 5 + 3.125 + 1.607 = 11.607
    NOTHING,
    "4 av 100, foreløpig",  # 2.5 + 1.25 = 3.75
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    "3 av 100, foreløpig",  # 2.5, half up
)
# The exact sum is 17.857. What is printed is the sum of the printed areas.
TOTAL_AFTER_THE_INTERVIEW = "19"
BAND_AFTER_THE_INTERVIEW = "18–20 med ±5 %"  # 18.05 and 19.95
DETAILS_AFTER_THE_INTERVIEW = "av 800 · foreløpig · oppnåelig 796, 1 målepunkt er ikke i fokus"
# The team then gives 1.4.1 4444: 30/7 = 4.286 in the place of 1.607, so 14.286 in area 1.
TOTAL_AFTER_SCORING = "21"
PRINTED_POINTS = (
    "Sum alle områder 21 800 796",
    "Sum fokusområde 1 14 100",
    "Sum fokusområde 3 4 100",
    "Sum fokusområde 8 3 100",
    "utvikling av demokrati og informasjon? 1,9 15",
    "om aktuelle politiske spørsmål? 8,1 20",
    "Hvordan fremmes innbyggerdialog og deltakelse? 4,3 30",
    "Blir kommunen styrt av tydelige politiske mål? 3,8 25",
)

MINUTES_USED = 25

PageT = TypeVar("PageT", bound=Page)


class HandSetClock:
    """Seconds that go by when it is said."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_from_a_new_assessment_to_the_printed_report(
    qtbot: QtBot, start_program: StartProgram, library_file: Path, tmp_path: Path
) -> None:
    window = start_program()
    begin_assessment(qtbot, window)
    plan_the_mayors_interview(window)
    hold_the_interview(window)
    require_the_profile(window)

    window.close()
    require_the_interview(stored(library_file))
    window = start_program()
    open_the_assessment_again(qtbot, window)
    require_the_profile(window)
    require_the_same_place_in_the_interview(window)

    settle_points(window)
    edit_and_move_the_finding(window)
    write_the_foreword(window)
    report = export_the_report(qtbot, window, tmp_path / "rapport.pdf")
    require_the_report(report)

    window.close()
    require_what_was_settled(stored(library_file))


# The steps


def begin_assessment(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+N, the municipality's name without its marks, and the year."""
    press(Key.Key_N, CTRL)
    dialog = window.findChild(NewAssessmentDialog)
    assert isinstance(dialog, NewAssessmentDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    type_text("karasjohka")
    assert QApplication.activePopupWidget() is not None
    press(Key.Key_Return)
    assert dialog.municipality_field.name == KARASJOK
    press(Key.Key_Tab)
    type_text("2026")
    press(Key.Key_Return)
    bring_to_front(qtbot, window)
    assert session_of(window).assessment.title == f"{KARASJOK} 2026"


def plan_the_mayors_interview(window: MainWindow) -> None:
    """One interview with the first group, the mayor, on 12 March, and opened with Ctrl+Enter."""
    page = shown(window, PreparationPage)
    click(page.add_interviews_button)
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    type_line("12.3.2026 09:30")
    (interview,) = session_of(window).assessment.interviews.values()
    assert (interview.code, interview.group) == ("OF-01", "mayor")
    assert interview.planned_at == "2026-03-12T09:30"
    press(Key.Key_Return, CTRL)
    shown(window, InterviewPage)


def hold_the_interview(window: MainWindow) -> None:
    """Type and rate with the clock running, until in the middle of a line at 3.2.2."""
    page = shown(window, InterviewPage)
    clock = HandSetClock()
    page.clock.set_time_source(clock)
    press(Key.Key_T, CTRL)
    go_to("1.4.1")
    type_text(DIALOGUE)
    press(Key.Key_2, CTRL)
    press(Key.Key_Return)
    type_line(GOALS)
    for code in ("1.1.1", "1.2.1"):
        go_to_rate(code)
        type_line(RATED[code])
    # Enter has led to the next.
    type_text(RATED["1.2.2"])
    go_to_rate("1.4.1")
    type_line(RATED["1.4.1"])
    type_line("3333p")
    type_text("i")
    go_to_rate("8.5.1")
    type_text(RATED["8.5.1"])
    go_to_rate("3.2.1")
    type_line(RATED["3.2.1"])
    type_text(RATED["3.2.2"])
    clock.seconds = 60 * MINUTES_USED
    press(Key.Key_T, CTRL)
    press(Key.Key_Tab)
    type_text(LAST_WORDS)
    assert page.state.code == "3.2.2"


def open_the_assessment_again(qtbot: QtBot, window: MainWindow) -> None:
    """Enter on its row in the library."""
    assert window.session is None
    qtbot.waitUntil(lambda: window.library_page.table.current_row is not None)
    press(Key.Key_Return)
    assert session_of(window).assessment.title == f"{KARASJOK} 2026"


def settle_points(window: MainWindow) -> None:
    """Accept a question's proposals at once, and give the team's own view of 1.4.1."""
    page = go_to_page(window, ScoringPage)
    press(Key.Key_G, CTRL)
    type_line("1.2")
    press(Key.Key_G, SHIFT)
    press(Key.Key_G, CTRL)
    type_line("1.4.1")
    type_text("4444")
    press(Key.Key_Z, CTRL)
    assert page.session.assessment.rating(TEAM, "1.4.1").evaluation is None
    press(Key.Key_Z, CTRL | SHIFT)
    assert page.session.assessment.rating(TEAM, "1.4.1").levels == (4, 4, 4, 4)
    assert page.points_label.text() == "4,3"
    profile = go_to_page(window, ProfilePage)
    assert profile.total_label.text() == TOTAL_AFTER_SCORING


def edit_and_move_the_finding(window: MainWindow) -> None:
    """Write on the challenge of area 1, and move it among the weaknesses."""
    page = go_to_page(window, FindingsPage)
    assert page.area == 1
    (card,) = (c for c in page.board.columns[FindingKind.CHALLENGE].cards if not c.is_draft)
    assert card.finding.text == DIALOGUE
    click(card)
    press(Key.Key_F2)
    type_line(MORE)
    press(Key.Key_Right, ALT)
    (moved,) = (c for c in page.board.columns[FindingKind.WEAKNESS].cards if not c.is_draft)
    assert moved.finding.text == DIALOGUE + MORE


def write_the_foreword(window: MainWindow) -> None:
    """Add a paragraph to the draft of the first chapter."""
    page = go_to_page(window, ReportPage)
    press(Key.Key_F6)
    assert focus() is page.text_pane.editor
    press(Key.Key_End, CTRL)
    press(Key.Key_Return)
    press(Key.Key_Return)
    type_text(FOREWORD)


def export_the_report(qtbot: QtBot, window: MainWindow, path: Path) -> Path:
    """Ctrl+E, the name in the dialog, and wait until the file is there."""
    page = shown(window, ReportPage)
    in_dialog(lambda: name_the_file(path))
    with qtbot.waitSignal(page.message_shown, timeout=REPORT_MILLISECONDS) as said:
        press(Key.Key_E, CTRL)
    assert said.args == [f"«{path.name}» er lagret."]
    return path


def name_the_file(path: Path) -> None:
    press(Key.Key_A, CTRL)
    type_line(str(path))


def go_to(code: str) -> None:
    """Go to a place of the interview; the cursor is in its notes."""
    press(Key.Key_G, CTRL)
    type_line(code)


def go_to_rate(code: str) -> None:
    """Go to a measure point, which has the keys."""
    go_to(code)
    press(Key.Key_Tab)


# What must have come of them


def require_the_interview(assessment: Assessment) -> None:
    """The library has what was typed and rated."""
    (interview,) = assessment.interviews.values()
    assert interview.elapsed_seconds == 60 * MINUTES_USED
    assert datetime.fromisoformat(interview.started_at).tzinfo is not None
    assert {code: assessment.rating(interview.id, code).levels for code in RATED} == {
        code: levels_of(keys) for code, keys in RATED.items()
    }
    planned = assessment.rating(interview.id, PLANNED_ONLY)
    assert (planned.levels, planned.planned_only) == ((3, 3, 3, 3), True)
    assert assessment.rating(interview.id, NOT_IN_FOCUS).not_in_focus is True
    assert len(assessment.ratings) == len(RATED) + 2
    dialogue, goals, last = assessment.notes_of(interview.id)
    assert (dialogue.text, dialogue.code, dialogue.mark) == (DIALOGUE, "1.4.1", Mark.CHALLENGE)
    assert (goals.text, goals.code, goals.mark) == (GOALS_WITHOUT_CODE, "3.2", None)
    assert (last.text, last.code, last.mark) == (LAST_WORDS, "3.2.2", None)
    (finding,) = assessment.findings.values()
    assert (finding.code, finding.note) == ("1.4.1", dialogue.id)


def require_the_profile(window: MainWindow) -> None:
    """The profile shows the numbers that were worked out by hand."""
    page = go_to_page(window, ProfilePage)
    assert page.total_label.text() == TOTAL_AFTER_THE_INTERVIEW
    assert page.total_detail_label.text() == DETAILS_AFTER_THE_INTERVIEW
    assert page.band_label.text().startswith(BAND_AFTER_THE_INTERVIEW)
    assert [spot.text.partition(": ")[2] for spot in page.area_bars.spots()] == [
        *AREAS_AFTER_THE_INTERVIEW
    ]
    assert page.question_bars.accessibleDescription().count("1,6 av 30, foreløpig") == 1


def require_the_same_place_in_the_interview(window: MainWindow) -> None:
    page = go_to_page(window, InterviewPage)
    assert page.interview is not None
    assert page.interview.code == "OF-01"
    assert page.state.code == page.points.open_code == "3.2.2"
    texts = [note.text for note in page.notes.notes()]
    assert texts == [DIALOGUE, GOALS_WITHOUT_CODE, LAST_WORDS]
    assert page.clock.time_label.text() == f"00:{MINUTES_USED}"


def require_the_report(path: Path) -> None:
    """The PDF has what was typed, letter for letter, and the points that were settled."""
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    assert text.startswith("UTKAST: Ikke alt er avgjort")
    assert "Kommunekompasset 2.1 Kárášjohka Karasjok" in text
    assert FOREWORD in text
    assert f"Svakheter • {DIALOGUE}{MORE}" in text
    for line in PRINTED_POINTS:
        assert line in text
    # What informants said stays with the team, and so does who they are.
    assert GOALS_WITHOUT_CODE not in text
    assert "OF-01" not in text


def require_what_was_settled(assessment: Assessment) -> None:
    """The library has what was done after the interview, too."""
    assert assessment.rating(TEAM, "1.2.1").levels == (4, 4, 4, 4)
    assert assessment.rating(TEAM, "1.2.2").levels == (4, 3, 2, 1)
    assert assessment.rating(TEAM, "1.4.1").levels == (4, 4, 4, 4)
    (finding,) = assessment.findings.values()
    assert (finding.kind, finding.text) == (FindingKind.WEAKNESS, DIALOGUE + MORE)
    (foreword,) = assessment.texts.values()
    assert foreword.chapter == "foreword"
    assert foreword.text.endswith(f".\n\n{FOREWORD}")


# Where to look


def shown(window: MainWindow, kind: type[PageT]) -> PageT:
    """Return the page that is shown, which must be one of a kind."""
    assert window.view is not None
    assert isinstance(window.view.page, kind)
    return window.view.page


def go_to_page(window: MainWindow, kind: type[PageT]) -> PageT:
    """Go with Ctrl+PgDn from page to page until one of a kind is shown."""
    assert window.view is not None
    for _ in range(6):
        if isinstance(window.view.page, kind):
            return window.view.page
        press(Key.Key_PageDown, CTRL)
    raise AssertionError(f"no {kind.__name__} is shown")


def levels_of(keys: str) -> tuple[int | None, ...]:
    """Return the four levels that digits give, in turn; None for those not reached."""
    return (*map(int, keys), None, None, None, None)[:4]


def stored(path: Path) -> Assessment:
    """Return the one assessment of a library, as it is on the disk."""
    with open_to_read(path) as library:
        (listing,) = library.listings()
        return library.load(listing.particulars.id)
