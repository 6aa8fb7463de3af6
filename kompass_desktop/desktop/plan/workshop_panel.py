"""A workshop: improvements proposed and voted on in a room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QWidget,
)

from kompass_desktop.assessment.plan_records import Ballot, Workshop
from kompass_desktop.assessment.planning.workshop_votes import CardOrder
from kompass_desktop.assessment.service_areas import WHOLE, service_name, service_of, services_of
from kompass_desktop.desktop.actions import Slot, add_action, without_argument
from kompass_desktop.desktop.dates import shown_day
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.workshop_cards import WorkshopCards
from kompass_desktop.desktop.plan.workshop_fields import Editors, WorkshopFields
from kompass_desktop.desktop.plan.workshop_laying import WorkshopLaying
from kompass_desktop.desktop.plan.workshop_printing import WorkshopPrinting
from kompass_desktop.desktop.plan.workshop_screen import WorkshopScreen
from kompass_desktop.desktop.plan.workshop_state import WorkshopState, count_text, too_many_text
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.i18n import tr


class WorkshopPanel(QWidget):
    """Shows one workshop, with its particulars, its cards and their dots."""

    workshop_box: QComboBox
    begin_button: KeyButton
    print_button: QPushButton
    more_button: QPushButton
    close_button: QPushButton
    screen_button: KeyButton
    table_part: QWidget
    title_field: QLineEdit
    date_field: DateField
    participants_box: QSpinBox
    each_box: QSpinBox
    propose_field: QLineEdit
    service_box: QComboBox
    lay_button: KeyButton
    cards_view: WorkshopCards
    nothing_label: QLabel
    too_many_label: QLabel
    count_label: QLabel
    closed_label: ElidedLabel
    dots_box: QSpinBox
    order_button: KeyButton
    off_button: QPushButton
    none_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "plan/workshop_panel")
        self._screen: WorkshopScreen | None = None
        self._has_lent_focus = False
        self._is_stale = True
        limit_line(self.propose_field)
        self.setFocusProxy(self.cards_view)

    def set_state(self, state: PlanState) -> None:
        """Show the plan of a page's state."""
        self.workshop = WorkshopState(state)
        self._printing = WorkshopPrinting(state, self.workshop, self)
        editors = Editors(self.title_field, self.date_field, self.participants_box, self.each_box)
        self._fields = WorkshopFields(state.session, self.workshop, editors)
        self._laying = WorkshopLaying(self.workshop, self)
        self._laying.laid.connect(self.cards_view.setFocus)
        self._make_menus()
        self._connect()
        self._add_keys()
        self._show()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the panel, each with its description."""
        return [
            ("Ctrl Shift N", tr("New workshop")),
            ("F11", tr("Show the cards in large type for the room")),
            ("Ctrl K", tr("Put improvements of the plan on the table")),
            ("+, 1–9", tr("Give the chosen card dots")),
            ("−", tr("Take a dot away from the chosen card")),
            ("Ctrl D", tr("Most dots first, or as in the plan")),
            ("Delete", tr("Take the chosen card off the table")),
        ]

    def show_record(self, record: Workshop | Ballot) -> None:
        """Show a workshop, or the card of a vote that was undone or redone."""
        if isinstance(record, Ballot):
            self.workshop.show_workshop(record.workshop)
            self.workshop.choose_card(record.improvement)
        else:
            self.workshop.show_workshop(record.id)

    @property
    def screen_window(self) -> WorkshopScreen | None:
        """The window over the full screen, or None while there is none."""
        return self._screen

    def show_full_screen(self) -> None:
        """Show the cards on the full screen, on the other screen if there is one."""
        if self.workshop.workshop is None:
            return
        if self._screen is None:
            self._screen = WorkshopScreen(self.workshop, self)
            self._screen.closed.connect(self._end_screen)
        self._screen.show_on_screen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the full screen when another view or page is shown, or the window is locked."""
        super().hideEvent(event)
        if self._screen is not None and not event.spontaneous():
            self._screen.close()

    def _end_screen(self) -> None:
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.deleteLater()
            self.window().activateWindow()
            self.cards_view.setFocus(Qt.FocusReason.PopupFocusReason)

    # What the user does

    def _connect(self) -> None:
        state = self.workshop
        self.workshop_box.activated.connect(
            lambda _row: state.show_workshop(str(self.workshop_box.currentData()))
        )
        for field in (self.propose_field, self._service_line):
            field.returnPressed.connect(self._propose)
        self.cards_view.card_chosen.connect(state.choose_card)
        self.cards_view.dots_given.connect(state.give)
        self.cards_view.taken_off.connect(state.take_off)
        self.dots_box.valueChanged.connect(state.set_dots)
        buttons: dict[QPushButton, Slot] = {
            self.begin_button: self._begin,
            self.close_button: self._close_or_reopen,
            self.screen_button: self.show_full_screen,
            self.lay_button: self._laying.choose,
            self.order_button: state.toggle_order,
            self.off_button: state.take_off,
        }
        for button, slot in buttons.items():
            button.clicked.connect(without_argument(slot))
        state.changed.connect(self._follow)
        state.card_chosen.connect(self._show_card)

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, str, Slot], ...] = (
            (tr("New workshop"), "Ctrl+Shift+N", self._begin),
            (tr("Full screen"), "F11", self.show_full_screen),
            (tr("Put improvements of the plan on the table"), "Ctrl+K", self._laying.choose),
            (tr("Most dots first, or as in the plan"), "Ctrl+D", self.workshop.toggle_order),
        )
        for text, key, slot in keys:
            # Wherever the focus is, while the panel is shown.
            add_action(self, text, [key], slot, Qt.ShortcutContext.WindowShortcut)

    def _make_menus(self) -> None:
        printing = QMenu(self)
        printing.addAction(tr("Four cards on a page …"), lambda: self._printing.choose_cards(4))
        printing.addAction(tr("Six cards on a page …"), lambda: self._printing.choose_cards(6))
        printing.addAction(tr("The result as a list …"), self._printing.choose_result)
        self.print_button.setMenu(printing)
        more = QMenu(self)
        more.addAction(tr("Order the plan by the result"), self.workshop.order_plan)
        more.addAction(tr("Delete the workshop"), self.workshop.remove)
        self.more_button.setMenu(more)

    def _begin(self) -> None:
        self.workshop.begin()
        self.title_field.setFocus()
        self.title_field.selectAll()

    def _close_or_reopen(self) -> None:
        workshop = self.workshop.workshop
        if workshop is not None:
            self.workshop.set_closed(closed=not workshop.closed)

    def _propose(self) -> None:
        service = service_of(self.service_box.currentText())
        if self.workshop.propose(self.propose_field.text(), service):
            self.propose_field.clear()
            self.propose_field.setFocus()

    @property
    def _service_line(self) -> QLineEdit:
        line = self.service_box.lineEdit()
        if line is None:
            raise TypeError(self.service_box)
        return line

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Update what has changed while another view or page was shown."""
        super().showEvent(event)
        if self._is_stale:
            self._show()

    def _follow(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self._is_stale = False
        workshop = self.workshop.workshop
        self._show_workshops(workshop)
        is_there = workshop is not None
        for part in (self.table_part, self.workshop_box):
            part.setVisible(is_there)
        for button in (self.print_button, self.more_button, self.close_button, self.screen_button):
            button.setVisible(is_there)
        self.none_label.setVisible(not is_there)
        if workshop is None:
            return
        self._fields.show()
        self._show_services()
        self._show_cards(workshop)
        self._show_state(workshop)

    def _show_workshops(self, shown: Workshop | None) -> None:
        workshops = sorted(
            self.workshop.assessment.workshops.values(),
            key=lambda each: (each.held_on, each.position),
            reverse=True,
        )
        self.workshop_box.clear()
        for each in workshops:
            parts = (shown_day(each.held_on), each.title or tr("Workshop"))
            self.workshop_box.addItem(" · ".join(filter(None, parts)), each.id)
        if shown is not None:
            self.workshop_box.setCurrentIndex(self.workshop_box.findData(shown.id))

    def _show_services(self) -> None:
        services = services_of(self.workshop.assessment)
        names = [service_name(each) for each in services]
        if names == [self.service_box.itemText(at) for at in range(self.service_box.count())]:
            return
        typed = self.service_box.currentText() or service_name(WHOLE)
        self.service_box.clear()
        self.service_box.addItems(names)
        self.service_box.setCurrentText(typed)

    def _show_cards(self, workshop: Workshop) -> None:
        cards, card = self.workshop.cards, self.workshop.card
        self.cards_view.show_cards(cards, card.improvement.id if card else "")
        self._show_list(bool(cards))
        self._show_card()
        self.count_label.setText(count_text(self.workshop.count))
        too_many = too_many_text(workshop, self.workshop.count)
        self.too_many_label.setText(too_many)
        self.too_many_label.setVisible(bool(too_many))

    def _show_list(self, has_cards: bool) -> None:
        """Show the list of cards if there are any, and keep its focus near for its return."""
        if not has_cards and self.cards_view.hasFocus():
            self._has_lent_focus = True
            self.propose_field.setFocus()
        self.cards_view.setVisible(has_cards)
        self.nothing_label.setVisible(not has_cards)
        if has_cards and self._has_lent_focus:
            self._has_lent_focus = False
            if self.propose_field.hasFocus():
                self.cards_view.setFocus()

    def _show_state(self, workshop: Workshop) -> None:
        is_open = not workshop.closed
        self.close_button.setText(tr("Close workshop") if is_open else tr("Reopen"))
        self.close_button.setToolTip(
            tr("Keep the result of the workshop; it can be reopened")
            if is_open
            else tr("Allow changes of the votes again")
        )
        self.closed_label.setText("" if is_open else tr("Closed: the result is kept"))
        for part in (self.propose_field, self.service_box, self.order_button, self.off_button):
            part.setEnabled(is_open)
        self.lay_button.setEnabled(is_open and bool(self.workshop.waiting))
        self.order_button.setChecked(self.workshop.order is CardOrder.DOTS)

    def _show_card(self) -> None:
        card, workshop = self.workshop.card, self.workshop.workshop
        self.cards_view.choose(card.improvement.id if card else "")
        self.dots_box.blockSignals(True)
        self.dots_box.setValue(card.dots if card else 0)
        self.dots_box.blockSignals(False)
        self.dots_box.setEnabled(bool(card and workshop and not workshop.closed))
