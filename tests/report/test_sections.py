"""The chapters of a report: chosen, ordered, renamed, and kept with the assessment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.report.plan.plan_content import has_plan
from kompass_desktop.report.sections import SECTIONS, choice, renamed, sections
from tests.report.planned import without_plan
from tests.report.printing import printed, with_text


def keys(assessment: Assessment) -> list[str]:
    return [section.key for section in sections(assessment)]


def test_without_a_choice_all_are_printed_as_usual(eksempelvik: Assessment) -> None:
    assert keys(eksempelvik)[:4] == ["foreword", "summary", "about", "method"]
    assert all(section.is_included and not section.title for section in sections(eksempelvik))
    assert choice(eksempelvik, sections(eksempelvik)) is None


def test_recorded_results_have_no_appendix_to_choose(karasjok: Assessment) -> None:
    assert "appendix" not in keys(karasjok)


def test_a_choice_reads_back(eksempelvik: Assessment) -> None:
    first, second, *others = sections(eksempelvik)
    own = (second, replace(first, is_included=False), renamed(others[0], " Om  verktøyet = A "))
    chosen = (*own, *others[1:])
    eksempelvik.apply(Change(None, choice(eksempelvik, chosen)))
    assert sections(eksempelvik) == chosen
    assert chosen[2].printed_title == "Om verktøyet = A"
    assert renamed(chosen[2], "").printed_title == chosen[2].usual_title


@pytest.mark.parametrize("text", ["", "\n\n", "tull", "-\n=\n- = x", "x" * 10_000, "area-99 = A"])
def test_what_cannot_be_read_is_ignored(eksempelvik: Assessment, text: str) -> None:
    usual = sections(eksempelvik)
    with_text(eksempelvik, SECTIONS, text)
    assert sections(eksempelvik) == usual


def test_a_chapter_that_is_not_mentioned_keeps_its_place(eksempelvik: Assessment) -> None:
    with_text(eksempelvik, SECTIONS, "closing\nforeword\nclosing = To ganger")
    ordered = keys(eksempelvik)
    assert ordered[:4] == ["closing", "glossary", "appendix", "foreword"]
    assert ordered[4] == "summary"
    assert len(ordered) == len(set(ordered)) == 16 + has_plan(eksempelvik)


def test_the_report_follows_the_choice(karasjok: Assessment) -> None:
    without_plan(karasjok)
    text = "results = Slik ble det & <b>\nsummary\n-foreword\n-about\n-method\n-glossary\n"
    with_text(karasjok, SECTIONS, text + "".join(f"-area-{n}\n" for n in range(3, 9)))
    report = printed(karasjok)
    titles = [title for depth, title in report.bookmarks if depth == 0]
    assert titles == [
        "Innhold",
        "Slik ble det & <b>",
        "1 Offentlighet og demokrati",
        "2 Tilgjengelighet, innbygger- og brukerorientering",
        "Sammendrag",
        "Avslutning",
    ]


def test_a_report_may_have_no_chapters_at_all(karasjok: Assessment) -> None:
    with_text(karasjok, SECTIONS, "\n".join(f"-{key}" for key in keys(karasjok)))
    assert [title for depth, title in printed(karasjok).bookmarks if depth == 0] == ["Innhold"]
