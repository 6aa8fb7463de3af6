"""What is said of names before and after something leaves the program."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import Change, Finding, Note, ReportText
from kompass_desktop.report.masked_names import (
    masked_for_anonymising,
    masked_in_file,
    masked_in_print,
)
from kompass_desktop.report.remarks import remarks_on


def named(assessment: Assessment, name: str = "Stein Oppdiktet") -> Assessment:
    leader = next(i for i in assessment.interviews.values() if i.code == "VL-02")
    assessment.apply(Change(leader, replace(leader, name=name)))
    return assessment


def written(assessment: Assessment, text: str, chapter: str = "area-1") -> Assessment:
    identity = text_id(assessment.id, chapter)
    assessment.apply(Change(None, ReportText(identity, chapter, text)))
    return assessment


def test_where_names_and_codes_stood_is_told(small_assessment: Assessment) -> None:
    written(named(small_assessment), "Oppdiktet sa, og Stein Oppdiktet med VL-01 sa")
    finding = Finding(new_id(), 3, FindingKind.STRENGTH, "Sier Oppdiktets folk")
    small_assessment.apply(Change(None, finding))
    told = masked_in_print(small_assessment)
    assert told.sentence == "I tekstene er 3 navn og 1 kode byttet med informantgruppen."
    assert len(told.places) == 2
    assert told.places[0].endswith(": Virksomhetsledere (3)")
    assert told.places[1] == "funn i område 3: Virksomhetsledere (1)"
    assert told.doubtful == ""


def test_what_may_be_a_name_is_listed_with_its_place(small_assessment: Assessment) -> None:
    written(named(small_assessment), "Stein er hardt. Stein er tungt.")
    told = masked_in_print(small_assessment)
    assert told.sentence == "Ingen informantnavn ble funnet i tekstene."
    assert told.doubtful.startswith("Kan være navn – se selv på: «Stein» (")
    assert told.doubtful.endswith(", 2 steder i alt).")
    assert told.doubtful in [remark.sentence for remark in remarks_on(small_assessment)]


def test_that_there_is_nobody_to_find_is_told(small_assessment: Assessment) -> None:
    sentence = masked_in_print(small_assessment).sentence
    assert sentence.startswith("Ingen informanter er registrert med navn")
    assert masked_in_print(small_assessment).notice == ""
    included = masked_in_file(small_assessment, Names.INCLUDED).sentence
    assert included == "Ingen informanter er registrert med navn."


def test_a_file_with_names_says_so_and_one_without_says_what_stands_there(
    small_assessment: Assessment,
) -> None:
    written(named(small_assessment), "Oppdiktet sa")
    note = next(iter(small_assessment.notes.values()))
    small_assessment.apply(Change(note, replace(note, text="Oppdiktet viste planen")))
    included = masked_in_file(small_assessment, Names.INCLUDED)
    assert str(included) == "Filen inneholder navnet på 1 informant."
    left_out = masked_in_file(small_assessment, Names.LEFT_OUT)
    assert left_out.sentence == "I notater og tekster er 2 navn byttet med informantens kode."
    assert any("VL-02 (1)" in place and place.startswith("notat i ") for place in left_out.places)


def test_of_notes_that_are_deleted_nothing_is_told(small_assessment: Assessment) -> None:
    named(small_assessment)
    note = next(iter(small_assessment.notes.values()))
    said: Note = replace(note, text="Stein bestemte, og Oppdiktet sa")
    small_assessment.apply(Change(note, said))
    kept = masked_for_anonymising(small_assessment, small_assessment.notes.values())
    assert kept.sentence == "I notater og tekster er 1 navn byttet med informantgruppen."
    assert "«Stein»" in kept.doubtful
    assert masked_for_anonymising(small_assessment, ()).doubtful == ""


def test_a_long_list_is_cut(small_assessment: Assessment) -> None:
    said = "Alta Tana Vang Lom Hol Vik Sel Voss Moss Stad Gran Lund Nes Os"
    places = said.split()
    for number, interview in enumerate(list(small_assessment.interviews.values())):
        names = " og ".join(f"Knut {place}" for place in places[number * 4 : number * 4 + 4])
        small_assessment.apply(Change(interview, replace(interview, name=names)))
    written(small_assessment, "Vi så " + ", ".join(places))
    assert masked_in_print(small_assessment).doubtful.endswith(", 2 til.")
