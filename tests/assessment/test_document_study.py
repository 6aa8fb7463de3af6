"""What documents say counts as a group of its own, and is no interview."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.asking import asked_points
from kompass_desktop.assessment.consensus import effective_rating, group_views, spread
from kompass_desktop.assessment.coverage import coverage_of
from kompass_desktop.assessment.disagreements import differences
from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.interview_plan import (
    new_document_study,
    new_interview,
    planned_groups,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, rating_id
from kompass_desktop.assessment.records import Change, Interview, Mark, Note, Rating
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.assessment.settling import undisputed_proposals
from kompass_desktop.instrument.model import DOCUMENTS, Aspect
from kompass_desktop.report.report_data import ReportData


@pytest.fixture
def study(small_assessment: Assessment) -> Interview:
    """The document study of the small assessment, which rates 1.1.1 and notes 5.2.1."""
    study = new_document_study(small_assessment)
    rated = Rating(rating_id(small_assessment.id, study.id, "1.1.1"), study.id, "1.1.1", 0, 0, 0, 0)
    moment = "2026-03-10T08:00:00+01:00"
    note = Note(new_id(), study.id, "Planen er fra 2011", moment, "5.2.1", Mark.FOLLOW_UP)
    for record in (study, rated, note):
        small_assessment.apply(Change(None, record))
    return study


def test_every_laptop_begins_the_same_study(small_assessment: Assessment) -> None:
    assert new_document_study(small_assessment) == new_document_study(small_assessment.snapshot())
    assert small_assessment.document_study is None


def test_documents_are_a_group_of_their_own(small_assessment: Assessment, study: Interview) -> None:
    views = group_views(small_assessment, "1.1.1")
    assert [view.group for view in views] == ["mayor", "unit_leaders", DOCUMENTS]
    assert views[-1].levels == (0, 0, 0, 0)
    # Of 4, 1 and 0 the middle one; without the documents it would be the lower of two.
    assert effective_rating(small_assessment, "1.1.1").levels[Aspect.SYSTEM] == 1
    assert spread(small_assessment, "1.1.1") == 4


def test_documents_stand_among_the_groups_that_differ(
    small_assessment: Assessment, study: Interview
) -> None:
    widest = differences(small_assessment)[0]
    assert widest.point.code == "1.1.1"
    assert DOCUMENTS in {level.group for level in widest.levels}


def test_documents_alone_make_a_proposal(small_assessment: Assessment, study: Interview) -> None:
    point = "5.2.1"
    rating = Rating(rating_id(small_assessment.id, study.id, point), study.id, point, 3, 2, 1, 1)
    small_assessment.apply(Change(None, rating))
    assert Scoreboard(small_assessment).rating(point).is_proposal
    assert point in {rating.measure_point for rating in undisputed_proposals(small_assessment)}


def test_documents_are_asked_everything(small_assessment: Assessment, study: Interview) -> None:
    assert asked_points(small_assessment, study) == small_assessment.instrument.measure_points


def test_documents_cover_only_what_they_say(small_assessment: Assessment, study: Interview) -> None:
    groups = coverage_of(small_assessment).groups
    assert {code for code, keys in groups.items() if DOCUMENTS in keys} == {"1.1.1", "5.2.1"}
    alone = {code for code, keys in groups.items() if keys == (DOCUMENTS,)}
    asked = {point.code for point in coverage_of(small_assessment).in_interviews}
    assert alone.isdisjoint(asked)


def test_what_to_follow_up_in_documents_comes_last(
    small_assessment: Assessment, study: Interview
) -> None:
    assert follow_ups(small_assessment)[-1].interview == study


def test_the_study_is_in_no_list_of_interviews(
    small_assessment: Assessment, study: Interview
) -> None:
    assert study not in small_assessment.interviews_in_order()
    assert small_assessment.sources_in_order()[-1] == study
    assert DOCUMENTS not in {each.group.key for each in planned_groups(small_assessment)}
    assert new_interview(small_assessment, "mayor").position == 4
    assert small_assessment.group_of(study).short == "Dokumenter"


def test_the_report_counts_no_study_among_the_interviews(
    small_assessment: Assessment, study: Interview
) -> None:
    counts = ReportData(small_assessment, Scoreboard(small_assessment)).groups
    assert sum(count.interviews for count in counts) == 4


def test_notes_from_documents_are_among_those_of_a_place(
    small_assessment: Assessment, study: Interview
) -> None:
    assert [note.interview for note in small_assessment.notes_at("5.2")] == [study.id]
