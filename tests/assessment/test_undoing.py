"""A step is what was changed, record by record, and nothing else of what they hold."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Interview, Member
from kompass_desktop.assessment.undoing import Step, rebased, step_of

MEMBER = Member(new_id(), "Konsulent A", "teamleder")


def done(assessment: Assessment, *changes: Change) -> Step:
    """Let an assessment take changes, and return them as a step."""
    step = step_of(changes, assessment)
    for change in changes:
        assessment.apply(rebased(assessment.get(change.record), change))
    return step


def take_back(assessment: Assessment, step: Step) -> int:
    """Take a step back; return how many records it had to leave."""
    reversal = step.reversal(assessment)
    for change in reversal.changes:
        assessment.apply(change)
    return reversal.left


def test_changes_of_one_record_are_taken_back_together(empty_assessment: Assessment) -> None:
    done(empty_assessment, Change(None, MEMBER))
    renamed = replace(MEMBER, name="Konsulent B")
    step = done(
        empty_assessment,
        Change(MEMBER, renamed),
        Change(renamed, replace(renamed, name="Konsulent C")),
        Change(MEMBER, replace(MEMBER, role="intervjuer")),
    )
    assert take_back(empty_assessment, step) == 0
    assert empty_assessment.members == {MEMBER.id: MEMBER}


def test_a_record_that_is_made_and_changed_goes_and_one_made_and_removed_is_nothing(
    empty_assessment: Assessment,
) -> None:
    renamed = replace(MEMBER, name="Konsulent B")
    step = done(empty_assessment, Change(None, MEMBER), Change(MEMBER, renamed))
    assert empty_assessment.members == {MEMBER.id: renamed}
    assert take_back(empty_assessment, step) == 0
    assert empty_assessment.members == {}
    step = done(empty_assessment, Change(None, MEMBER), Change(MEMBER, None))
    assert take_back(empty_assessment, step) == 0
    assert empty_assessment.members == {}


def test_a_record_that_is_changed_and_removed_comes_back_as_it_was(
    empty_assessment: Assessment,
) -> None:
    done(empty_assessment, Change(None, MEMBER))
    renamed = replace(MEMBER, name="Konsulent B")
    step = done(empty_assessment, Change(MEMBER, renamed), Change(renamed, None))
    assert take_back(empty_assessment, step) == 0
    assert empty_assessment.members == {MEMBER.id: MEMBER}


def test_what_is_gone_or_made_again_is_left(empty_assessment: Assessment) -> None:
    made = done(empty_assessment, Change(None, MEMBER))
    edited = done(empty_assessment, Change(MEMBER, replace(MEMBER, role="intervjuer")))
    removed = done(empty_assessment, Change(MEMBER, None))
    assert take_back(empty_assessment, made) == 1
    assert take_back(empty_assessment, edited) == 1
    other = replace(MEMBER, name="Konsulent C")
    done(empty_assessment, Change(None, other))
    assert take_back(empty_assessment, removed) == 1
    assert empty_assessment.members == {MEMBER.id: other}


def test_the_losses_of_a_plan_are_counted(small_assessment: Assessment) -> None:
    held = small_assessment.interviews_in_order()
    step = Step(
        tuple(
            part for each in held for part in step_of([Change(None, each)], small_assessment).parts
        )
    )
    losses = step.losses(small_assessment)
    assert (losses.interviews, losses.notes, losses.ratings) == (4, 2, 3)
    assert (losses.held, losses.filled) == (0, 0)
    first, second, *_ = held
    small_assessment.apply(Change(first, replace(first, finished=True)))
    small_assessment.apply(Change(second, replace(second, name="Informant A")))
    losses = step.losses(small_assessment)
    assert (losses.held, losses.filled) == (1, 1)


def test_a_plan_that_only_has_other_places_asks_for_nothing(empty_assessment: Assessment) -> None:
    interview = Interview(new_id(), "mayor", "OF-01")
    step = done(empty_assessment, Change(None, interview))
    done(empty_assessment, Change(interview, replace(interview, position=7.0)))
    assert not step.losses(empty_assessment).needs_confirmation
