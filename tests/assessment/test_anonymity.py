"""Names and codes are found as people write them, and nothing else is taken for them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from kompass_desktop.assessment.anonymity import (
    as_printed,
    named_count,
    shared_moment,
    without_names,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.name_mask import Mask
from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import Change, Particulars, ReportText

MASK = Mask({"Olava Oppdiktet": "VL-01", "VL-04": "Leder", "Rådmann": "RM-01", "Bo": "KS-01"})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Olava Oppdiktet sa det", "VL-01 sa det"),
        ("olava  oppdiktets enhet", "VL-01s enhet"),
        ("(VL-04)", "(Leder)"),
        ("VL-041 og XVL-04", "VL-041 og XVL-04"),
        ("Rådmann vil, en rådmann kan", "RM-01 vil, en rådmann kan"),
        (unicodedata.normalize("NFD", "Rådmann vil"), "RM-01 vil"),
        ("Oppdiktet", "VL-01"),
        ("Bo bor her", "Bo bor her"),
        ("", ""),
    ],
)
def test_whole_names_are_replaced_also_with_a_genitive_s(text: str, masked: str) -> None:
    assert MASK(text) == masked


def test_signs_in_a_name_mean_themselves() -> None:
    mask = Mask({"A. (leder) [x": "1", ".*": "2"})
    assert mask("sa A. (leder) [x, og .* og alt") == "sa 1, og .* og alt"
    assert Mask({})("urørt") == "urørt"


def test_the_code_stands_where_the_name_did(small_assessment: Assessment) -> None:
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    small_assessment.apply(Change(leader, replace(leader, name="Olava Oppdiktet")))
    note = next(iter(small_assessment.notes.values()))
    named = replace(note, text="Ifølge Olava Oppdiktet holder det")
    small_assessment.apply(Change(note, named))
    copy = without_names(small_assessment)
    assert named_count(small_assessment) == 1
    assert named_count(copy) == 0
    assert copy.notes[note.id].text == "Ifølge VL-02 holder det"
    assert copy.interviews[leader.id] == leader
    assert copy.members == small_assessment.members
    assert copy.ratings == small_assessment.ratings
    assert small_assessment.notes[note.id] == named


def test_one_day_stands_for_all_moments() -> None:
    particulars = Particulars("a", "Karasjok", "5610", 2026)
    moments = ("", "2026-03-13T09:00:00+01:00", "2026-03-12T13:02:09+01:00")
    assert shared_moment(particulars, moments) == "2026-03-12T00:00:00+00:00"
    begun = replace(particulars, begins="2026-03-10")
    assert shared_moment(begun, [""]) == "2026-03-10T00:00:00+00:00"
    assert shared_moment(particulars, []) == "2026-01-01T00:00:00+00:00"


# Every name that somebody ever had


def with_texts(assessment: Assessment, name: str, *texts: str) -> Assessment:
    """Name VL-02, and let the chapters say the texts."""
    leader = next(i for i in assessment.interviews.values() if i.code == "VL-02")
    assessment.apply(Change(leader, replace(leader, name=name)))
    for number, text in enumerate(texts, 1):
        chapter = f"area-{number}"
        identity = text_id(assessment.id, chapter)
        assessment.apply(Change(None, ReportText(identity, chapter, text)))
    return assessment


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Berit Nystøl", "Berits enhet, sier NYSTØL og berit", "VL-02s enhet, sier VL-02 og VL-02"),
        ("Áilu Čohkká-Bláž", "Áilu og čohkká-blážs folk, Čohkká", "VL-02 og VL-02s folk, VL-02"),
        ("Stein Strand", "Strand og stein. Vi spurte Stein.", "Strand og stein. Vi spurte VL-02."),
        ("Leder Teknisk", "Teknisk etat og en leder", "Teknisk etat og en leder"),
        ("Bo Ek", "Bo Ek bor her, bo her", "VL-02 bor her, bo her"),
        ("Per Karasjok", "Karasjok er stor", "Karasjok er stor"),
        ("Oppvekst og kultur", "God kultur i oppvekst", "God kultur i oppvekst"),
    ],
)
def test_first_names_and_surnames_alone_are_masked_and_ordinary_words_are_not(
    small_assessment: Assessment, name: str, text: str, masked: str
) -> None:
    assessment = with_texts(small_assessment, name, text)
    assert without_names(assessment).text("area-1") == masked


def test_earlier_names_and_removed_informants_are_masked_too(small_assessment: Assessment) -> None:
    texts = ("Olava Oppdiktet sa, Oppspinn òg",)
    assessment = with_texts(small_assessment, "Olava Oppdiktet", *texts)
    leader = next(i for i in assessment.interviews.values() if i.code == "VL-02")
    renamed = replace(leader, name="Anne Oppspinn")
    assessment.apply(Change(leader, renamed))
    assert without_names(assessment).text("area-1") == "VL-02 sa, VL-02 òg"
    assessment.apply(Change(renamed, None))
    assert without_names(assessment).text("area-1") == "VL-02 sa, VL-02 òg"
    assert without_names(assessment.snapshot()).text("area-1") == "VL-02 sa, VL-02 òg"


def test_a_first_name_of_two_is_nobodys_code(small_assessment: Assessment) -> None:
    assessment = with_texts(small_assessment, "Berit Oppdiktet", "Berit sa, Oppdiktet sa")
    other = next(i for i in assessment.interviews.values() if i.code == "OF-01")
    assessment.apply(Change(other, replace(other, name="Berit Annen")))
    assert without_names(assessment).text("area-1") == "informant sa, VL-02 sa"


def test_in_a_report_the_group_stands_and_a_position_stays(small_assessment: Assessment) -> None:
    assessment = with_texts(small_assessment, "Olava Oppdiktet", "Olava sa, Ordfører sa")
    mayor = next(i for i in assessment.interviews.values() if i.code == "OF-01")
    assessment.apply(Change(mayor, replace(mayor, name="Ordfører")))
    assert as_printed(assessment).text("area-1") == "Virksomhetsledere sa, Ordfører sa"


def test_a_place_that_is_named_after_an_informant_has_the_code(
    small_assessment: Assessment,
) -> None:
    assessment = with_texts(small_assessment, "Olava Oppdiktet")
    leader = next(i for i in assessment.interviews.values() if i.code == "VL-02")
    assessment.apply(Change(leader, replace(leader, venue="Kontoret til Olava")))
    passed_on = without_names(assessment).interviews[leader.id]
    assert (passed_on.name, passed_on.venue) == ("", "Kontoret til VL-02")
