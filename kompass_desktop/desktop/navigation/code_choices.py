"""The areas, questions and measure points of an instrument as entries of a palette."""

from __future__ import annotations

from collections.abc import Iterable

from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument, MeasurePoint


def code_choices(instrument: Instrument) -> list[PaletteEntry]:
    """Return every area, question and measure point, in order."""
    choices = []
    for area in instrument.areas:
        choices.append(PaletteEntry(area.code, area.title, area.code, tr("area")))
        for question in area.questions:
            kind = tr("question")
            code = question.code
            choices.append(PaletteEntry(code, question.text, code, kind, question.short))
            choices += measure_point_choices(question.measure_points)
    return choices


def measure_point_choices(points: Iterable[MeasurePoint]) -> list[PaletteEntry]:
    """Return an entry for each measure point."""
    kind = tr("measure point")
    return [PaletteEntry(p.code, p.statement, p.code, kind, p.look_for) for p in points]
