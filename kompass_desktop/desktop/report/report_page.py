"""Rapport: the texts of the report, the pages as they will be printed, and the export."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QWidget,
)

from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import Recommendation, Record, ReportText
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import Slot, add_actions, add_area_keys, area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.exporting.export_bar import ExportBar
from kompass_desktop.desktop.exporting.report_export import (
    ReportExport,
    choose_report_data,
    choose_report_file,
    choose_slides_file,
)
from kompass_desktop.desktop.exporting.report_request import ReportRequest
from kompass_desktop.desktop.finishing.finishing import Finishing
from kompass_desktop.desktop.finishing.texts import latest_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.focus_memory import caret_of, put_caret
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.report.chapter_list import ChapterList
from kompass_desktop.desktop.report.chapters import ChaptersModel
from kompass_desktop.desktop.report.compared_choice import ComparedChoice
from kompass_desktop.desktop.report.difference_choice import DifferenceChoice
from kompass_desktop.desktop.report.firm_texts import FirmTexts
from kompass_desktop.desktop.report.page_preview import PagePreview
from kompass_desktop.desktop.report.preview import ReportPreview
from kompass_desktop.desktop.report.quote_panel import QuotePanel
from kompass_desktop.desktop.report.report_language import ReportLanguage
from kompass_desktop.desktop.report.scroll_follow import PreviewFollowing
from kompass_desktop.desktop.report.text_pane import ReportTextPane
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.texts import ChapterKey, area_chapter

if TYPE_CHECKING:
    from kompass_desktop.report.masked_names import MaskedNames
    from kompass_desktop.report.remarks import Remark

_REMARK_LINES = 8
PANE_WIDTHS = (470, 560)
"""Of the text and the preview, in a window of 1280 pixels."""


class ReportPage(Page):
    """Chapters at the left, their text in the middle, and the printed pages at the right."""

    written_label: QLabel
    remarks_label: WrappedText
    names_label: WrappedText
    chapter_list: ChapterList
    language_box: QComboBox
    compare_button: KeyButton
    differences_check: QCheckBox
    finish_button: QPushButton
    course_label: ElidedLabel
    splitter: QSplitter
    text_pane: ReportTextPane
    page_label: ElidedLabel
    zoom_out_button: QToolButton
    zoom_in_button: QToolButton
    data_button: QPushButton
    slides_button: QPushButton
    report_button: KeyButton
    preview: PagePreview
    quote_panel: QuotePanel
    export_bar: ExportBar
    report_action: QAction
    slides_action: QAction
    data_action: QAction
    cancel_action: QAction
    next_action: QAction
    previous_action: QAction
    compare_action: QAction
    quotes_action: QAction
    zoom_in_action: QAction
    zoom_out_action: QAction
    zoom_fit_action: QAction

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "report/report_page")
        self._chapter = ""
        self._firm = FirmTexts(session, self)
        self._compared = ComparedChoice(self.compare_button, session, catalogue)
        self._differences = DifferenceChoice(self.differences_check, session)
        making = Background(self)
        self._report = ReportPreview(making, self.preview, self)
        self._following = PreviewFollowing(self.preview)
        self._export = ReportExport(making, self.export_bar, self)
        self._language = ReportLanguage(self.language_box, session.assessment.id)
        self._chapters = ChaptersModel(session, self._language.language, self)
        self.text_pane.set_session(session, self._language.language, self._firm.firm, self)
        self.quote_panel.set_session(session)
        self._finishing = Finishing(session, self.finish_button, self.course_label, latest_text)
        ReadOnly(session, self, editors=[self.text_pane.editor])
        # Many changes can come in one go (undo, accepting an area): draft once.
        self._redraft = QTimer(self, singleShot=True, interval=0)
        self._redraft.timeout.connect(self.text_pane.draft_anew)
        self._add_actions()
        self._follow_session()
        self._follow_parts()
        self._prepare()

    @property
    def chapter(self) -> str:
        """The key of the chapter that is shown."""
        return self._chapter

    def show_code(self, code: str) -> None:
        """Show the chapter of the area that a code belongs to."""
        for area in self.session.assessment.instrument.areas:
            if code.partition(".")[0] == area.code:
                self.chapter_list.choose(area_chapter(area).key)

    def show_record(self, record: Record) -> None:
        if isinstance(record, ReportText):
            if record.chapter in self._keys:
                self.chapter_list.choose(record.chapter)
            self.text_pane.editor.setFocus()
        elif isinstance(record, Recommendation):
            self._show_recommendation(record)

    def put_caret_at(self, record: Record, query: SearchQuery) -> None:
        editor = self.text_pane.editor
        put_caret(editor, str(query.place_in(editor.toPlainText())))

    def current_records(self) -> Collection[str]:
        return [text_id(self.session.assessment.id, self._chapter)]

    def enter(self) -> None:
        self._differences.show()
        self._compared.show()
        self._show_written()
        self.text_pane.draft_anew()
        if self._report.is_stale:
            self._make_preview()

    def leave(self) -> None:
        super().leave()
        self._report.rest()

    def caret_in(self, part: str) -> str:
        return f"{self._chapter} {caret_of(self.text_pane.editor)}"

    def put_caret_in(self, part: str, caret: str) -> bool:
        chapter, _, place = caret.rpartition(" ")
        if chapter in self._keys:
            self.chapter_list.choose(chapter)
            put_caret(self.text_pane.editor, place)
        return True

    def panes(self) -> list[QWidget]:
        panel = self.text_pane.recommendation_panel
        shown = [panel.recommendations_view] if panel.table.records and panel.isVisible() else []
        quotes = [self.quote_panel.quotes_list] if self.quote_panel.quotes_list.isVisible() else []
        return [self.chapter_list, self.text_pane.editor, *shown, *quotes, self.preview]

    def key_help(self) -> list[tuple[str, str]]:
        own = self.text_pane.recommendation_panel.key_help()
        return [
            area_key_help(self.session.assessment.instrument),
            *self.chapter_list.key_help(),
            *own,
        ]

    def compare_with(self, keys: Sequence[str]) -> None:
        """Compare the results in the report with what has these keys, as in `Candidates`."""
        self._compared.compare_with(keys)

    def export_report(self, path: Path) -> None:
        """Write the report to a file, as it is now, while one goes on working."""
        self.session.flush()
        self._export.write_report(self._request(), path)

    def export_slides(self, path: Path) -> None:
        """Write the slides to a file, as the report is now, while one goes on working."""
        self.session.flush()
        self._export.write_slides(self._request(), path)

    def export_data(self, place: DataFile) -> None:
        """Write the data to a file in the format of its ending, as they are now."""
        self.session.flush()
        self._export.write_data(self._request(), place)

    # Setting up

    def _add_actions(self) -> None:
        slots: dict[QAction, Slot] = {
            self.report_action: self._choose_report,
            self.slides_action: self._choose_slides,
            self.data_action: self._choose_data,
            self.cancel_action: self._export.cancel,
            self.next_action: lambda: self.chapter_list.step(1),
            self.previous_action: lambda: self.chapter_list.step(-1),
            self.compare_action: self._compared.choose,
            self.quotes_action: self._show_or_hide_quotes,
            self.zoom_in_action: self.preview.zoom_in,
            self.zoom_out_action: self.preview.zoom_out,
            self.zoom_fit_action: self.preview.zoom_to_fit,
        }
        add_actions(self, slots)
        # Many keyboards have "+" on the key of "=", with Shift.
        self.zoom_in_action.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        add_area_keys(self, self.session.assessment.instrument, self.show_code)

    def _follow_session(self) -> None:
        session = self.session
        session.scores_changed.connect(self._numbers_changed)
        session.findings_changed.connect(self._numbers_changed)
        session.recommendations_changed.connect(self._numbers_changed)
        session.plan_changed.connect(self._numbers_changed)
        session.carryovers_changed.connect(self._numbers_changed)
        session.interviews_changed.connect(self._numbers_changed)
        session.team_changed.connect(self._numbers_changed)
        session.particulars_changed.connect(self._numbers_changed)
        session.text_changed.connect(self._text_changed)

    def _follow_parts(self) -> None:
        self.chapter_list.chapter_chosen.connect(self._show_chapter)
        self._chapters.reordered.connect(self._show_reordered)
        self.chapter_list.entered.connect(self.text_pane.editor.setFocus)
        self.text_pane.typed.connect(self._typed)
        self.text_pane.recommendation_panel.message_shown.connect(self.message_shown)
        pane = self.text_pane
        self.addActions([pane.draft_action, pane.field_action, pane.firm_action])
        pane.firm_text_kept.connect(self._keep_firm_text)
        pane.firm_texts_requested.connect(self._firm.show)
        self._firm.changed.connect(self._show_firm)
        self._firm.message_shown.connect(self.message_shown)
        self._report.wanted.connect(self._make_preview)
        self._report.opened.connect(self._following.take)
        self._report.remarked.connect(self._show_remarks)
        self._report.masked.connect(self._show_masked)
        for signal in (self._report.began, self._report.ended, self.preview.page_changed):
            signal.connect(self._show_page)
        self.text_pane.quotes_button.clicked.connect(self.quotes_action.trigger)
        self.quote_panel.quoted.connect(self.text_pane.quote)
        self.quote_panel.left.connect(self.text_pane.editor.setFocus)
        self.preview.page_double_clicked.connect(self._write_page)
        self._export.began.connect(self._report.rest)
        self._export.began.connect(self._show_exporting)
        self._export.ended.connect(self._end_export)
        self._export.written.connect(self.message_shown)
        self.export_bar.not_opened.connect(self.message_shown)
        self._compared.changed.connect(self._outdate)
        self._differences.toggled.connect(self._outdate)
        self._language.changed.connect(self._change_language)
        self.report_button.clicked.connect(self.report_action.trigger)
        self.slides_button.clicked.connect(self.slides_action.trigger)
        self.data_button.clicked.connect(self.data_action.trigger)
        self.zoom_in_button.clicked.connect(self.zoom_in_action.trigger)
        self.zoom_out_button.clicked.connect(self.zoom_out_action.trigger)
        theme.notifier.changed.connect(self._show_icons)

    def _prepare(self) -> None:
        self.splitter.setSizes(list(PANE_WIDTHS))
        for pane in range(self.splitter.count()):
            self.splitter.setStretchFactor(pane, 1)
        self.preview.set_message(tr("Making the report …"))
        self.chapter_list.set_chapters(self._chapters)
        self.chapter_list.choose(ChapterKey.FOREWORD)
        self.remarks_label.setMaximumLines(_REMARK_LINES)
        self.remarks_label.hide()
        self.quote_panel.hide()
        self.names_label.hide()
        self._show_icons()
        self._show_exporting()

    # The texts

    def _show_chapter(self, chapter: str) -> None:
        self._chapter = chapter
        self.text_pane.show_chapter(chapter, self._title_of(chapter))
        self.quote_panel.show_code(self.text_pane.area)
        self._following.choose(self._title_of(chapter))

    def _show_recommendation(self, recommendation: Recommendation) -> None:
        """Show a recommendation in the chapter of its area, or else in the summary."""
        area = recommendation.code.partition(".")[0]
        if area:
            self.show_code(area)
        else:
            self.chapter_list.choose(ChapterKey.SUMMARY)
        self.text_pane.recommendation_panel.show_record(recommendation)

    def _change_language(self) -> None:
        """Set titles and drafts in the report's new language, and make the report again."""
        self._chapters.set_language(self._language.language)
        self.text_pane.set_language(self._language.language)
        self._show_chapter(self._chapter)
        self._outdate()

    def _show_or_hide_quotes(self) -> None:
        """Show what was said and go there, or hide it and go back to the text."""
        is_shown = not self.quote_panel.isVisible()
        self.quote_panel.setVisible(is_shown)
        if is_shown:
            self.quote_panel.take_focus()
        else:
            self.text_pane.editor.setFocus()

    def _show_reordered(self) -> None:
        """Show the chapter under its present title, and where it is now in the report."""
        self._show_chapter(self._chapter)
        self._show_written()

    def _typed(self) -> None:
        self._following.note_typed()
        self._report.request()

    def _show_written(self) -> None:
        told = tr("{0} of {1} chapters are written by the team")
        self.written_label.setText(
            told.format(self._chapters.written_count, self._chapters.rowCount())
        )

    @property
    def _keys(self) -> set[str]:
        return {each.key for each in self._chapters.chapters}

    def _title_of(self, chapter: str) -> str:
        return self._chapters.chapters[self._chapters.row_of(chapter)].printed_title

    def _keep_firm_text(self) -> None:
        self._firm.keep(self._chapter, self._language.language)

    def _show_firm(self) -> None:
        """Draft with the firm's new texts, and make the report again."""
        self.text_pane.set_firm(self._firm.firm)
        self._outdate()

    # What changes

    def _text_changed(self) -> None:
        self._show_written()
        # Text typed here has already requested a report.
        if not self._report.is_stale:
            self._outdate()

    def _numbers_changed(self) -> None:
        if self.isVisible():
            self._redraft.start()
        self._outdate()

    def _outdate(self) -> None:
        if self.isVisible():
            self._report.request()
        else:
            self._report.outdate()

    # The preview

    def _make_preview(self) -> None:
        if self._export.is_writing:
            return
        self.session.flush()
        self._report.make(self._request())

    def _request(self) -> ReportRequest:
        language = self._language.language
        snapshot = self.session.assessment.snapshot()
        comparison = self._compared.comparison(language)
        return ReportRequest(
            snapshot,
            comparison.earlier,
            language,
            shows_differences=self._differences.is_chosen,
            compared=comparison.compared,
            firm=self._firm.firm,
        )

    def _show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show the problems of the shown report, and mark their chapters."""
        self._chapters.set_stale(frozenset(remark.chapter for remark in remarks))
        sentences = "\n".join(remark.sentence for remark in remarks)
        self.remarks_label.setText(sentences)
        self.remarks_label.setVisible(bool(sentences))

    def _show_masked(self, masked: MaskedNames) -> None:
        """Show how names in the report are handled; the tool tip lists where they were."""
        self.names_label.setText(masked.sentence)
        self.names_label.setToolTip("\n".join(masked.places))
        self.names_label.setAccessibleDescription("\n".join(masked.places))
        self.names_label.show()

    def _show_page(self) -> None:
        count = self.preview.page_count
        if self._report.is_making and count:
            self.page_label.setText(tr("Updating …"))
        elif count:
            page = self.preview.page + 1
            self.page_label.setText(tr("Page {0} of {1}").format(page, count))
        else:
            self.page_label.clear()

    def _write_page(self, page: int) -> None:
        """Show the chapter of a page, to write in it."""
        title = self._following.chapter_on(page)
        for chapter in self._chapters.chapters:
            if chapter.printed_title == title:
                self._following.settle_in(title)
                self.chapter_list.choose(chapter.key)
                self.text_pane.editor.setFocus()

    def _show_icons(self) -> None:
        self.zoom_in_button.setIcon(theme.icon("plus"))
        self.zoom_out_button.setIcon(theme.icon("minus"))

    # Export

    def _choose_report(self) -> None:
        path = choose_report_file(self, self.session.assessment)
        if path is not None:
            self.export_report(path)

    def _choose_slides(self) -> None:
        path = choose_slides_file(self, self.session.assessment)
        if path is not None:
            self.export_slides(path)

    def _choose_data(self) -> None:
        place = choose_report_data(self, self.session.assessment)
        if place is not None:
            self.export_data(place)

    def _show_exporting(self) -> None:
        is_writing = self._export.is_writing
        for action in (self.report_action, self.slides_action, self.data_action):
            action.setEnabled(not is_writing)
        for button in (self.report_button, self.slides_button, self.data_button):
            button.setEnabled(not is_writing)
        self.cancel_action.setEnabled(is_writing)

    def _end_export(self) -> None:
        self._show_exporting()
        if self._report.is_stale:
            self._outdate()
