"""Assessments whose levels differ from each measure point to the next."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop import assets
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, recorded_id
from kompass_desktop.assessment.records import Change, Particulars, Recorded
from kompass_desktop.instrument.catalogue import standard_instrument
from kompass_desktop.instrument.model import Instrument
from tests.rating import rate

INSTRUMENT = standard_instrument(assets.data_folder())
CODES = [point.code for point in INSTRUMENT.measure_points]


def empty(instrument: Instrument = INSTRUMENT) -> Assessment:
    return Assessment(Particulars(new_id(), "Prøvevik", "", 2026), instrument)


def varied(seed: int) -> Assessment:
    """Levels of all kinds, some missing, flags here and there; a recorded question if even."""
    assessment = empty()
    for number, code in enumerate(CODES):
        mixed = [(number * step + seed * step // 3) % 6 for step in (1, 5, 7, 11)]
        system, extent, result, evaluation = (None if m == 5 else m for m in mixed)
        rate(
            assessment,
            code,
            (system, extent, result, evaluation),
            planned_only=(number + seed) % 9 == 4,
            not_in_focus=(number * seed) % 11 == 6,
        )
    if seed % 2 == 0:
        record(assessment, "4.2", Fraction(745, 100))
    return assessment


def record(assessment: Assessment, code: str, points: Fraction) -> None:
    assessment.apply(Change(None, Recorded(recorded_id(assessment.id, code), code, points)))
