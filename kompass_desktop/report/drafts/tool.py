"""Drafts of what explains the measurement: the instrument, and how the points came about."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.dates import period_of
from kompass_desktop.report.drafts.wording import (
    bullets,
    informant_groups,
    interviews,
    listed,
    number,
    paragraphs,
    sentence,
    sentences,
)
from kompass_desktop.report.report_data import (
    group_counts,
    is_recorded_only,
    is_standard,
    municipality_in_prose,
    published_in,
    status_count,
)


def about(assessment: Assessment, _board: Scoreboard) -> str:
    """Draft the chapter on the instrument and the ideal municipality."""
    instrument = assessment.instrument
    name = instrument.name
    return paragraphs(
        tr(
            "{0} can be explained by a parallel to the school. A curriculum describes what a "
            "pupil should know, and the mark says how near the pupil has come. In the same way "
            "{0} builds on an idea of the good municipality: which routines, processes, ways of "
            "working and interplay it should have. The evaluation shows how far there is to go."
        ).format(name),
        _origin(instrument),
        _size(instrument),
        bullets([f"{area.number} {area.title}" for area in instrument.areas]),
        tr(
            "Each measure point is rated on {0} aspects. Together they are a chain from system "
            "to learning, and it is useful to see where it stops:"
        ).format(number(len(instrument.aspects))),
        bullets([f"{aspect.name}: {aspect.question}" for aspect in instrument.aspects]),
        tr("The ideal municipality has {0} traits:").format(number(len(instrument.traits))),
        bullets([trait.name for trait in instrument.traits]),
        tr(
            "In other words, it is an efficient and learning municipality that develops and is "
            "governed by political goals. No municipality is like this in all areas. The ideal "
            "shows a direction, and the municipality itself chooses how far it wants to go in "
            "each area."
        ),
        tr(
            "{0} measures above all what is introduced and works. What is only decided or planned "
            "gives no points. Nor does the tool measure the quality of the services: A "
            "municipality can score low and still give good services, but then it probably uses "
            "more resources on them than it needs to."
        ).format(name),
        instrument.wording,
    )


def _origin(instrument: Instrument) -> str:
    if not is_standard(instrument):
        return tr("This evaluation uses {0}.").format(instrument.title)
    return tr(
        "The tool is shared by the Nordic countries. The associations of local authorities in "
        "Norway, Sweden and Denmark developed it together with Norwegian researchers, and "
        "municipalities have measured themselves with it since 1997. This evaluation uses {0}."
    ).format(instrument.title)


def _size(instrument: Instrument) -> str:
    maxima = {area.maximum for area in instrument.areas}
    size = tr("{0} covers {1} focus areas with {2} questions and {3} measure points.").format(
        instrument.name,
        number(len(instrument.areas)),
        number(len(instrument.questions)),
        number(len(instrument.measure_points)),
    )
    total = shortest(instrument.maximum)
    if len(maxima) == 1:
        points = tr("Each area can give up to {0} points, {1} in all.")
        points = points.format(shortest(maxima.pop()), total)
    else:
        points = tr("In all it can give {0} points.").format(total)
    return sentences(size, points, tr("The areas are:"))


def method(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the chapter on how the points came about."""
    if is_recorded_only(assessment):
        return _recorded_method(assessment)
    return paragraphs(
        _interviews(assessment),
        _levels(assessment.instrument),
        tr(
            "Each interview can give a rating, but the team decides. Where the team has not set "
            "its own rating, the median of the informant groups is used, each group counting as "
            "one voice, and the points are regarded as a proposal. An aspect that is not rated "
            "gives no points, and makes the sums that it is part of preliminary. The report marks "
            "such figures."
        ),
        _state(board),
        tr(
            "What is only decided or planned gives no points. Measure points that the "
            "municipality has chosen not to pursue are marked “not in focus”. They give no points "
            "either, but are subtracted from the attainable maximum. The official scale is still "
            "{0} points."
        ).format(shortest(assessment.instrument.maximum)),
        _precision(),
    )


def _interviews(assessment: Assessment) -> str:
    counts = group_counts(assessment)
    held = sum(count.held for count in counts)
    planned = sum(count.interviews for count in counts) - held
    if held == 0:
        return tr("No interviews have been held yet.")
    period = period_of(assessment.particulars)
    groups = informant_groups(sum(count.held > 0 for count in counts))
    met = tr("We have held {0} with {1} ({2}).") if period else tr("We have held {0} with {1}.")
    left = ntr("{0} that is planned remains.", "{0} that are planned remain.", planned)
    return sentences(
        met.format(interviews(held), groups, period),
        left.format(sentence(number(planned))) if planned else "",
        tr(
            "Each group was asked about what it knows best. The informants are mentioned only as "
            "groups, and what was noted in the conversations is not reproduced."
        ),
    )


def _levels(instrument: Instrument) -> str:
    names = listed([aspect.name.lower() for aspect in instrument.aspects])
    weights: set[Fraction] = {aspect.weight for aspect in instrument.aspects}
    return sentences(
        tr(
            "The measure points are rated on {0}, each on a scale from 0 to 4 where each level is "
            "described in words."
        ).format(names),
        tr("The aspects count equally.")
        if len(weights) == 1
        else tr("The aspects count unequally."),
        tr(
            "Level 4 on all aspects gives a measure point's full score, level 0 gives none, and "
            "the levels between give their share."
        ),
    )


def _state(board: Scoreboard) -> str:
    total = len(board.instrument.measure_points)
    settled = status_count(board, ScoreStatus.RATED)
    proposed = status_count(board, ScoreStatus.PROPOSAL)
    unfinished = status_count(board, ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    if settled == total:
        return tr("The team has settled all the {0} measure points.").format(total)
    parts = [
        tr("{0} settled by the team").format(number(settled)) if settled else "",
        tr("{0} proposed from the interviews").format(number(proposed)) if proposed else "",
        tr("{0} not rated in full").format(number(unfinished)) if unfinished else "",
    ]
    return tr("Of the {0} measure points there are {1}.").format(
        total, listed([p for p in parts if p])
    )


def _recorded_method(assessment: Assessment) -> str:
    # Only the first letter: an abbreviation such as HR stays as it is.
    names = [count.group.name for count in group_counts(assessment)]
    groups = [name[:1].lower() + name[1:] for name in names]
    period = period_of(assessment.particulars)
    if period:
        asked = tr("Interviews were held with {0} in the period {1}.")
    else:
        asked = tr("Interviews were held with {0}.")
    return paragraphs(
        sentences(
            tr("The results for {0} are given as they were published {1}.").format(
                municipality_in_prose(assessment.particulars), published_in(assessment.particulars)
            ),
            asked.format(listed(groups), period) if groups else "",
            tr("Each question was given points on the basis of the answers."),
        ),
        tr(
            "The points are recorded by question, area or in all. So there are no ratings by "
            "measure point or aspect, and neither where the chain stops nor the distance to the "
            "ideal municipality can be calculated. A recorded figure counts before the sum of its "
            "parts, also where rounding makes them differ a little."
        ),
        tr(
            "The municipality may have chosen not to pursue some of the measure points. Which of "
            "them is not recorded, so the attainable maximum is not known."
        ),
        _precision(),
    )


def _precision() -> str:
    return tr(
        "A score is not exact. Differences of less than 5% do not matter, neither between two "
        "measurements nor between two municipalities. So the total is drawn with a band around it."
    )
