"""The text of one chapter of the report, with whether it is a draft, and how to write it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.report.chapter_editor import ChapterEditor
from kompass_desktop.desktop.report.recommendation_panel import RecommendationPanel
from kompass_desktop.desktop.report.texts import ChapterTexts
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import Language, tr
from kompass_desktop.report.chapters.texts import ChapterKey, area_chapter

_WITH_ALL = (ChapterKey.SUMMARY, ChapterKey.CLOSING)
"""The chapters with all recommendations; those of areas have their own."""
_ONLY_TEXT = (ChapterKey.FOREWORD, ChapterKey.ABOUT, ChapterKey.CLOSING)


class ReportTextPane(QWidget):
    """Shows the chapter that it is given; nothing before `set_session` and `show_chapter`."""

    chapter_title: ElidedLabel
    state_pill: QLabel
    editor: ChapterEditor
    note_label: QLabel
    draft_button: KeyButton
    draft_action: QAction
    recommendation_panel: RecommendationPanel

    typed = Signal()
    """A person has changed the text."""

    _texts: ChapterTexts

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter = ""
        load_form(self, "report/report_text_pane")
        self.draft_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.draft_action.triggered.connect(self._return_to_draft)
        self.draft_button.clicked.connect(self.draft_action.trigger)

    def set_session(self, session: Session, language: Language, page: QWidget) -> None:
        """Show the texts of this assessment, with drafts in the report's language.

        The keys for recommendations work wherever the focus is in `page`.
        """
        self._texts = ChapterTexts(session, language, self)
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
        panel.setVisible(chapter in self._areas or chapter in _WITH_ALL)
        self._show_state()

    def set_language(self, language: Language) -> None:
        """Set the language of the drafts."""
        self._texts.set_language(language)

    def draft_anew(self) -> None:
        """Bring the draft up to date with the numbers."""
        self._texts.refresh(self._chapter)

    def _show_state(self) -> None:
        is_draft = self._texts.is_draft(self._chapter)
        self.editor.set_draft(is_draft)
        self.state_pill.setText(
            tr("Draft – updated automatically") if is_draft else tr("Written by the team")
        )
        self.draft_action.setEnabled(not is_draft)
        self.draft_button.setEnabled(not is_draft)
        self._show_note()

    def _show_note(self) -> None:
        is_empty = not self.editor.toPlainText().strip()
        self.note_label.setText(self._empty_note if is_empty else self._usual_note)

    @property
    def _usual_note(self) -> str:
        """What the report itself adds to the text of the chapter."""
        if self._chapter in _ONLY_TEXT:
            return ""
        if self._chapter == ChapterKey.METHOD:
            return tr("The tables of groups and levels are inserted automatically.")
        if self._chapter == ChapterKey.SUMMARY:
            return tr("The total, the profile and five recommendations are inserted automatically.")
        if self._chapter == ChapterKey.RESULTS:
            return tr("Figures and tables are inserted automatically.")
        return tr("The table of points, findings and figures are inserted automatically.")

    @property
    def _empty_note(self) -> str:
        if self._chapter in (*_ONLY_TEXT, ChapterKey.SUMMARY):
            return tr("Without a text, the chapter is left out of the report.")
        return tr("Without a text, the chapter has only figures and tables.")

    def _return_to_draft(self) -> None:
        self._texts.return_to_draft(self._chapter)
        self.editor.setFocus()
