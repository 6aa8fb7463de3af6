"""Drafts of what is written before the glossary and before the table of all ratings."""

from __future__ import annotations

from kompass_desktop.i18n import tr
from kompass_desktop.report.drafts.wording import listed
from kompass_desktop.report.report_data import ReportData


def glossary(_data: ReportData) -> str:
    """Return the draft of what is written before the glossary."""
    return tr("This is what the words mean in this report.")


def all_ratings(data: ReportData) -> str:
    """Return the draft of what is written before the table of all ratings."""
    letter = tr("{0} is {1}")
    aspects = data.instrument.aspects
    letters = listed([letter.format(aspect.letter, aspect.name.lower()) for aspect in aspects])
    return tr(
        "{0}. Each aspect is rated from 0 to 4; a dash means that it is not rated. A measure point "
        "that is not in focus has no figures. The points are the measure point's share of the "
        "question's maximum."
    ).format(letters)
