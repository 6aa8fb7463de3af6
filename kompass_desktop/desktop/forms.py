"""Loads Qt Designer forms at run time straight into the page that they describe.

A page names the children that its code uses as class annotations; a form that lacks one,
or has it as another type, is refused when the page is made and not when it is used.
"""

from __future__ import annotations

from importlib import import_module
from inspect import isclass
from pathlib import Path
from typing import get_type_hints
from xml.etree import ElementTree as ET

from PySide6.QtCore import QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from kompass_desktop.assets import ui_folder


class FormError(Exception):
    """A form and the page that loads it do not fit together: a fault of the program."""


def load_form(page: QWidget, name: str) -> None:
    """Fill `page` with the form `ui/NAME.ui`, as "interview/interview_page", and bind its children.

    The form's top-level widget becomes `page` itself, with no layer between. Each class
    annotation of `page` whose type is a Qt object, and whose name has no leading
    underscore, is set to the form's child of that name::

        class InterviewPage(QWidget):
            next_button: QPushButton
            radar: RadarChart

            def __init__(self, parent: QWidget | None = None) -> None:
                super().__init__(parent)
                load_form(self, "interview/interview_page")

    A class that Qt does not know is taken from the annotations, else from the module that
    the form's promotion names as its header; it is made with its parent as the only argument.

    Raises FormError if the form cannot be read, its top-level widget is no base of
    `page`, or a child is missing or of another type.
    """
    wanted = _wanted_children(type(page))
    path = ui_folder() / f"{name}.ui"
    loader = _Loader(page, path, wanted)
    try:
        loaded = loader.load(str(path))
    except RuntimeError as error:
        raise FormError(f"{path} cannot be read as a form: {error}.") from error
    if loader.fault is not None:
        raise loader.fault
    if loaded is not page:
        top, page_class = type(loaded).__name__, type(page).__name__
        raise FormError(f"{path.name} is a {top}; {page_class} is not.")
    for child, kind in wanted.items():
        setattr(page, child, loader.child(child, kind))


def _wanted_children(page_class: type[QWidget]) -> dict[str, type[QObject]]:
    hints = get_type_hints(page_class)
    return {
        name: kind
        for name, kind in hints.items()
        if not name.startswith("_") and isclass(kind) and issubclass(kind, QObject)
    }


class _Loader(QUiLoader):
    """Uses the page itself as the form's top-level widget."""

    def __init__(self, page: QWidget, form: Path, wanted: dict[str, type[QObject]]) -> None:
        super().__init__()
        self._page = page
        self._form = form
        self._promoted = {kind.__name__: kind for kind in wanted.values()}
        self._known = frozenset((*self.availableWidgets(), "Line"))
        self._made: dict[str, QWidget] = {}
        # Raised after Qt's code has returned: an exception cannot pass through it.
        self.fault: FormError | None = None

    def createWidget(
        self, class_name: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        if not self._made and self._page.inherits(class_name):
            widget = self._page
        elif class_name in self._known:
            widget = super().createWidget(class_name, parent, name)
        else:
            widget = self._promoted_widget(class_name, parent)
            widget.setObjectName(name)
        self._made[name] = widget
        return widget

    def child(self, name: str, kind: type[QObject]) -> QObject:
        """Return the child called `name`; raise FormError unless it is a `kind`."""
        found = self._made.get(name) or self._page.findChild(QObject, name)
        if found is None:
            raise FormError(f"{self._form.name} has no {kind.__name__} called {name}.")
        if not isinstance(found, kind):
            actual = type(found).__name__
            raise FormError(f"{self._form.name}: {name} is a {actual}, not a {kind.__name__}.")
        return found

    def _promoted_widget(self, class_name: str, parent: QWidget | None) -> QWidget:
        kind = self._promoted.get(class_name) or _promoted_class(self._form, class_name)
        if kind is None or not issubclass(kind, QWidget):
            self.fault = FormError(f"{self._form.name}: no widget class is called {class_name}.")
            return QWidget(parent)
        return kind(parent)


def _promoted_class(form: Path, class_name: str) -> type[QObject] | None:
    """Return the class that a form promotes a widget to, from the module in its header."""
    # The form is a file of the program, not one that a user chose.
    for promotion in ET.parse(form).iter("customwidget"):  # noqa: S314
        if promotion.findtext("class") == class_name:
            module_path = promotion.findtext("header", "")
            try:
                module = import_module(module_path)
            except ModuleNotFoundError as error:
                if error.name != module_path:
                    raise
                return None
            kind: type[QObject] | None = getattr(module, class_name, None)
            return kind
    return None
