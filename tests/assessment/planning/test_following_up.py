"""What came of last time's: where each belongs, which are open, and what goes into the plan."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Improvement, Lift, Outcome
from kompass_desktop.assessment.planning.following_up import (
    LONGEST_TITLE,
    Outcomes,
    again_in_plan,
    carryovers_at,
    home_of,
    in_plan,
    next_open,
    open_points,
    outcomes_of,
)
from kompass_desktop.assessment.record_ids import carryover_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.loading import load_instrument

INSTRUMENT = load_instrument(data_folder() / "instruments" / "kommunekompasset-2.1.toml")
ID = "a1"


def carried(origin: str, codes: str, outcome: Outcome | None = None, text: str = "") -> Carryover:
    place = float(len(origin))
    return Carryover(
        carryover_id(ID, origin),
        origin,
        2019,
        text or origin,
        codes=codes,
        outcome=outcome,
        position=place,
    )


def following_up(*carryovers: Carryover) -> Assessment:
    made = Assessment(Particulars(ID, "Eksempelvik", "9999", 2023), INSTRUMENT)
    for each in carryovers:
        made.apply(Change(None, each))
    return made


EVERY = following_up(
    carried("point", "1.4.3 2.1.1"),
    carried("question", "1.4"),
    carried("area", "1"),
    carried("none", ""),
    carried("unknown", "99.9.9"),
    carried("done", "1.4.5", Outcome.CARRIED_OUT),
)


def origins(code: str) -> list[str]:
    return sorted(each.origin for each in carryovers_at(EVERY, code))


def test_beside_a_measure_point_is_what_is_about_it_or_its_question() -> None:
    assert origins("1.4.3") == ["point", "question"]
    assert origins("1.4.5") == ["done", "question"]
    assert origins("2.1.1") == ["point"]
    assert origins("1.1.1") == []


def test_beside_a_question_is_also_what_is_about_its_points_and_its_area() -> None:
    assert origins("1.4") == ["area", "done", "point", "question"]
    assert origins("1.1") == ["area"]
    assert origins("2.1") == ["point"]


def test_beside_an_area_is_all_of_it_and_beside_an_unknown_code_nothing() -> None:
    assert origins("1") == ["area", "done", "point", "question"]
    assert origins("99.9.9") == []
    assert origins("") == []


def test_a_carryover_is_first_shown_at_its_first_known_code() -> None:
    assert home_of(EVERY, carried("x", "99.1 2.1.1 1.4.3")) == "2.1.1"
    assert home_of(EVERY, carried("x", "")) == ""


def test_points_are_open_until_all_about_them_has_an_outcome() -> None:
    of_question = {p.code for p in INSTRUMENT.question("1.4").measure_points}
    assert open_points(EVERY) == of_question | {"2.1.1"}
    assert open_points(following_up(carried("x", "1.4.3", Outcome.PARTLY))) == frozenset()


def test_the_next_open_one_follows_the_instrument_and_begins_again_at_the_end() -> None:
    def after(code: str, shown: str = "") -> str:
        found = next_open(EVERY, code, lambda each: each.startswith(shown))
        return found.origin if found else ""

    assert after("") == "area"
    assert after("1") == "question"
    assert after("1.4") == "point"
    assert after("1.4.3") == "area"
    assert after("8.1.1") == "area"
    assert after("", "1.4.") == "point"
    assert after("", "2") == ""


def test_outcomes_are_counted() -> None:
    partly, dropped = Outcome.PARTLY, Outcome.NOT_CARRIED_OUT
    counted = outcomes_of(
        carried(str(n), "", outcome)
        for n, outcome in enumerate((Outcome.CARRIED_OUT, partly, partly, dropped, None))
    )
    assert counted == Outcomes(1, 2, 1, 1)
    assert counted.total == 5


def test_what_was_not_carried_out_becomes_an_improvement_about_the_same_points() -> None:
    assessment = following_up()
    assessment.apply(Change(None, Improvement("t0", "Fra før", position=4.0)))
    again = Carryover("c", "x", 2019, "Lag årshjul", None, "1.4.3 1.4 2", "Rådmannen", "2020")
    changes = again_in_plan(assessment, again)
    improvement, lift = (change.after for change in changes)
    assert isinstance(improvement, Improvement)
    assert isinstance(lift, Lift)
    assert (improvement.title, improvement.responsible) == ("Lag årshjul", "Rådmannen")
    assert (improvement.text, improvement.ends, improvement.position) == ("", "", 5.0)
    assert (lift.improvement, lift.measure_point) == (improvement.id, "1.4.3")
    assert lift.levels == (None, None, None, None)
    assert in_plan(assessment, again) is None
    for change in changes:
        assessment.apply(change)
    assert in_plan(assessment, again) == improvement


def test_a_long_text_is_kept_whole_below_its_title() -> None:
    long = "Ord " * 200
    improvement = again_in_plan(following_up(), carried("x", "", text=long))[0].after
    assert isinstance(improvement, Improvement)
    assert len(improvement.title) <= LONGEST_TITLE
    assert improvement.text == long
