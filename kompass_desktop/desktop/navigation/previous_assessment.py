"""Points and findings of a code in the last assessment of the same municipality."""

from __future__ import annotations

from itertools import islice

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.records import Finding
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import tr

MOST_FINDINGS = 2


class PreviousAssessment:
    """An earlier assessment, shown beside the open one, which is `now`.

    Its findings that are followed up in `now` are left out: they have a card of their own.
    """

    def __init__(self, earlier: Assessment, now: Assessment | None = None) -> None:
        self.assessment = earlier
        self._now = now
        self.board = Scoreboard(earlier)
        self._findings: dict[str, list[Finding]] = {}
        for finding in sorted(earlier.findings.values(), key=lambda f: (f.position, f.id)):
            self._findings.setdefault(finding.code, []).append(finding)

    def of(self, code: str) -> str:
        """Return points and findings at a question or measure point, or nothing: "2019: …"."""
        parts = [*self._points(code), *(f"«{text}»" for text in self._texts(code))]
        return f"{self.assessment.particulars.year}: {' · '.join(parts)}" if parts else ""

    def of_point(self, measure_point: str, question: str) -> str:
        """Return the question's points, with what was found of the measure point: "2019: …".

        Where nothing was found of the measure point, it is what was found of the question.
        """
        found = self._texts(measure_point) or self._texts(question)
        parts = [*self._points(question), *(f"«{text}»" for text in found)]
        return f"{self.assessment.particulars.year}: {' · '.join(parts)}" if parts else ""

    def points_of(self, code: str) -> str:
        """Return the points only, or nothing: "2019: 1,5 av 15"."""
        points = self._points(code)
        return f"{self.assessment.particulars.year}: {points[0]}" if points else ""

    def _points(self, code: str) -> list[str]:
        if self.assessment.instrument.find(code) is None:
            return []
        score = self.board.score(code)
        if score.status is ScoreStatus.MISSING:
            return []
        return [tr("{0} of {1}").format(decimal(score.points), shortest(score.maximum))]

    def _texts(self, code: str) -> list[str]:
        carried = {each.origin for each in self._now.carryovers.values()} if self._now else set()
        found = (f.text for f in self._findings.get(code, []) if f.id not in carried)
        return list(islice(found, MOST_FINDINGS))
