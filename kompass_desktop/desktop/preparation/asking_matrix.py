"""The questions to each group as a table: areas, questions and measure points by groups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from kompass_desktop.assessment.asking import asked_of_group, asked_points, choices_of
from kompass_desktop.assessment.coverage import Coverage, coverage_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, Index
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Area, MeasurePoint, Question

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
TEXT = 0
"""The column of questions; the askers' columns follow, and the coverage is the last one."""

Entry = Area | Question | MeasurePoint


class Role(IntEnum):
    """What the delegate and the view get from the table besides."""

    IS_CHOSEN = Qt.ItemDataRole.UserRole + 1
    """Whether it is chosen otherwise than the instrument or the group has it."""


class Asked(IntEnum):
    """How much of a part is asked: nothing, something or all."""

    NOTHING = auto()
    SOMETHING = auto()
    ALL = auto()


@dataclass(frozen=True)
class Asker:
    """A column: a group, by its key, or an interview, by its id; `words` explains it."""

    key: str
    heading: str
    words: str


@dataclass(frozen=True)
class _Answers:
    """The measure points that one asker is asked, and the choices made for it."""

    codes: frozenset[str]
    chosen: frozenset[str]


class AskingMatrix(QAbstractTableModel):
    """The areas, and what is unfolded of them, with what each group is asked.

    `interview` is the id of one whose own choices have a column beside the groups', or "".
    """

    def __init__(self, assessment: Assessment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._interview = ""
        self._unfolded: set[str] = set()
        self._askers: tuple[Asker, ...] = ()
        self._answers: dict[str, _Answers] = {}
        self._rows: tuple[Entry, ...] = ()
        self.coverage: Coverage = coverage_of(assessment)
        self.refresh()

    @property
    def askers(self) -> tuple[Asker, ...]:
        """The groups, and the interview that is shown beside them."""
        return self._askers

    @property
    def interview(self) -> str:
        """The id of the interview that has its own column, or empty."""
        return self._interview

    def show_interview(self, interview: str) -> None:
        """Show a column for an interview, given its id, or for none with ""."""
        self._interview = interview
        self.refresh()

    def refresh(self) -> None:
        """Update from the assessment; rows and columns that still exist remain."""
        if self._interview not in self._assessment.interviews:
            self._interview = ""
        askers = self._all_askers()
        self._answers = {asker.key: self._answers_of(asker.key) for asker in askers}
        self.coverage = coverage_of(self._assessment)
        if askers != self._askers or not self._rows:
            self.beginResetModel()
            self._askers = askers
            self._rows = self._shown()
            self.endResetModel()
        else:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def entry(self, row: int) -> Entry:
        """Return what a row is about."""
        return self._rows[row]

    def asker(self, column: int) -> Asker | None:
        """Return the group or interview of a column, or None for the columns about all."""
        return self._askers[column - 1] if 1 <= column <= len(self._askers) else None

    def asked(self, row: int, asker: Asker) -> Asked:
        """Return how much of a row a group or an interview is asked."""
        entry = self._rows[row]
        points = _points_in(entry)
        number = sum(point.code in self._answers[asker.key].codes for point in points)
        if not number:
            return Asked.NOTHING
        return Asked.ALL if number == len(points) else Asked.SOMETHING

    def fold(self, row: int) -> None:
        """Collapse or expand the rows within a row."""
        entry = self._rows[row]
        if isinstance(entry, MeasurePoint):
            return
        self._unfolded ^= {entry.code}
        self._show_rows()

    def words(self, index: Index) -> str:
        """Return the row, the column and the content of a cell as full text, or ""."""
        if not index.isValid():
            return ""
        name = self._heading(self._rows[index.row()]).lstrip(" ▾▸")
        said = self._words(index.row(), index.column())
        return name if index.column() == TEXT else f"{name} · {said}"

    def unfold_all(self) -> None:
        """Show every question and measure point."""
        instrument = self._assessment.instrument
        self._unfolded = {area.code for area in instrument.areas}
        self._unfolded |= {question.code for question in instrument.questions}
        self._show_rows()

    def fold_all(self) -> None:
        """Show the areas and nothing within them."""
        self._unfolded = set()
        self._show_rows()

    def unfold_to(self, code: str) -> int:
        """Show a measure point, given its code, and return its row."""
        parts = code.split(".")
        self._unfolded |= {".".join(parts[:n]) for n in range(1, len(parts))}
        self._show_rows()
        return next(row for row, entry in enumerate(self._rows) if entry.code == code)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._askers) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        asker = self.asker(section)
        match role:
            case Qt.ItemDataRole.DisplayRole if asker is not None:
                return asker.heading
            case Qt.ItemDataRole.DisplayRole:
                return tr("Area, question and measure point") if section == TEXT else tr("Groups")
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(asker.words) if asker else self._coverage_tip(section)
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if section == TEXT else CENTRE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        asker = self.asker(column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return plain_tip(self._words(row, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT if column == TEXT else CENTRE
            case Qt.ItemDataRole.FontRole if isinstance(self._rows[row], Area):
                return theme.font(weight=QFont.Weight.DemiBold)
            case Qt.ItemDataRole.ForegroundRole:
                return self._tint(row, column)
            case Role.IS_CHOSEN:
                return asker is not None and self._is_chosen(row, asker)
        return None

    def _all_askers(self) -> tuple[Asker, ...]:
        groups = tuple(
            Asker(group.key, group.short, group.name)
            for group in self._assessment.instrument.groups
        )
        interview = self._assessment.interviews.get(self._interview)
        if interview is None:
            return groups
        words = tr("Only for the interview {0}").format(interview.code)
        return (*groups, Asker(interview.id, interview.code, words))

    def _answers_of(self, asker: str) -> _Answers:
        interview = self._assessment.interviews.get(asker)
        points = (
            asked_points(self._assessment, interview)
            if interview
            else asked_of_group(self._assessment, asker)
        )
        chosen = choices_of(self._assessment, asker)
        return _Answers(frozenset(point.code for point in points), frozenset(chosen))

    def _shown(self) -> tuple[Entry, ...]:
        rows: list[Entry] = []
        for area in self._assessment.instrument.areas:
            rows.append(area)
            for question in area.questions if area.code in self._unfolded else ():
                rows.append(question)
                rows += question.measure_points if question.code in self._unfolded else ()
        return tuple(rows)

    def _show_rows(self) -> None:
        self.beginResetModel()
        self._rows = self._shown()
        self.endResetModel()

    def _is_chosen(self, row: int, asker: Asker) -> bool:
        """Whether a choice is made for a row, a row that contains it, or a row in it."""
        code = self._rows[row].code
        own = self._answers[asker.key].chosen
        return any(f"{code}.".startswith(f"{e}.") or e.startswith(f"{code}.") for e in own)

    def _text(self, row: int, column: int) -> str:
        entry, asker = self._rows[row], self.asker(column)
        if column == TEXT:
            return self._heading(entry)
        points = _points_in(entry)
        if asker is None:
            fewest = min(len(self.coverage.groups[point.code]) for point in points)
            return str(fewest)
        number = sum(point.code in self._answers[asker.key].codes for point in points)
        if isinstance(entry, MeasurePoint):
            return "✓" if number else "–"
        return f"{number}/{len(points)}" if number else "–"

    def _heading(self, entry: Entry) -> str:
        match entry:
            case Area():
                return f"{self._arrow(entry)} {entry.number}  {entry.title}"
            case Question():
                return f"     {self._arrow(entry)} {entry.code}  {entry.text}"
        return f"             {entry.code}  {entry.statement}"

    def _arrow(self, entry: Area | Question) -> str:
        return "▾" if entry.code in self._unfolded else "▸"

    def _words(self, row: int, column: int) -> str:
        """Return the content of a cell as a sentence."""
        entry, asker = self._rows[row], self.asker(column)
        if column == TEXT:
            return self._heading(entry).lstrip(" ▾▸")
        if asker is None:
            return self._coverage_words(entry)
        points = _points_in(entry)
        number = sum(point.code in self._answers[asker.key].codes for point in points)
        asked = tr("{0} of {1} measure points are asked").format(number, len(points))
        chosen = tr("chosen here") if self._is_chosen(row, asker) else ""
        return " · ".join(filter(None, (asker.words, asked, chosen)))

    def _coverage_words(self, entry: Entry) -> str:
        fewest = min(len(self.coverage.groups[p.code]) for p in _points_in(entry))
        words = ntr("at least {0} group is asked", "at least {0} groups are asked", fewest)
        return words.format(fewest)

    def _coverage_tip(self, section: int) -> str | None:
        if section == TEXT:
            return None
        return tr("How many groups the planned interviews ask, at the least")

    def _tint(self, row: int, column: int) -> object:
        asker = self.asker(column)
        if column == TEXT:
            return theme.color("text")
        if asker is None:
            fewest = int(self._text(row, column))
            tints = {0: "weakness", 1: "challenge"}
            return theme.color(tints.get(fewest, "text_soft"))
        if self._is_chosen(row, asker):
            return theme.color("accent")
        asked = self.asked(row, asker)
        return theme.color("text_faint" if asked is Asked.NOTHING else "text")


def _points_in(entry: Entry) -> tuple[MeasurePoint, ...]:
    return (entry,) if isinstance(entry, MeasurePoint) else entry.measure_points
