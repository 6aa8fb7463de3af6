"""The text of one chapter of the report, with whether it is a draft, and how to write it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.planning.advice import planned
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.report.chapter_editor import ChapterEditor
from kompass_desktop.desktop.report.recommendation_panel import RecommendationPanel
from kompass_desktop.desktop.report.texts import ChapterTexts
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import Language, in_language, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.chapters.texts import ChapterKey, area_chapter
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_fields import field_names, field_values, unknown_fields

_WITH_ALL = (ChapterKey.SUMMARY, ChapterKey.CLOSING)
"""The chapters with all recommendations; those of areas have their own."""
_MOST_NAMED = 4
_ONLY_TEXT = (ChapterKey.FOREWORD, ChapterKey.ABOUT, ChapterKey.CLOSING)


class ReportTextPane(QWidget):
    """Shows the chapter that it is given; nothing before `set_session` and `show_chapter`."""

    chapter_title: ElidedLabel
    state_pill: QLabel
    editor: ChapterEditor
    note_label: QLabel
    draft_button: KeyButton
    draft_action: QAction
    field_button: QPushButton
    quotes_button: KeyButton
    field_action: QAction
    firm_button: QPushButton
    firm_action: QAction
    recommendation_panel: RecommendationPanel

    typed = Signal()
    """A person has changed the text."""
    firm_text_kept = Signal()
    """The text of the chapter is to become the firm's."""
    firm_texts_requested = Signal()
    """The firm's texts are to be shown."""

    _texts: ChapterTexts
    _session: Session
    _language: Language

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter = ""
        load_form(self, "report/report_text_pane")
        self.draft_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.draft_action.triggered.connect(self._return_to_draft)
        self.draft_button.clicked.connect(self.draft_action.trigger)
        self.field_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.field_action.triggered.connect(self._offer_fields)
        self.field_button.clicked.connect(self.field_action.trigger)
        self.firm_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.firm_action.triggered.connect(self._offer_firm)
        self.firm_button.clicked.connect(self.firm_action.trigger)

    def set_session(self, session: Session, language: Language, firm: Firm, page: QWidget) -> None:
        """Show the texts of this assessment, with drafts by the firm in the report's language.

        The keys for recommendations work wherever the focus is in `page`.
        """
        self._session = session
        self._language = language
        self._texts = ChapterTexts(session, language, firm, self)
        self._texts.typed.connect(self._show_note)
        self._texts.typed.connect(self.typed)
        self._texts.state_changed.connect(self._show_state)
        self._areas = {area_chapter(a).key: a.code for a in session.assessment.instrument.areas}
        self.recommendation_panel.set_session(session, page)

    def show_chapter(self, chapter: str, title: str) -> None:
        """Show a chapter, given its key and title."""
        self._chapter = chapter
        self.chapter_title.setText(title)
        self.editor.setAccessibleName(tr("The text of the chapter {0}").format(title))
        self.editor.show_document(self._texts.document(chapter))
        panel = self.recommendation_panel
        focused = QApplication.focusWidget()
        if focused is not None and panel.isAncestorOf(focused):
            self.editor.setFocus()
        panel.show_code(self._areas.get(chapter, ""))
        panel.set_offered(offered=chapter in self._areas or chapter in _WITH_ALL)
        self._show_state()

    @property
    def area(self) -> str:
        """The code of the area that the chapter is about, or ""."""
        return self._areas.get(self._chapter, "")

    def quote(self, text: str, group: str) -> None:
        """Write a quotation where the cursor is, with the name of a group and spaces around."""
        cursor, whole = self.editor.textCursor(), self.editor.document().toRawText()
        before, after = whole[: cursor.selectionStart()], whole[cursor.selectionEnd() :]
        with in_language(self._language):
            quotation = tr("“{0}” ({1})").format(text, group)
        first = " " if before and not before[-1].isspace() else ""
        last = " " if after and not after[0].isspace() else ""
        self.editor.insertPlainText(f"{first}{quotation}{last}")
        self.editor.ensureCursorVisible()

    def set_language(self, language: Language) -> None:
        """Set the language of the drafts and of the values of fields."""
        self._language = language
        self._texts.set_language(language)

    def set_firm(self, firm: Firm) -> None:
        """Set whose texts are the drafts."""
        self._texts.set_firm(firm)
        self._show_state()

    def draft_anew(self) -> None:
        """Bring the draft up to date with the numbers."""
        self._texts.refresh(self._chapter)

    def _show_state(self) -> None:
        is_draft = self._texts.is_draft(self._chapter)
        self.editor.set_draft(is_draft)
        self.state_pill.setText(self._draft_state if is_draft else tr("Written by the team"))
        self.draft_action.setEnabled(not is_draft)
        self.draft_button.setEnabled(not is_draft)
        self._show_note()

    @property
    def _draft_state(self) -> str:
        if self._texts.firm_text(self._chapter) is None:
            return tr("Draft – updated automatically")
        return tr("Draft – the firm’s text")

    def _show_note(self) -> None:
        text = self.editor.toPlainText()
        usual = self._usual_note if text.strip() else self._empty_note
        usual = sentences(usual, self._plan_note)
        is_draft = self._texts.is_draft(self._chapter)
        # A draft has no fields any more, except those of the firm's text that there are not.
        typed = (self._texts.firm_text(self._chapter) or "") if is_draft else text
        unknown = self._unknown_note(typed)
        self.note_label.setText(unknown or usual)
        theme.set_role(self.note_label, "small-error" if unknown else "small")

    def _unknown_note(self, text: str) -> str:
        """Return which fields in a text there are not, and which there are; "" if all are known."""
        unknown = unknown_fields(text, self._session.assessment.instrument)
        if not unknown:
            return ""
        with in_language(self._language):
            known = ", ".join((*field_names(), "{1}", "{1.4}", "{1.4.3}"))
        return tr("There is no such field: {0}. These there are: {1}").format(
            ", ".join(unknown[:_MOST_NAMED]), known
        )

    @property
    def _usual_note(self) -> str:
        """What the report itself adds to the text of the chapter."""
        if self._chapter in _ONLY_TEXT:
            return ""
        if self._chapter in (ChapterKey.GLOSSARY, ChapterKey.APPENDIX):
            return tr("The table is inserted automatically.")
        if self._chapter == ChapterKey.METHOD:
            return tr("The tables of groups and levels are inserted automatically.")
        if self._chapter == ChapterKey.LAST_TIME:
            return tr("The tables of improvements and findings are inserted automatically.")
        if self._chapter == ChapterKey.SUMMARY:
            return tr("The total, the profile and five recommendations are inserted automatically.")
        if self._chapter == ChapterKey.PLAN:
            return tr("The improvements, the timeline and the scenario are inserted automatically.")
        if self._chapter == ChapterKey.RESULTS:
            return tr("Figures and tables are inserted automatically.")
        return tr("The table of points, findings and figures are inserted automatically.")

    @property
    def _plan_note(self) -> str:
        """That the plan is recommended instead of what is written here, "" if it is not."""
        assessment = self._session.assessment
        is_offered = self._chapter in self._areas or self._chapter in _WITH_ALL
        if not (is_offered and assessment.recommendations and planned(assessment)):
            return ""
        return tr("The report recommends the improvements of the plan, not what is written here.")

    @property
    def _empty_note(self) -> str:
        if self._chapter == ChapterKey.PLAN:
            return tr("Without improvements and without a text, the chapter is left out.")
        if self._chapter in (*_ONLY_TEXT, ChapterKey.SUMMARY):
            return tr("Without a text, the chapter is left out of the report.")
        return tr("Without a text, the chapter has only figures and tables.")

    def field_menu(self) -> QMenu:
        """Return a menu with every field and its value now; one that is chosen is written."""
        code = self.area
        entry = self._session.assessment.instrument.find(code) if code else None
        questions = entry.questions if isinstance(entry, Area) else ()
        codes = [code, *(question.code for question in questions)] if code else []
        with in_language(self._language):
            data = ReportData(self._session.assessment, self._session.board)
            values = field_values(data, *codes)
        menu = QMenu(self)
        for field, value in values.items():
            action = menu.addAction(f"{field}   {value}".replace("&", "&&"))
            action.triggered.connect(partial(self._write_field, field))
        return menu

    def firm_menu(self) -> QMenu:
        """Return a menu with what can be done with the firm's text of the chapter."""
        menu = QMenu(self)
        fetch = menu.addAction(tr("Write the firm’s text here, with its fields"))
        fetch.setEnabled(self._texts.firm_text(self._chapter) is not None)
        fetch.triggered.connect(self._use_firm_text)
        keep = menu.addAction(tr("Keep it as the firm’s text …"))
        keep.setEnabled(bool(self.editor.toPlainText().strip()))
        keep.triggered.connect(self.firm_text_kept)
        menu.addAction(tr("See and edit the firm’s texts …")).triggered.connect(
            self.firm_texts_requested
        )
        return menu

    def _offer_firm(self) -> None:
        menu = self.firm_menu()
        first = next(action for action in menu.actions() if action.isEnabled())
        menu.setActiveAction(first)
        menu.popup(self.firm_button.mapToGlobal(self.firm_button.rect().bottomLeft()))
        menu.aboutToHide.connect(menu.deleteLater)

    def _use_firm_text(self) -> None:
        self._texts.use_firm_text(self._chapter)
        self.editor.setFocus()

    def _offer_fields(self) -> None:
        if self._session.refuses_change():
            return
        menu = self.field_menu()
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.editor.mapToGlobal(self.editor.cursorRect().bottomLeft()))
        menu.aboutToHide.connect(menu.deleteLater)

    def _write_field(self, field: str) -> None:
        self.editor.insertPlainText(field)
        self.editor.setFocus()

    def _return_to_draft(self) -> None:
        self._texts.return_to_draft(self._chapter)
        self.editor.setFocus()
