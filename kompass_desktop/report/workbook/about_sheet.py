"""The sheet that explains how the points are computed and what the levels mean."""

from __future__ import annotations

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import LEVELS
from kompass_desktop.report.frozen_figures import departure_sentence
from kompass_desktop.report.names import reproduced_from
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation, short_name
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column


def add_explanation(content: Content) -> None:
    """Add the sheet; each sentence has a row, and each aspect rows for its levels."""
    columns = (Column(tr("About"), 26), Column(tr("Explanation"), 110))
    sheet = content.sheet(tr("Explanation"), columns)
    for sentence in _sentences(content):
        sheet.add(tr("The points"), sentence)
    for status in BY_CERTAINTY:
        sheet.add(tr("Status"), f"{short_name(status)}: {explanation(status)}")
    for wording in content.data.instrument.aspects:
        sheet.add(wording.name, wording.question)
        for level, anchor in zip(LEVELS, wording.anchors, strict=True):
            sheet.add(wording.name, f"{level}: {anchor}")
    sheet.finish()


def _sentences(content: Content) -> list[str]:
    data = content.data
    sentences = [
        tr(
            "A measure point's points are its maximum times the sum of its levels, divided by the "
            "highest possible sum. A question's points are the sum of its measure points, an "
            "area's the sum of its questions."
        ),
        tr(
            "Questions are rounded to one decimal and areas to whole points, halves up. The total "
            "is the sum of the rounded areas."
        ),
        tr(
            "An aspect that is not rated adds nothing, and makes what is above it preliminary. "
            "Only decided or planned gives 0 points. Not in focus gives 0 points and leaves the "
            "attainable maximum."
        ),
        tr(
            "Recorded points, as published, replace the sum of the parts. Where the two differ by "
            "1 point or more, the difference is shown."
        ),
    ]
    if len({wording.weight for wording in data.instrument.aspects}) > 1:
        sentences.append(tr("The aspects have different weights, which are in the formulas."))
    if data.is_recorded_only:
        sentences.append(tr("Source: {0}").format(reproduced_from(data.particulars)))
    departed = departure_sentence(data.assessment)
    if departed:
        sentences.append(departed)
    if content.names is Names.INCLUDED:
        sentences.append(tr("This workbook contains names of informants. Handle it accordingly."))
    return sentences
