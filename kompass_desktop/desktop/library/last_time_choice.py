"""Whether a new assessment is made from the last one of its municipality, and with what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.successor import instruments_for, misfit, successor
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.storage.errors import StorageError

_NAMED = 8
"""How many codes that do not fit are named."""


class LastTimeChoice(QObject):
    """A check box that is shown where there is an earlier assessment to make a new one from.

    It is checked from the beginning if one was chosen, `chosen`; else the user checks it.
    """

    def __init__(
        self,
        catalogue: AssessmentCatalogue,
        box: QCheckBox,
        available: Sequence[Instrument],
        chosen: Particulars | None,
    ) -> None:
        super().__init__(box)
        self._catalogue = catalogue
        self._box = box
        self._available = tuple(available)
        self._chosen = chosen
        self._earlier: Particulars | None = None
        self._loaded: dict[str, Assessment] = {}
        box.setChecked(chosen is not None)
        box.hide()

    def look_for(self, municipality: str, year: int) -> None:
        """Show the box if the municipality has an assessment before a year, else hide it."""
        chosen = self._chosen
        is_chosen = chosen is not None and chosen.municipality == municipality
        if chosen is not None and is_chosen and chosen.year < year:
            self._earlier = chosen
        else:
            wanted = Particulars("", municipality, "", year)
            self._earlier = self._catalogue.earlier(wanted) if municipality else None
        self._box.setHidden(self._earlier is None)
        if self._earlier is not None:
            self._box.setText(
                tr("As in {0}, with what is to be followed up").format(self._earlier.year)
            )

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments to choose from, the recommended one first."""
        last = self._last
        return self._available if last is None else instruments_for(last, self._available)

    def create(self, particulars: Particulars, instrument: Instrument) -> Assessment:
        """Add the new assessment to the library; raises StorageError."""
        if self._earlier is None or not self._box.isChecked():
            return self._catalogue.create(particulars, instrument)
        return self._catalogue.succeed(self._load(self._earlier.id), particulars, instrument)

    def notice(self, instrument: Instrument) -> str:
        """Return what comes from last time, and what does not fit an instrument, or ""."""
        last, earlier = self._last, self._earlier
        if last is not None:
            return " ".join(
                filter(None, (self._contents(last, instrument), _misfit(last, instrument)))
            )
        chosen = self._chosen
        if chosen is not None and earlier is None:
            return tr("Choose a year after {0} to make it from that measurement.").format(
                chosen.year
            )
        return ""

    @property
    def _last(self) -> Assessment | None:
        """The assessment that the new one is to be made from; None if it cannot be read."""
        earlier = self._earlier
        if earlier is None or not self._box.isChecked():
            return None
        try:
            return self._load(earlier.id)
        except StorageError:
            return None

    def _load(self, assessment: str) -> Assessment:
        if assessment not in self._loaded:
            self._loaded[assessment] = self._catalogue.library.load(assessment)
        return self._loaded[assessment]

    def _contents(self, last: Assessment, instrument: Instrument) -> str:
        """Return how much comes from last time."""
        made = successor(
            last, Particulars("", "", "", last.particulars.year), instrument, (), status_name
        )
        interviews, documents = len(made.interviews), len(made.documents)
        carried = len(made.carryovers)
        parts = (
            ntr("{0} interview", "{0} interviews", interviews).format(interviews),
            ntr("{0} document to request", "{0} documents to request", documents).format(documents),
            ntr(
                "{0} improvement or finding to follow up",
                "{0} improvements and findings to follow up",
                carried,
            ).format(carried),
        )
        return tr("From {0}: {1}.").format(last.particulars.year, ", ".join(parts))


def _misfit(last: Assessment, instrument: Instrument) -> str:
    """Return which codes and groups of last time the instrument does not have, or ""."""
    found = misfit(last, instrument)
    sentences = []
    if found.codes:
        named = ", ".join(found.codes[:_NAMED]) + (" …" if len(found.codes) > _NAMED else "")
        sentences.append(tr("{0} does not have the codes {1}.").format(instrument.title, named))
    if found.groups:
        named = ", ".join(found.groups)
        sentences.append(tr("{0} does not have the groups {1}.").format(instrument.title, named))
    return " ".join(sentences)
