"""All fields of a published result, with how much of it is known and the checks of its sums."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.recorded_entry import (
    Depth,
    InvalidPoints,
    Points,
    check_area,
    check_total,
    depth_of,
    entry_codes,
    sums_differ,
    total_check_text,
)
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.recorded.area_card import AreaCard
from kompass_desktop.desktop.recorded.points_field import PointsField
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Instrument

COLUMNS = 4
_DEPTHS = {
    Depth.QUESTIONS: mark("&Questions"),
    Depth.AREAS: mark("&Areas"),
    Depth.TOTAL: mark("&Only the total"),
}


class RecordedForm(QWidget):
    """Shows nothing until it has an instrument."""

    finished = Signal()
    """The user has gone on from the last field."""
    changed = Signal()
    field_entered = Signal(QWidget)
    """A field has got the focus, and must be in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._instrument: Instrument | None = None
        self._body: QWidget | None = None
        self._cards: list[AreaCard] = []
        self._fields: dict[str, PointsField] = {}
        self._depth = Depth.QUESTIONS
        self.depth_buttons: dict[Depth, QRadioButton] = {}
        self.total_check = WrappedText(self)
        self.reason_field = QLineEdit(self)
        self.reason_field.hide()

    @property
    def reason(self) -> str:
        """Why the printed sums differ from their parts; "" while they do not."""
        return self.reason_field.text().strip() if self.differs else ""

    @property
    def differs(self) -> bool:
        """Whether a printed sum differs from its parts."""
        return self._instrument is not None and sums_differ(self._instrument, self.points)

    @property
    def published(self) -> Depth:
        """Which fields the keys go through."""
        return self._depth

    @property
    def points(self) -> Points:
        """The points that are typed, by code; without those that are invalid."""
        found: dict[str, Fraction] = {}
        for code, field in self._fields.items():
            try:
                points = field.points
            except InvalidPoints:
                continue
            if points is not None:
                found[code] = points
        return found

    @property
    def invalid(self) -> PointsField | None:
        """The first field that holds no points of the scale, or None."""
        return next((field for field in self._fields.values() if field.problem), None)

    @property
    def tab_order(self) -> list[QWidget]:
        """The widgets that get the focus, in the order of the Tab key."""
        return [*self.depth_buttons.values(), *self._fields.values(), self.reason_field]

    @property
    def checks(self) -> list[QLabel]:
        """The labels that say whether each area's sum fits."""
        return [card.check_label for card in self._cards]

    def field(self, code: str) -> PointsField:
        """Return the field of a question, an area or TOTAL."""
        return self._fields[code]

    def show_points(self, instrument: Instrument, points: Points, reason: str = "") -> None:
        """Show the fields of an instrument with what is known, and why sums differ."""
        if instrument != self._instrument:
            self._build(instrument)
        for code, field in self._fields.items():
            field.show_points(points.get(code))
        show_line(self.reason_field, reason)
        self.choose_depth(depth_of(points))

    def choose_depth(self, depth: Depth) -> None:
        """Enable the fields for how much is known, beside those that are filled in already."""
        self._depth = depth
        self.depth_buttons[depth].setChecked(True)
        self._enable()
        self._check()

    def start(self) -> None:
        """Give the first field the focus."""
        self._order[0].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _order(self) -> list[PointsField]:
        return [field for field in self._fields.values() if field.isEnabled()]

    def _build(self, instrument: Instrument) -> None:
        if self._body is not None:
            self._body.deleteLater()
        self._instrument = instrument
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._depth_row())
        grid = QGridLayout()
        grid.setSpacing(8)
        self._cards = [AreaCard(area, self._body) for area in instrument.areas]
        for index, card in enumerate(self._cards):
            grid.addWidget(card, index // COLUMNS, index % COLUMNS)
            grid.setColumnStretch(index % COLUMNS, 1)
        column.addLayout(grid, 1)
        column.addLayout(self._total_row(instrument))
        fields = {field.code: field for card in self._cards for field in card.fields}
        fields[TOTAL] = self._total
        self._fields = {code: fields[code] for code in entry_codes(instrument, Depth.QUESTIONS)}
        self._column.addWidget(self._body)
        self._connect()

    def _depth_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        label = QLabel(tr("What has been published:"), self._body)
        theme.set_role(label, "soft")
        row.addWidget(label)
        group = QButtonGroup(self._body)
        for depth, text in _DEPTHS.items():
            button = QRadioButton(tr(text), self._body)
            button.toggled.connect(lambda on, depth=depth: self.choose_depth(depth) if on else None)
            group.addButton(button)
            row.addWidget(button)
            self.depth_buttons[depth] = button
        row.addStretch(1)
        return row

    def _total_row(self, instrument: Instrument) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        name = QLabel(tr("Printed total"), self._body)
        theme.set_role(name, "strong")
        self._total = PointsField(TOTAL, instrument.maximum, self._body)
        self._total.setAccessibleName(name.text())
        of = QLabel(tr("of {0}").format(shortest(instrument.maximum)), self._body)
        theme.set_role(of, "small")
        self.total_check = WrappedText(self._body)
        for widget in (name, self._total, of):
            row.addWidget(widget)
        row.addWidget(self.total_check, 1)
        self._add_reason(row)
        return row

    def _add_reason(self, row: QHBoxLayout) -> None:
        label = QLabel(tr("&Why the sums differ"), self._body)
        self.reason_field = QLineEdit(self._body)
        self.reason_field.setPlaceholderText(tr("such as: rounded in the source"))
        self.reason_field.setAccessibleName(tr("Why the sums differ"))
        limit_line(self.reason_field)
        label.setBuddy(self.reason_field)
        row.addWidget(label)
        row.addWidget(self.reason_field, 1)

    def _connect(self) -> None:
        for field in self._fields.values():
            field.textEdited.connect(lambda _text, field=field: self._typed(field))
            field.stepped.connect(lambda step, field=field: self._step(field, step))
            field.entered.connect(lambda field=field: self.field_entered.emit(field))

    def _typed(self, field: PointsField) -> None:
        self._show_problem(field)
        self._check()
        self.changed.emit()

    def _show_problem(self, field: PointsField) -> None:
        problem = field.problem
        theme.set_role(field, "failed" if problem else "points")
        field.setToolTip(problem)
        field.setAccessibleDescription(problem)

    def _step(self, field: PointsField, step: int) -> None:
        order = self._order
        index = order.index(field) + step
        if index >= len(order):
            self.finished.emit()
        elif index >= 0:
            order[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _enable(self) -> None:
        if self._instrument is None:
            return
        wanted = set(entry_codes(self._instrument, self._depth))
        for code, field in self._fields.items():
            field.setEnabled(code in wanted or bool(field.text()))

    def _check(self) -> None:
        if self._instrument is None:
            return
        points = self.points
        for card in self._cards:
            card.show_check(check_area(self._instrument, card.area.number, points))
        total = check_total(self._instrument, points)
        self.total_check.setText(total_check_text(total))
        theme.set_role(self.total_check, "error" if total.difference is not None else "soft")
        self.reason_field.setEnabled(self.differs)
