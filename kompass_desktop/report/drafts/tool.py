"""Drafts of the chapters on the instrument and on the method."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.dates import is_one_day, period_of
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
from kompass_desktop.report.names import municipality_in_prose
from kompass_desktop.report.report_data import ReportData

_STANDARD = "Kommunekompasset"
"""The name of the only instrument whose history is described."""


def about(data: ReportData) -> str:
    """Return the draft of the chapter on the instrument and the ideal municipality."""
    instrument = data.instrument
    name = instrument.name
    return paragraphs(
        tr(
            "{0} can be explained by a parallel to the school. A curriculum describes what a "
            "pupil should know, and the mark says how near the pupil has come. In the same way "
            "{0} builds on an idea of the good municipality: which routines, processes, ways of "
            "working and interplay it should have. The evaluation shows how far there is to go."
        ).format(name),
        _origin(instrument),
        _size(data),
        tr(
            "The practice is rated on {0} aspects. Together they are a chain from system "
            "to learning, and it is useful to see where it stops:"
        ).format(number(len(instrument.aspects))),
        bullets([f"{aspect.name}: {aspect.question}" for aspect in instrument.aspects]),
        *_ideal(instrument),
        tr(
            "{0} measures above all what is introduced and works. What is only decided or planned "
            "gives no points. Nor does the tool measure the quality of the services: A "
            "municipality can score low and still give good services, but then it probably uses "
            "more resources on them than it needs to."
        ).format(name),
        # Recorded results do not use the wording of the measure points.
        "" if data.is_recorded_only else instrument.wording,
    )


def _ideal(instrument: Instrument) -> tuple[str, ...]:
    """Return the paragraphs on the ideal municipality; none for an instrument without traits."""
    if not instrument.traits:
        return ()
    return (
        tr("The ideal municipality has {0} traits:").format(number(len(instrument.traits))),
        bullets([trait.name for trait in instrument.traits]),
        tr(
            "In other words, it is an efficient and learning municipality that develops and is "
            "governed by political goals. No municipality is like this in all areas. The ideal "
            "shows a direction, and the municipality itself chooses how far it wants to go in "
            "each area."
        ),
    )


def _origin(instrument: Instrument) -> str:
    if instrument.name != _STANDARD:
        return tr("This evaluation uses {0}.").format(instrument.title)
    return tr(
        "The tool is shared by the Nordic countries. The associations of local authorities in "
        "Norway, Sweden and Denmark developed it together with Norwegian researchers, and "
        "municipalities have measured themselves with it since 1997. This evaluation uses {0}."
    ).format(instrument.title)


def _size(data: ReportData) -> str:
    instrument = data.instrument
    maxima = {area.maximum for area in instrument.areas}
    areas, questions = number(len(instrument.areas)), number(len(instrument.questions))
    if data.is_recorded_only:
        size = tr("{0} covers {1} focus areas with {2} questions.")
    else:
        size = tr("{0} covers {1} focus areas with {2} questions and {3} measure points.")
    points = number(len(instrument.measure_points))
    total = shortest(instrument.maximum)
    if len(maxima) == 1:
        scale = tr("Each area can give up to {0} points, {1} in all.")
        scale = scale.format(shortest(maxima.pop()), total)
    else:
        scale = tr("In all it can give {0} points.").format(total)
    said = sentences(
        size.format(instrument.name, areas, questions, points), scale, tr("The areas are:")
    )
    # Their numbers make them a list.
    return "\n".join([said, *(f"{area.number}. {area.title}" for area in instrument.areas)])


def method(data: ReportData) -> str:
    """Return the draft of the chapter on the method."""
    if data.is_recorded_only:
        return _recorded_method(data)
    return paragraphs(
        _interviews(data),
        _levels(data.instrument),
        tr(
            "Each interview can give a rating, but the team decides. Where the team has not set "
            "its own rating, the median of the informant groups is used, each group counting as "
            "one voice, and the points are regarded as a proposal. An aspect that is not rated "
            "gives no points, and makes the sums that it is part of preliminary. The report marks "
            "such figures."
        ),
        _state(data),
        tr(
            "What is only decided or planned gives no points. Measure points that the "
            "municipality has chosen not to pursue are marked “not in focus”. They give no points "
            "either, but are subtracted from the attainable maximum. The official scale is still "
            "{0} points."
        ).format(shortest(data.instrument.maximum)),
        _precision(),
    )


def _interviews(data: ReportData) -> str:
    held = sum(count.held for count in data.groups)
    planned = sum(count.interviews for count in data.groups) - held
    if held == 0:
        return sentences(tr("No interviews have been held yet."), _documents(data))
    left = ntr("{0} that is planned remains.", "{0} that are planned remain.", planned)
    return sentences(
        _met(data, held),
        left.format(sentence(number(planned))) if planned else "",
        _documents(data),
        tr(
            "Each group was asked about what it knows best. The informants are mentioned only as "
            "groups, and what was noted in the conversations is not reproduced."
        ),
    )


def _documents(data: ReportData) -> str:
    count = len(data.documents)
    if not count:
        return ""
    if not data.has_rated_documents:
        read = ntr("We have also read {0} document.", "We have also read {0} documents.", count)
        return read.format(number(count))
    text = ntr(
        "We have also made a document study of {0} document, which counts as a group of its own.",
        "We have also made a document study of {0} documents, which count as a group of their own.",
        count,
    )
    return text.format(number(count))


def _met(data: ReportData, held: int) -> str:
    groups = informant_groups(sum(count.held > 0 for count in data.groups))
    period = period_of(data.particulars)
    if not period:
        text = tr("We have held {0} with {1}.")
    elif is_one_day(data.particulars):
        text = tr("We have held {0} with {1} ({2}).")
    else:
        text = tr("We have held {0} with {1} in the period {2}.")
    return text.format(interviews(held), groups, period)


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


def _state(data: ReportData) -> str:
    total = len(data.instrument.measure_points)
    settled = data.status_count(ScoreStatus.RATED)
    proposed = data.status_count(ScoreStatus.PROPOSAL)
    unfinished = data.status_count(ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
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


def _recorded_method(data: ReportData) -> str:
    # Only the first letter in lower case, because of abbreviations such as HR.
    names = [count.group.name for count in data.groups]
    groups = [name[:1].lower() + name[1:] for name in names]
    period = period_of(data.particulars)
    if period:
        asked = tr("Interviews were held with {0} in the period {1}.")
    else:
        asked = tr("Interviews were held with {0}.")
    return paragraphs(
        sentences(
            _source(data),
            asked.format(listed(groups), period) if groups else "",
            _recorded_levels(data),
        ),
        tr(
            "There are no ratings by measure point or aspect. So neither where the chain stops nor "
            "the distance to the ideal municipality can be calculated. Nor is it known what the "
            "municipality may have chosen not to pursue, and so the attainable maximum is not "
            "known."
        ),
        _precision(),
    )


def _source(data: ReportData) -> str:
    municipality = municipality_in_prose(data.particulars)
    report = data.particulars.report.strip()
    if report:
        text = tr("The results for {0} are recorded as they were published in {1}.")
    else:
        text = tr("The results for {0} are recorded as they were published.")
    return text.format(municipality, report)


def _recorded_levels(data: ReportData) -> str:
    """Return a sentence about which points are recorded: of questions, areas or the whole."""
    codes = {recorded.code for recorded in data.assessment.recorded.values()}
    named = [
        tr("by question") if any("." in code for code in codes) else "",
        tr("by area") if any(code and "." not in code for code in codes) else "",
        tr("in all") if TOTAL in codes else "",
    ]
    return tr("The points are known {0}.").format(listed([name for name in named if name]))


def _precision() -> str:
    return tr(
        "A score is not exact. Differences of less than 5% do not matter, neither between two "
        "measurements nor between two municipalities. So the total is drawn with a band around it."
    )
