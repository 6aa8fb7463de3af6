"""Translates the texts of forms and of Qt itself, from the program's catalogues.

Qt has no Norwegian texts for its menus, boxes and file dialog. They are in our catalogues under
the context "Qt", since the same English word can have another meaning in a form.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from kompass_desktop.i18n import pmark, ptr, tr

_CLASSES_OF_QT = frozenset(
    {
        "QPlatformTheme",
        "QDialogButtonBox",
        "QMessageBox",
        "QLineEdit",
        "QWidgetTextControl",
        "QAbstractSpinBox",
        "QScrollBar",
        "QFileDialog",
        "QFileSystemModel",
        "QFileDevice",
        "QAbstractFileIconProvider",
    }
)
"""The contexts that Qt gives its own texts; a form's context is its class."""


class QtTranslations(QTranslator):
    """Translates forms and Qt's own texts into the language in use."""

    def isEmpty(self) -> bool:
        """Return False: Qt does not ask a translator that is empty."""
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        _disambiguation: str | None = None,
        _n: int = -1,
    ) -> str | None:
        """Return a text of Qt's or a form's in the language in use, or None to leave it."""
        translated = ptr("Qt", source_text) if context in _CLASSES_OF_QT else tr(source_text)
        # None leaves the source text; an empty text would be taken for a translation.
        return None if translated == source_text else translated


TEXTS_OF_QT = (
    pmark("Qt", "OK"),
    pmark("Qt", "Save"),
    pmark("Qt", "Save All"),
    pmark("Qt", "Open"),
    pmark("Qt", "&Yes"),
    pmark("Qt", "Yes to &All"),
    pmark("Qt", "&No"),
    pmark("Qt", "N&o to All"),
    pmark("Qt", "Abort"),
    pmark("Qt", "Retry"),
    pmark("Qt", "Ignore"),
    pmark("Qt", "Close"),
    pmark("Qt", "Cancel"),
    pmark("Qt", "Discard"),
    pmark("Qt", "Help"),
    pmark("Qt", "Apply"),
    pmark("Qt", "Reset"),
    pmark("Qt", "Show Details..."),
    pmark("Qt", "Hide Details..."),
    pmark("Qt", "&Undo"),
    pmark("Qt", "&Redo"),
    pmark("Qt", "Cu&t"),
    pmark("Qt", "&Copy"),
    pmark("Qt", "Copy &Link Location"),
    pmark("Qt", "&Paste"),
    pmark("Qt", "Delete"),
    pmark("Qt", "Select All"),
    pmark("Qt", "&Select All"),
    pmark("Qt", "&Step up"),
    pmark("Qt", "Step &down"),
    pmark("Qt", "Scroll here"),
    pmark("Qt", "Top"),
    pmark("Qt", "Bottom"),
    pmark("Qt", "Left edge"),
    pmark("Qt", "Right edge"),
    pmark("Qt", "Page up"),
    pmark("Qt", "Page down"),
    pmark("Qt", "Page left"),
    pmark("Qt", "Page right"),
    pmark("Qt", "Scroll up"),
    pmark("Qt", "Scroll down"),
    pmark("Qt", "Scroll left"),
    pmark("Qt", "Scroll right"),
    pmark("Qt", "&Look in:"),
    pmark("Qt", "File &name:"),
    pmark("Qt", "Files of &type:"),
    pmark("Qt", "&Open"),
    pmark("Qt", "&Save"),
    pmark("Qt", "&Choose"),
    pmark("Qt", "Back"),
    pmark("Qt", "Forward"),
    pmark("Qt", "Parent Directory"),
    pmark("Qt", "Create New Folder"),
    pmark("Qt", "Create a New Folder"),
    pmark("Qt", "&New Folder"),
    pmark("Qt", "New Folder"),
    pmark("Qt", "List View"),
    pmark("Qt", "Detail View"),
    pmark("Qt", "Go back"),
    pmark("Qt", "Go forward"),
    pmark("Qt", "Go to the parent directory"),
    pmark("Qt", "Change to list view mode"),
    pmark("Qt", "Change to detail view mode"),
    pmark("Qt", "All Files (*)"),
    pmark("Qt", "Directory:"),
    pmark("Qt", "Folder"),
    pmark("Qt", "File"),
    pmark("Qt", "%1 File"),
    pmark("Qt", "File Folder"),
    pmark("Qt", "Drive"),
    pmark("Qt", "Recent Places"),
    pmark("Qt", "Show &hidden files"),
    pmark("Qt", "&Rename"),
    pmark("Qt", "&Delete"),
    pmark("Qt", "Computer"),
    pmark("Qt", "My Computer"),
    pmark("Qt", "Name"),
    pmark("Qt", "Size"),
    pmark("Qt", "Type"),
    pmark("Qt", "Kind"),
    pmark("Qt", "Date Modified"),
    pmark("Qt", "%1 bytes"),
    pmark("Qt", "%1 already exists.\nDo you want to replace it?"),
    pmark("Qt", "%1\nFile not found.\nPlease verify the correct file name was given."),
    pmark("Qt", "%1\nDirectory not found.\nPlease verify the correct directory name was given."),
)
"""Collected for the catalogues; Qt itself asks for them."""
