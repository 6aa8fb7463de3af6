"""The dialogs for anonymising an assessment and for permanent deletion, with explanations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.backups.second_place import (
    chosen_place,
    connected_place,
    second_place_of,
)
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.masked_names import masked_for_anonymising
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.privacy.copies import (
    ErasureResult,
    Step,
    erase_everywhere,
    finish_erasures,
)
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy


class ErasureDialog(WorkingDialog):
    """Asks, has it done in the library and every copy it keeps, and says how it went.

    `step` returns what is done to the library and to each copy of it, when it begins;
    `done` says that it has been done.
    """

    erased = Signal()
    """It has been done in the library; comes when the dialog is closed."""

    heading_label: QLabel
    goes_label: QLabel
    notes_panel: QWidget
    delete_notes_button: QRadioButton
    keep_notes_button: QRadioButton
    stays_label: QLabel
    understood_box: QCheckBox
    progress: QProgressBar
    cancel_button: QPushButton
    erase_button: QPushButton
    close_button: QPushButton

    def __init__(
        self, library: Library, step: Callable[[], Step], done: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("preparation/erasure_dialog", parent)
        self._library = library
        self._step = step
        self._done = done
        self._is_erased = False
        for later in (self.progress, self.notice_label, self.close_button):
            later.hide()
        self.erase_button.setEnabled(False)
        self.understood_box.toggled.connect(self.erase_button.setEnabled)
        self.cancel_button.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.accept)
        self.erase_button.clicked.connect(self._begin)

    def reject(self) -> None:
        """Close, unless something is being written."""
        # Completed steps remain, however the dialog is closed.
        if self._is_erased and not self.is_at_work:
            self.accept()
        else:
            super().reject()

    def enable(self) -> None:
        """Offer nothing while it works, and then to close or to try again."""
        for part in (self.erase_button, self.cancel_button, self.understood_box):
            part.setEnabled(not self.is_at_work)
        # The choice for the notes cannot be changed once the job has begun.
        self.notes_panel.setEnabled(False)
        self.close_button.setVisible(self._is_erased and not self.is_at_work)
        self.progress.setVisible(self.is_at_work)

    def fail(self, error: StorageError) -> None:
        """Show an error; completed steps remain, and the job can be continued."""
        super().fail(error)
        self.notice_label.show()

    def _begin(self) -> None:
        self.progress.setValue(0)
        library, place = self._library, second_place_of(self._library.device)
        if self._is_erased:
            job = partial(finish_erasures, library, place, self._tell_share)
        else:
            job = partial(erase_everywhere, library, self._step(), self._tell_share, place)
        self.work("", job, self._show_outcome)

    def _tell_share(self, share: float) -> None:
        self.noticed_work.post(lambda: self.progress.setValue(round(100 * share)))

    def _show_outcome(self, done: ErasureResult) -> None:
        if not self._is_erased:
            self._is_erased = True
            self.accepted.connect(self.erased)
        self.enable()
        is_left = bool(done.left or done.traces)
        for part in (self.cancel_button, self.understood_box):
            part.hide()
        self.erase_button.setText(tr("Try again"))
        self.erase_button.setVisible(is_left)
        self.close_button.setFocus()
        self.say(self._outcome(done), "error" if is_left else "")
        self.notice_label.show()

    def _outcome(self, done: ErasureResult) -> str:
        sentences = [self._done]
        if done.rewritten:
            copies = ntr(
                "The same is done in {0} copy.", "The same is done in {0} copies.", done.rewritten
            )
            sentences.append(copies.format(done.rewritten))
        if done.left:
            left = tr(
                "These copies cannot be read or written now and are not changed. Kompass tries "
                "again each time the library is opened; delete them yourself if they are "
                "damaged:"
            )
            sentences.append("\n".join([left, *(str(path) for path in done.left)]))
        if done.traces:
            sentences.append(done.traces)
        place = chosen_place(self._library.device)
        if place is not None and connected_place(self._library.device) is None:
            absent = tr(
                "{0} is not connected. The copies there are changed when it is connected again."
            )
            sentences.append(absent.format(place))
        return "\n\n".join(sentences)


class AnonymiseDialog(ErasureDialog):
    """Takes the informants out of one assessment."""

    def __init__(
        self, library: Library, assessment: Assessment, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            library, self._anonymising, tr("{0} is anonymised.").format(assessment.title), parent
        )
        self._assessment = assessment
        self.setWindowTitle(tr("Anonymise"))
        self.heading_label.setText(tr("Anonymise {0}").format(assessment.title))
        self.erase_button.setText(tr("Anonymise"))
        self.goes_label.setText(
            _what_goes(
                len(assessment.interviews_in_order()),
                sum(bool(each.note) for each in assessment.attachments.values()),
                len(assessment.notes),
            )
        )
        self.stays_label.setText(
            tr(
                "Points, findings, report texts and the team stay. Names and codes in them are "
                "replaced, also first names and surnames alone. You must look yourself for "
                "nicknames and for names that are ordinary words or places; these are listed "
                "afterwards. Files that you have exported or given to others are not changed. "
                "An SSD can hold old traces that no program can reach."
            )
        )

    def _anonymising(self) -> Step:
        is_kept = self.keep_notes_button.isChecked()
        fate = NotesFate.KEPT if is_kept else NotesFate.DELETED
        kept = self._assessment.notes.values() if is_kept else ()
        told = str(masked_for_anonymising(self._assessment, kept))
        self._done = sentences(tr("{0} is anonymised.").format(self._assessment.title), told)
        assessment = self._assessment.id
        return lambda library: LibraryPrivacy(library).anonymise(assessment, fate)


def _what_goes(informants: int, files: int, notes: int) -> str:
    """Return a text on what anonymising removes, and on the number of notes to decide on.

    `files` is the number of files attached to notes.
    """
    named = ntr(
        "The names and codes of {0} informant go, and the group takes their place.",
        "The names and codes of {0} informants go, and the group takes their place.",
        informants,
    )
    times = tr(
        "Agreed and actual times go. Earlier versions of the texts go. This holds for the "
        "measurement, the history, the search and the backups on this computer."
    )
    attached = ntr("{0} photo or file at a note goes.", "{0} photos and files at notes go.", files)
    kept = ntr("The measurement has {0} note:", "The measurement has {0} notes:", notes)
    gone = [attached.format(files)] if files else []
    return " ".join((named.format(informants), times, *gone, kept.format(notes)))


class EraseDialog(ErasureDialog):
    """Deletes assessments permanently."""

    def __init__(
        self, library: Library, assessments: Sequence[Particulars], parent: QWidget | None = None
    ) -> None:
        titles = ", ".join(f"{each.municipality} {each.year}" for each in assessments)
        identities = [each.id for each in assessments]
        super().__init__(
            library,
            lambda: lambda copy: LibraryPrivacy(copy).erase(identities),
            tr("{0} is deleted for good.").format(titles),
            parent,
        )
        self.setWindowTitle(tr("Delete for good"))
        self.heading_label.setText(tr("Delete {0} for good").format(titles))
        self.erase_button.setText(tr("Delete for good"))
        self.notes_panel.hide()
        self.goes_label.setText(
            tr(
                "Everything goes: interviews, notes, ratings, points, findings and report "
                "texts. So do the history, the search and the backups on this computer."
            )
        )
        self.stays_label.setText(
            tr(
                "Reports and files that you have exported or given to others are not changed. "
                "An SSD can hold old traces that no program can reach."
            )
        )
