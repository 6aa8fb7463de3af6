"""Actions with keys; the key sheet (F1) lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument

Slot: TypeAlias = Callable[[], object]

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
"""The keys work wherever the focus is on the owner."""
ON_IT = Qt.ShortcutContext.WidgetShortcut
"""The keys work only while the owner itself has the focus."""

AREAS_WITH_KEYS = 9

KEY_GROUP = "key_group"
"""The property of an action with the heading under which F1's sheet lists it."""


def add_action(
    owner: QWidget,
    text: str,
    keys: Sequence[str],
    slot: Slot,
    context: Qt.ShortcutContext = WITHIN,
) -> QAction:
    """Give a widget an action; each of `keys` ("Ctrl+G") calls `slot`."""
    action = QAction(text, owner)
    action.setShortcuts([QKeySequence(key) for key in keys])
    add_actions(owner, {action: slot}, context)
    return action


def add_actions(
    owner: QWidget, slots: Mapping[QAction, Slot], context: Qt.ShortcutContext = WITHIN
) -> None:
    """Give a widget the actions of its form, and what each calls."""
    for action, slot in slots.items():
        action.setShortcutContext(context)
        action.setShortcuts(_with_keypad(action.shortcuts()))
        action.triggered.connect(without_argument(slot))
        owner.addAction(action)


def group_keys(heading: str, actions: Iterable[QAction]) -> None:
    """Set the heading under which the key sheet (F1) lists some actions."""
    for action in actions:
        action.setProperty(KEY_GROUP, heading)


def add_area_keys(page: QWidget, instrument: Instrument, show: Callable[[str], object]) -> None:
    """Add the keys Alt+1 to Alt+9, which call `show` with the code of the area of that number."""
    for area in instrument.areas[:AREAS_WITH_KEYS]:
        shortcut = QShortcut(QKeySequence(f"Alt+{area.number}"), page, context=WITHIN)
        shortcut.activated.connect(partial(show, area.code))


def area_key_help(instrument: Instrument) -> tuple[str, str]:
    """Return the keys of `add_area_keys` with their description, for the key sheet (F1)."""
    last = instrument.areas[:AREAS_WITH_KEYS][-1].number
    return f"Alt 1–{last}", tr("Go to area 1–{0}").format(last)


def _with_keypad(keys: Sequence[QKeySequence]) -> list[QKeySequence]:
    """Return keys with the other Enter of the keyboard beside each Enter."""
    names = [key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys]
    more = [f"{name.removesuffix('Return')}Enter" for name in names if name.endswith("Return")]
    return [QKeySequence(name) for name in dict.fromkeys([*names, *more])]


def without_argument(slot: Slot) -> Callable[..., object]:
    """Return `slot` for a signal with an argument for whether a button or action is checked."""
    return lambda _checked=False: slot()
