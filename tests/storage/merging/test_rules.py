"""What follows from a set of changes: the same whatever their order, and always something."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.storage.database.changes import BEGINNING, DELETED, NOBODY, HistoryEntry
from kompass_desktop.storage.database.record_history import RecordHistory, by_record
from kompass_desktop.storage.database.rows import Row
from kompass_desktop.storage.merging.rules import conflicts_among, union_of

IDS = [f"change {n}" for n in range(12)]
STAMPS = st.integers(0, 5).map(lambda n: f"{n:015d}-000000")
VALUES: dict[str, st.SearchStrategy[object]] = {
    "text": st.sampled_from(["ja", "nei", "kanskje"]),
    "place": st.sampled_from(["", "1.1"]),
    "follows": st.sampled_from([None, "line", "words", "nothing"]),
    "figures": st.sampled_from(["", "1=12"]),
    DELETED: st.sampled_from([0, 1]),
}


@st.composite
def entries(draw: st.DrawFn) -> list[HistoryEntry]:
    """Any changes at all of two records, also such as no program would write."""
    drawn = []
    for identity in draw(st.lists(st.sampled_from(IDS), unique=True)):
        names = draw(st.lists(st.sampled_from(list(VALUES)), min_size=1, unique=True))
        fields: Row = {name: draw(VALUES[name]) for name in names}  # type: ignore[misc]
        bases = st.dictionaries(
            st.sampled_from(list(VALUES)), st.lists(st.sampled_from(IDS), max_size=3).map(tuple)
        )
        drawn.append(
            HistoryEntry(
                identity,
                "notes",
                draw(st.sampled_from(["a", "b"])),
                fields,
                draw(STAMPS),
                draw(st.sampled_from(["", "x", "y", "z"])),
                draw(st.sampled_from([None, "burst"])),
                draw(st.none() | bases),
                draw(st.dictionaries(st.sampled_from(["x", "y", "z"]), STAMPS)),
            )
        )
    return drawn


def outcome(*sides: list[HistoryEntry]) -> tuple[object, object]:
    records = by_record(union_of(*sides).values())
    return {record: history.state for record, history in records.items()}, conflicts_among(records)


@settings(max_examples=60)
@given(entries(), entries(), entries(), st.randoms())
def test_order_grouping_and_repetition_make_no_difference(
    one: list[HistoryEntry],
    two: list[HistoryEntry],
    three: list[HistoryEntry],
    chance: random.Random,
) -> None:
    # One change under an id, as ids are.
    all_of_them = list(union_of(one, two, three).values())
    held = {entry.id: entry for entry in all_of_them}
    sides = [[held[entry.id] for entry in side] for side in (one, two, three)]
    a, b, c = sides
    expected = outcome(a, b, c)
    chance.shuffle(all_of_them)
    assert outcome(all_of_them) == expected
    assert outcome(c, a, b, a, c) == expected
    left = list(union_of(a, b).values())
    right = list(union_of(b, c).values())
    assert outcome(left, c) == outcome(a, right) == expected


@settings(max_examples=60)
@given(entries())
def test_every_field_that_was_set_has_a_value_that_someone_gave_it(
    drawn: list[HistoryEntry],
) -> None:
    for history in by_record(drawn).values():
        for name, value in history.state.items():
            given_ = [entry.fields[name] for entry in history.entries if name in entry.fields]
            assert value in given_ or (name == DELETED and value == 0)
            assert history.heads(name)


def note(identity: str, fields: Row, stamp: int, device: str, **bases: str) -> HistoryEntry:
    return HistoryEntry(
        identity,
        "notes",
        "n",
        fields,
        f"{stamp:015d}-000000",
        device,
        None,
        {name: (base,) for name, base in bases.items()},
    )


FIRST = HistoryEntry("0", "notes", "n", {"text": "", "place": "", DELETED: 0}, BEGINNING, NOBODY)


def test_the_later_of_two_changes_stands_and_both_are_a_conflict() -> None:
    early = note("early", {"text": "ja"}, 5, "x", text="0")
    late = note("late", {"text": "nei"}, 6, "y", text="0")
    history = RecordHistory([late, FIRST, early])
    assert history.value("text") == "nei"
    (conflict,) = history.conflicts()
    assert (conflict.name, conflict.sides) == ("text", (early, late))


def test_a_change_made_upon_another_is_no_conflict_with_it() -> None:
    one = note("one", {"text": "ja"}, 5, "x", text="0")
    two = note("two", {"text": "nei"}, 6, "y", text="one")
    assert RecordHistory([FIRST, one, two]).conflicts() == []


def test_the_same_value_on_both_sides_is_no_conflict() -> None:
    sides = [note(who, {"text": "ja"}, 5, who, text="0") for who in "xy"]
    assert RecordHistory([FIRST, *sides]).conflicts() == []


def test_different_fields_are_no_conflict_and_both_stand() -> None:
    one = note("one", {"text": "ja"}, 5, "x", text="0")
    two = note("two", {"place": "1.1"}, 4, "y", place="0")
    history = RecordHistory([FIRST, one, two])
    assert history.state == {"text": "ja", "place": "1.1", DELETED: 0}
    assert history.conflicts() == []


def test_equal_stamps_are_settled_the_same_way_everywhere() -> None:
    sides = [note(who, {"text": who}, 5, who, text="0") for who in "xy"]
    assert RecordHistory([FIRST, *sides]).value("text") == "y"
    assert RecordHistory([*reversed(sides), FIRST]).value("text") == "y"


def test_of_equal_stamps_the_device_decides_before_the_id() -> None:
    one = note("b", {"text": "ja"}, 5, "x", text="0")
    two = note("a", {"text": "nei"}, 5, "y", text="0")
    assert RecordHistory([FIRST, one, two]).value("text") == "nei"


def test_a_change_of_what_stands_leaves_the_other_side_to_be_settled() -> None:
    early = note("early", {"text": "ja"}, 5, "x", text="0")
    late = note("late", {"text": "nei"}, 6, "y", text="0")
    history = RecordHistory([FIRST, early, late])
    assert history.bases(["text"]) == {"text": ("late",)}
    more = note("more", {"text": "neimen"}, 7, "x", text="late")
    (conflict,) = RecordHistory([FIRST, early, late, more]).conflicts()
    assert conflict.sides == (early, more)


def test_in_libraries_of_old_what_goes_on_with_a_burst_is_made_upon_the_same() -> None:
    """Its id does not say so; and an edit session may go on from another machine's text."""
    short = note("short", {"text": "fo"}, 1, "x", text="0")
    long = note("long", {"text": "folk"}, 2, "x", text="0")
    other = note("other", {"text": "nei"}, 3, "y", text="0")
    upon_other = note("upon other", {"text": "nei, da"}, 4, "x", text="other")
    versions = [replace(entry, edit_session="b") for entry in (short, long, upon_other)]
    history = RecordHistory([FIRST, *versions, other])
    assert [entry.id for entry in history.heads("text")] == ["long", "upon other"]


