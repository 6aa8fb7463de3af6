"""The subcommands that print the content of a library: `list`, `scores` and `check`."""

from __future__ import annotations

import argparse

from kompass_desktop.assessment.model import Assessment, Status
from kompass_desktop.assessment.numbers import decimal, plain, whole
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.command_line.libraries import library_of
from kompass_desktop.command_line.naming import named_assessment
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.report.frozen_figures import departure_sentence
from kompass_desktop.storage.errors import LibraryMissing
from kompass_desktop.terminal import print_json, print_line

STATUS_LABELS = {
    Status.PREPARING: mark("being prepared"),
    Status.UNDERWAY: mark("in progress"),
    Status.FINISHED: mark("finished"),
}


def print_list(options: argparse.Namespace) -> None:
    """Print a line for each assessment of the library, or all of them as JSON."""
    try:
        with library_of(options) as library:
            assessments = [library.load(row.particulars.id) for row in library.listings()]
    except LibraryMissing:
        # The default library may not exist yet; the list is then empty.
        if options.library:
            raise
        assessments = []
    if options.json:
        print_json([_listing(a) for a in assessments])
        return
    for assessment in assessments:
        row = _listing(assessment)
        print_line(
            f"{row['id']}  {row['year']}  {row['total']:>3}  "
            f"{tr(STATUS_LABELS[assessment.status]):<12}  {row['municipality']}"
        )


def _listing(assessment: Assessment) -> dict[str, object]:
    board = Scoreboard(assessment)
    return {
        "id": assessment.id,
        "municipality": assessment.particulars.municipality,
        "year": assessment.particulars.year,
        "status": assessment.status.value,
        "invented": assessment.particulars.invented,
        "total": board.shown_total,
        "preliminary": board.total.is_preliminary,
    }


def print_scores(options: argparse.Namespace) -> None:
    """Print the points of an assessment, its areas and its questions."""
    assessment = named_assessment(options)
    scores = scores_of(assessment)
    if options.json:
        print_json(scores)
        return
    board = Scoreboard(assessment)
    heading = (
        tr("{0}: {1} of {2} points (preliminary)")
        if board.total.is_preliminary
        else tr("{0}: {1} of {2} points")
    )
    print_line(heading.format(assessment.title, board.shown_total, whole(board.total.maximum)))
    for area in assessment.instrument.areas:
        print_line(f"{board.shown_area(area.number):>5}  {area.number} {area.title}")
        for question in area.questions:
            points = decimal(board.score(question.code).points)
            print_line(f"{points:>7}  {question.code} {question.text}")
    departed = departure_sentence(assessment)
    if departed:
        print_line(departed)


def scores_of(assessment: Assessment) -> dict[str, object]:
    """Return the content of `scores --json`: rounded numbers; for questions text as "7.4"."""
    board = Scoreboard(assessment)
    instrument = assessment.instrument
    return {
        "municipality": assessment.particulars.municipality,
        "year": assessment.particulars.year,
        "total": board.shown_total,
        "maximum": whole(board.total.maximum),
        "attainable": whole(board.total.attainable),
        "preliminary": board.total.is_preliminary,
        "areas": {area.code: board.shown_area(area.number) for area in instrument.areas},
        "questions": {q.code: plain(board.score(q.code).points) for q in instrument.questions},
    }


def check_library(options: argparse.Namespace) -> None:
    """Check the library and print that it is undamaged; raises StorageError if it is not."""
    with library_of(options) as library:
        library.check()
        number = len(library.listings())
        found = ntr("{0}: {1} measurement, no damage.", "{0}: {1} measurements, no damage.", number)
        print_line(found.format(library.path, number))
