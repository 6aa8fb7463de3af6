"""«Hvilket intervju» (Ctrl+I): what each interview is called, and what finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.desktop.interview.interview_finder import interview_choices
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.navigation.palette_entries import matching
from tests.desktop.interview.interviewing import karasjok_2025
from tests.desktop.keyboard import CTRL, Key, focus, press, type_text


@pytest.fixture
def assessment() -> Assessment:
    """Three unit leaders, two of them with names, and a team of two."""
    assessment = karasjok_2025()
    assessment.members = {
        "a": Member("a", "Kari Konsulent", position=0.0),
        "b": Member("b", "Per Konsulent", position=1.0),
    }
    held = Interview(
        "2", "unit_leaders", "VL-02", "Rektor, Šilju skole", started_at="2025-03-11T08:00:00+01:00"
    )
    interviews = (
        Interview(
            "1",
            "unit_leaders",
            "VL-01",
            "Styrer, Čuovga barnehage",
            planned_at="2025-03-12T09:30",
            venue="Helsehuset",
            interviewers="a b",
            position=0.0,
        ),
        replace(held, finished=True, interviewers="b", position=1.0),
        Interview("3", "mayor", "OF-01", position=2.0),
    )
    assessment.interviews = {each.id: each for each in interviews}
    return assessment


def test_each_line_says_who_when_and_how_far(assessment: Assessment) -> None:
    first, second, third = interview_choices(assessment)[:3]
    assert (first.code, first.text) == ("VL-01", "Styrer, Čuovga barnehage · Virksomhet")
    assert first.detail == "on. 12.03.2025 09:30 · Kari, Per · planlagt"
    assert second.detail == "ti. 11.03.2025 08:00 · Per · gjennomført"
    assert (third.text, third.detail) == ("Ordfører", "planlagt")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vl-02", ["2"]),
        ("VL", ["1", "2"]),
        ("cuovga", ["1"]),
        ("skole", ["2"]),
        ("ordf", ["3"]),
        ("kari", ["1"]),
        ("helse", ["1"]),
        ("virksomhet per", ["1", "2"]),
        ("gjennomf", ["2"]),
        ("12.03", ["1"]),
    ],
)
def test_it_is_found_by_any_of_that(assessment: Assessment, typed: str, found: list[str]) -> None:
    keys = [entry.key for entry in matching(interview_choices(assessment), typed)]
    assert [key for key in keys if not key.startswith("new:")] == found


def test_a_key_opens_it_at_the_open_interview_and_enter_chooses(page: InterviewPage) -> None:
    page.begin_interview("staff")
    page.begin_interview("unit_leaders")
    assert page.interview is not None
    first = page.interview.id
    press(Key.Key_I, CTRL)
    assert page.interview_finder.palette.list.currentIndex().row() == 2
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert page.interview.code == "ST-01"
    press(Key.Key_I, CTRL)
    type_text("vl\r")
    assert page.interview.id == first
    assert page.isAncestorOf(focus())


def test_a_new_interview_is_an_entry_too(page: InterviewPage) -> None:
    press(Key.Key_I, CTRL)
    type_text("tillitsvalgt\r")
    assert page.interview is not None
    assert page.session.assessment.group_of(page.interview).name.startswith("Hovedtillitsvalgte")
    assert len(page.session.assessment.interviews) == 2
