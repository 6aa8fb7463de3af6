"""The timeline of improvements and activities, with what is done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from kompass_desktop.assessment.planning.plan_dates import day_of
from kompass_desktop.assessment.planning.plan_templates import PlanTemplate, bundled_plan_templates
from kompass_desktop.assessment.planning.time_scale import start_of
from kompass_desktop.assessment.planning.timeline import find
from kompass_desktop.assessment.planning.timeline_moves import Edge
from kompass_desktop.desktop.actions import Slot, without_argument
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.timeline.activity_dialog import ActivityDialog
from kompass_desktop.desktop.timeline.day_scroll_area import ZOOM_STEP
from kompass_desktop.desktop.timeline.name_field import NameField
from kompass_desktop.desktop.timeline.template_dialog import TemplateDialog
from kompass_desktop.desktop.timeline.timeline_actions import TimelineActions
from kompass_desktop.desktop.timeline.timeline_chart import TimelineChart
from kompass_desktop.desktop.timeline.timeline_editor import TimelineEditor
from kompass_desktop.desktop.timeline.timeline_export import TimelineExport
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.paper import Paper
from kompass_desktop.report.plan.timeline_text import phases_text


class TimelinePanel(QWidget):
    """The timeline of improvements and activities, with what is done to it."""

    improvement_chosen = Signal(str)
    """The bar of an improvement was made the current one, by its id."""
    message_shown = Signal(str)
    """One sentence for the status bar."""
    room_toggled = Signal(bool)
    """The timeline is to have the whole page, or is to share it again."""

    timeline_title: QLabel
    phases_label: ElidedLabel
    follow_button: QPushButton
    template_button: QPushButton
    add_button: QPushButton
    room_button: QPushButton
    narrower_button: QPushButton
    wider_button: KeyButton
    print_button: QPushButton
    chart: TimelineChart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "timeline/timeline_panel")
        self._is_refreshing = False
        self.timeline_title.setBuddy(self.chart)
        self.add_button.setAccessibleName(self.add_button.toolTip())
        self.follow_button.hide()
        self.name_field = NameField(self.chart.viewport())
        self.name_field.closed.connect(self.chart.setFocus)
        self.room_button.toggled.connect(self.room_toggled)
        self.narrower_button.clicked.connect(lambda: self.chart.zoom(1 / ZOOM_STEP))
        self.wider_button.clicked.connect(lambda: self.chart.zoom(ZOOM_STEP))
        self.chart.verticalScrollBar().valueChanged.connect(self.name_field.keep)

    def set_session(self, session: Session) -> None:
        """Show the timeline of an open assessment."""
        self._session = session
        self.editor = TimelineEditor(session, self)
        self.exporter = TimelineExport(session, self)
        self._link_from = ""
        self._settings = AssessmentSettings(session.assessment.id)
        self._restore_view()
        self._add_actions()
        self._connect()
        self._refresh()

    def show_improvement(self, improvement: str) -> None:
        """Make the bar of an improvement, given its id, the current one."""
        self.chart.choose(improvement)

    def show_activity(self, activity: str) -> None:
        """Make an activity, given its id, the current row; unfold what it is within."""
        self.chart.unfold_to(activity)
        self.chart.choose(activity)

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the timeline that are no actions, with what they do."""
        return [("↑ ↓", tr("Choose the row above or below"))]

    # What the keys and buttons do

    def nudge(self, edge: Edge, step: int) -> None:
        """Move the current bar or an edge of it by a unit of the zoom; give it dates if none."""
        row = self.chart.current_row
        if row is None or row.record is None:
            return
        if row.span is None and edge is Edge.BOTH:
            self.editor.give_dates(row.key, self._usual_day(), self.chart.unit)
            self.chart.choose(row.key)
        else:
            self.editor.nudge(row.key, edge, self.chart.unit, step)
            self.chart.show_bar()

    def add_activity(self) -> None:
        """Add an activity after the current one, and let its title be typed."""
        self._begin(
            self.editor.add_activity(self.chart.current, self._usual_day(), self.chart.unit)
        )

    def add_milestone(self) -> None:
        """Add a milestone after the current activity, and let its title be typed."""
        self._begin(self.editor.add_milestone(self.chart.current, self._usual_day()))

    def rename(self) -> None:
        """Let the title of the current row be typed in its place."""
        record = find(self._session.assessment, self.chart.current)
        if record is not None:
            self.chart.show_current()
            self.name_field.open(record.id, record.title, self.chart.name_rect(record.id))

    def edit(self) -> None:
        """Open the editor of the current row; a heading is folded or unfolded."""
        record = find(self._session.assessment, self.chart.current)
        if record is None:
            self.chart.toggle_fold()
            return
        dialog = ActivityDialog(self._session.assessment, record, self)
        dialog.saved.connect(self.editor.store)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def link(self) -> None:
        """Remember the current row; the second time, have the current one begin after that."""
        first, self._link_from = self._link_from, ""
        then = self.chart.current
        before = find(self._session.assessment, first)
        if find(self._session.assessment, then) is None or first == then:
            return
        if before is not None:
            self.editor.link(then, first)
            return
        self._link_from = then
        text = tr("Choose what comes after it, and press Ctrl+Shift+D again.")
        self.message_shown.emit(text)

    def insert_template(self, template: PlanTemplate) -> None:
        """Ask for the start of a template, and insert it."""
        dialog = TemplateDialog(template, self.chart.today(), self)
        dialog.inserted.connect(partial(self._insert, template))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def row_menu(self) -> QMenu:
        """Return a menu with what can be done with the current row."""
        menu = QMenu(self)
        menu.addActions(self._row_actions)
        menu.addSeparator()
        menu.addActions([self.activity_action, self.milestone_action])
        self._add_unlinking(menu)
        return menu

    # Parts of the above

    def _add_actions(self) -> None:
        keys = TimelineActions(self.chart, self.nudge)
        self.activity_action = keys.add(
            tr("New activity"), ["Ctrl+Shift+N", "Ins"], self.add_activity
        )
        self.milestone_action = keys.add(tr("New milestone"), ["Ctrl+Shift+M"], self.add_milestone)
        self.follow_action = keys.add(
            tr("Move what follows too"), ["Ctrl+Shift+F"], self.editor.move_followers
        )
        self.room_action = keys.add(
            tr("Only the timeline, or the whole page"), ["Ctrl+6"], self.room_button.toggle
        )
        self._row_actions = self._actions_of_rows(keys)
        self.key_actions = keys.every
        self._fill_menus()

    def _actions_of_rows(self, keys: TimelineActions) -> list[QAction]:
        editor, on_current = self.editor, self._on_current
        return [
            keys.add(tr("Edit …"), ["Return"], self.edit),
            keys.add(tr("Change the title"), ["F2"], self.rename),
            keys.add(tr("Done, or not done"), ["Space"], lambda: on_current(editor.toggle_done)),
            keys.add(
                tr("Make it a part of the one above"),
                ["Ctrl+Right"],
                lambda: on_current(editor.indent),
            ),
            keys.add(
                tr("Take it out of what it is a part of"),
                ["Ctrl+Left"],
                lambda: on_current(editor.outdent),
            ),
            keys.add(
                tr("Move up in the list"),
                ["Alt+Up"],
                lambda: on_current(lambda k: editor.reorder(k, -1)),
            ),
            keys.add(
                tr("Move down in the list"),
                ["Alt+Down"],
                lambda: on_current(lambda k: editor.reorder(k, 1)),
            ),
            keys.add(tr("Dependency: from here, then to here"), ["Ctrl+Shift+D"], self.link),
            keys.add(
                tr("Delete; an improvement only loses its dates"),
                ["Del"],
                lambda: on_current(editor.remove),
            ),
        ]

    def _on_current(self, change: Callable[[str], object]) -> None:
        """Change the current row, given its id; nothing without one."""
        if self.chart.current:
            change(self.chart.current)

    def _fill_menus(self) -> None:
        templates = QMenu(self)
        for template in bundled_plan_templates():
            _add(templates, f"{template.title} …", partial(self.insert_template, template))
        self.template_button.setMenu(templates)
        new = QMenu(self)
        new.addActions([self.activity_action, self.milestone_action])
        self.add_button.setMenu(new)
        prints = QMenu(self)
        for paper in Paper:
            text = tr("PDF, {0} landscape …").format(paper.value)
            _add(prints, text, partial(self.exporter.choose_print, paper))
        prints.addSeparator()
        _add(prints, tr("Milestones for the calendar (.ics) …"), self.exporter.choose_calendar)
        self.print_button.setMenu(prints)

    def _connect(self) -> None:
        chart, editor = self.chart, self.editor
        self._session.plan_changed.connect(self._refresh)
        self._session.flush_requested.connect(self._flush)
        self.name_field.renamed.connect(editor.rename)
        chart.records_dropped.connect(editor.drop)
        chart.link_dropped.connect(editor.link)
        chart.edit_requested.connect(self.edit)
        chart.menu_requested.connect(self._show_menu)
        chart.current_changed.connect(self._announce)
        self.follow_button.clicked.connect(editor.move_followers)
        editor.offer_changed.connect(self._show_offer)
        editor.message_shown.connect(self.message_shown)
        self.exporter.message_shown.connect(self.message_shown)

    def _refresh(self) -> None:
        # Another row becomes the current one if its own is no longer shown, as of an improvement
        # that is dropped; the user has not chosen it.
        self._is_refreshing = True
        self.chart.show_plan(self._session.assessment)
        self._is_refreshing = False
        self.phases_label.setText(phases_text(self.chart.timeline))

    def _flush(self) -> None:
        """Make a change of a typed title, and keep what is shown for the next time."""
        self.name_field.keep()
        self._settings.timeline_folded = self.chart.folded
        view = self.chart.view
        if view is not None:
            self._settings.timeline_view = (view[0], view[1].isoformat())

    def _restore_view(self) -> None:
        kept = self._settings.timeline_view
        day = day_of(kept[1]) if kept is not None else None
        view = (kept[0], day) if kept is not None and day is not None else None
        self.chart.restore(self._settings.timeline_folded, view)

    def _announce(self, key: str) -> None:
        if key in self._session.assessment.improvements and not self._is_refreshing:
            self.improvement_chosen.emit(key)

    def _show_offer(self) -> None:
        offer = self.editor.offer
        self.follow_button.setVisible(offer is not None)
        if offer is not None:
            number = len(offer.records)
            text = ntr("Move {0} that follows too", "Move {0} that follow too", number)
            self.follow_button.setText(text.format(number))

    def _begin(self, key: str) -> None:
        self.show_activity(key)
        self.chart.setFocus()
        self.rename()

    def _insert(self, template: PlanTemplate, steps: object) -> None:
        key = self.editor.insert_template(template.title, steps)  # type: ignore[arg-type]
        self.show_activity(key)
        self.chart.show_whole()
        self.chart.setFocus()

    def _usual_day(self) -> date:
        """Return where something new begins: today, or the first unit that can be seen."""
        chart = self.chart
        if chart.is_visible(chart.today()):
            return chart.today()
        layout = chart.layout_now
        return start_of(layout.day_at(layout.names_width + layout.days_width / 3), chart.unit)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.row_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _add_unlinking(self, menu: QMenu) -> None:
        """Add what takes away each dependency of the current row."""
        assessment = self._session.assessment
        record = find(assessment, self.chart.current)
        for key in record.after_ids if record is not None else ():
            before = find(assessment, key)
            if before is not None and record is not None:
                text = tr("No longer after “{0}”").format(before.title.replace("&", "&&"))
                _add(menu, text, partial(self.editor.unlink, record.id, key))


def _add(menu: QMenu, text: str, slot: Slot) -> None:
    menu.addAction(text).triggered.connect(without_argument(slot))
