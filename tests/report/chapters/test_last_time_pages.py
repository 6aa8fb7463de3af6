"""The chapter on what came of last time's: in a sentence, in tables, in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Outcome
from kompass_desktop.assessment.record_ids import carryover_id, text_id
from kompass_desktop.assessment.records import Change, Interview, ReportText
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.sections import sections
from tests.examples import KARASJOK, bundled
from tests.report.printing import printed
from tests.report.word.reading import cells_of, written

DONE, PARTLY, NOT = Outcome.CARRIED_OUT, Outcome.PARTLY, Outcome.NOT_CARRIED_OUT
WEAK = FindingKind.WEAKNESS
TITLE = "Hva det ble av tiltak og funn fra forrige gang"


def following_up(*outcomes: tuple[FindingKind | None, Outcome | None]) -> Assessment:
    assessment = bundled(KARASJOK)
    for place, (kind, outcome) in enumerate(outcomes):
        carried = Carryover(
            carryover_id(assessment.id, str(place)),
            str(place),
            2015,
            f"Nr. {place} čáhppes",
            kind,
            "1.4.3",
            "" if kind else "Rådmannen",
            "" if kind else "2017-06-30",
            outcome,
            "Merknad æøå" if outcome else "",
            float(place),
        )
        assessment.apply(Change(None, carried))
    return assessment


EVERY = (
    (None, DONE),
    (None, DONE),
    (None, PARTLY),
    (None, NOT),
    (None, None),
    (WEAK, DONE),
    (WEAK, None),
)


def draft_of(assessment: Assessment, language: Language = Language.BOKMAL) -> str:
    with in_language(language):
        data = ReportData(assessment, Scoreboard(assessment))
        return chapter_text(ChapterKey.LAST_TIME, data)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            Language.BOKMAL,
            (
                "Av tiltakene fra 2015 er 2 av 5 gjennomført. 1 er delvis gjennomført. 1 er ikke "
                "gjennomført. 1 er ikke undersøkt.\n\nAv utfordringene og svakhetene "
                "fra 2015 er 1 av 2 rettet opp. 1 er ikke undersøkt."
            ),
        ),
        (
            Language.NYNORSK,
            (
                "Av tiltaka frå 2015 er 2 av 5 gjennomførte. 1 er delvis gjennomført. 1 er ikkje "
                "gjennomført. 1 er ikkje undersøkt.\n\nAv utfordringane og svakheitene "
                "frå 2015 er 1 av 2 retta opp. 1 er ikkje undersøkt."
            ),
        ),
        (
            Language.ENGLISH,
            (
                "Of the improvements from 2015, 2 of 5 are carried out. 1 is partly carried "
                "out. 1 is not carried out. 1 has not been looked into.\n\nOf the "
                "challenges and weaknesses from 2015, 1 of 2 is remedied. 1 has not been looked "
                "into."
            ),
        ),
    ],
)
def test_the_draft_counts(language: Language, sentences: str) -> None:
    assert draft_of(following_up(*EVERY), language) == sentences


def test_where_nobody_has_looked_it_says_so() -> None:
    sentence = "Av tiltakene fra 2015 er 0 av 2 gjennomført. Hva det ble av dem, er ikke undersøkt."
    assert draft_of(following_up((None, None), (None, None))) == sentence


def test_the_chapter_is_only_there_where_something_was_carried_over() -> None:
    keys = [section.key for section in sections(bundled(KARASJOK))]
    assert ChapterKey.LAST_TIME not in keys
    assert TITLE not in printed(bundled(KARASJOK)).text
    keys = [section.key for section in sections(following_up((None, DONE)))]
    assert keys.index(ChapterKey.LAST_TIME) == keys.index(ChapterKey.RESULTS) + 1


def test_the_tables_say_what_who_what_came_of_it_and_why() -> None:
    page = printed(following_up(*EVERY)).chapter(TITLE)
    assert "Tiltak fra 2015" in page
    assert "Nr. 0 čáhppes Rådmannen, innen 30.06.2017 Gjennomført Merknad æøå" in page
    assert "Delvis gjennomført" in page
    assert "Ikke undersøkt" in page
    assert "1.4.3 Nr. 5 čáhppes Rettet opp Merknad æøå" in page
    assert "Nr. 6" not in page


def test_without_improvements_there_is_only_the_table_of_findings() -> None:
    page = printed(following_up((WEAK, NOT))).chapter(TITLE)
    assert "Tiltak fra 2015" not in page
    assert "Ikke rettet opp" in page


def test_a_person_can_write_the_text_and_the_tables_stay() -> None:
    assessment = following_up((None, DONE))
    key = ChapterKey.LAST_TIME.value
    assessment.apply(Change(None, ReportText(text_id(assessment.id, key), key, "Mye er gjort.")))
    page = printed(assessment).chapter(TITLE)
    assert "Mye er gjort." in page
    assert "Nr. 0 čáhppes" in page


def test_names_of_informants_are_not_printed() -> None:
    assessment = following_up((None, DONE))
    (carried,) = assessment.carryovers.values()
    named = replace(carried, comment="Áile Šuorbmu sier at det er gjort")
    assessment.apply(Change(carried, named))
    assessment.apply(Change(None, Interview("i1", "mayor", "OF-01", "Áile Šuorbmu")))
    text = printed(assessment).text
    assert "sier at det er gjort" in text
    assert "Šuorbmu" not in text


def test_the_word_document_has_the_chapter_too() -> None:
    document = written(following_up(*EVERY))
    assert ("Heading 1", TITLE) in document.headings
    first, *_ = cells_of(document.table("Tiltak fra 2015"))[1:]
    assert first == ["Nr. 0 čáhppes", "Rådmannen, innen 30.06.2017", "Gjennomført", "Merknad æøå"]