def test_a_deletion_stands_against_changes_that_it_did_not_know_of_and_is_asked_about() -> None:
    gone = HistoryEntry(
        "gone", "notes", "n", {DELETED: 1}, f"{5:015d}-000000", "x", None,
        {DELETED: ("0",)}, {NOBODY: BEGINNING},
    )  # fmt: skip
    later = note("later", {"text": "ja"}, 9, "y", text="0")
    history = RecordHistory([FIRST, gone, later])
    assert history.is_deleted
    (conflict,) = conflicts_among({"n": history})
    assert conflict.is_of_deletion
    assert conflict.sides == (gone, later)
    assert conflicts_among({"n": RecordHistory([FIRST, gone])}) == []


def test_what_a_record_was_made_with_unsaid_takes_nothing_back() -> None:
    made: Row = {"interview": "", "measure_point": "1.1.1", "system": 2, "extent": None, DELETED: 0}
    one = HistoryEntry("one", "ratings", "r", made, f"{5:015d}-000000", "x")
    two = HistoryEntry(
        "two", "ratings", "r", {**made, "system": None, "extent": 4}, f"{9:015d}-000000", "y"
    )
    history = RecordHistory([one, two])
    assert (history.value("system"), history.value("extent")) == (2, 4)
    assert history.conflicts() == []


def test_a_rating_deleted_on_one_laptop_and_made_apart_on_another_is_there() -> None:
    made: Row = {"interview": "", "measure_point": "1.1.1", "system": 2, DELETED: 0}
    one = HistoryEntry("one", "ratings", "r", made, f"{5:015d}-000000", "x")
    gone = HistoryEntry(
        "gone", "ratings", "r", {DELETED: 1}, f"{8:015d}-000000", "x", None, {DELETED: ("one",)}
    )
    two = HistoryEntry("two", "ratings", "r", made, f"{6:015d}-000000", "y")
    assert RecordHistory([one, gone]).is_deleted
    assert not RecordHistory([one, gone, two]).is_deleted
