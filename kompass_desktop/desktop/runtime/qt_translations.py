"""Qt's own words in bokmål: its menus, boxes and file dialog, for which it has no translation."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_BOXES = {
    "OK": "OK",
    "Save": "Lagre",
    "Save All": "Lagre alle",
    "Open": "Åpne",
    "&Yes": "&Ja",
    "Yes to &All": "Ja til &alle",
    "&No": "&Nei",
    "N&o to All": "N&ei til alle",
    "Abort": "Avbryt",
    "Retry": "Prøv igjen",
    "Ignore": "Overse",
    "Close": "Lukk",
    "Cancel": "Avbryt",
    "Discard": "Forkast",
    "Help": "Hjelp",
    "Apply": "Bruk",
    "Reset": "Tilbakestill",
}
_EDITING = {
    "&Undo": "&Angre",
    "&Redo": "&Gjør om",
    "Cu&t": "Klipp &ut",
    "&Copy": "&Kopier",
    "Copy &Link Location": "Kopier &lenkeadressen",
    "&Paste": "&Lim inn",
    "Delete": "Slett",
    "Select All": "Merk alt",
}
_FILES = {
    "&Look in:": "&Mappe:",
    "File &name:": "Fil&navn:",
    "Files of &type:": "Fil&type:",
    "&Open": "&Åpne",
    "&Save": "&Lagre",
    "&Choose": "&Velg",
    "Cancel": "Avbryt",
    "Back": "Tilbake",
    "Forward": "Fram",
    "Parent Directory": "Mappen over",
    "Create New Folder": "Ny mappe",
    "Create a New Folder": "Lag en ny mappe",
    "&New Folder": "&Ny mappe",
    "New Folder": "Ny mappe",
    "List View": "Liste",
    "Detail View": "Detaljer",
    "Go back": "Gå tilbake",
    "Go forward": "Gå fram",
    "Go to the parent directory": "Gå til mappen over",
    "Change to list view mode": "Vis som liste",
    "Change to detail view mode": "Vis med detaljer",
    "All Files (*)": "Alle filer (*)",
    "Directory:": "Mappe:",
    "Folder": "Mappe",
    "File": "Fil",
    "%1 File": "%1-fil",
    "File Folder": "Mappe",
    "Drive": "Disk",
    "Recent Places": "Sist brukte steder",
    "Show &hidden files": "Vis &skjulte filer",
    "&Rename": "&Gi nytt navn",
    "&Delete": "&Slett",
    "Computer": "Datamaskin",
    "My Computer": "Datamaskin",
    "Name": "Navn",
    "Size": "Størrelse",
    "Type": "Type",
    "Kind": "Type",
    "Date Modified": "Endret",
    "%1 bytes": "%1 byte",
    "%1 already exists.\nDo you want to replace it?": "%1 finnes allerede.\nVil du erstatte filen?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nFilen finnes ikke.\nSe etter at navnet er riktig."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nMappen finnes ikke.\nSe etter at navnet er riktig."
    ),
}
_WORDS = {
    "QPlatformTheme": _BOXES,
    "QDialogButtonBox": _BOXES,
    "QMessageBox": {
        "OK": "OK",
        "Show Details...": "Vis detaljer …",
        "Hide Details...": "Skjul detaljer",
    },
    "QLineEdit": _EDITING,
    "QWidgetTextControl": _EDITING,
    "QAbstractSpinBox": {
        "&Select All": "&Merk alt",
        "&Step up": "Ett &opp",
        "Step &down": "Ett &ned",
    },
    "QScrollBar": {
        "Scroll here": "Rull hit",
        "Top": "Øverst",
        "Bottom": "Nederst",
        "Left edge": "Venstre kant",
        "Right edge": "Høyre kant",
        "Page up": "Én side opp",
        "Page down": "Én side ned",
        "Page left": "Én side til venstre",
        "Page right": "Én side til høyre",
        "Scroll up": "Rull opp",
        "Scroll down": "Rull ned",
        "Scroll left": "Rull til venstre",
        "Scroll right": "Rull til høyre",
    },
    "QFileDialog": _FILES,
    "QFileSystemModel": _FILES,
    "QFileDevice": _FILES,
    "QAbstractFileIconProvider": _FILES,
}


class QtTranslations(QTranslator):
    """Translates what Qt says of itself, by context; the program's own words are bokmål."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        _disambiguation: str | None = None,
        _n: int = -1,
    ) -> str | None:
        # None lets the source text stand; an empty text would be taken for a translation.
        return _WORDS.get(context, {}).get(source_text)
