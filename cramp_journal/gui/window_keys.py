"""The keys of the window, on every keyboard."""

import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_COMMA = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Comma)  # as text, a comma would separate two keys
# Where the digits 1 to 9 lie: by scan code under Linux (evdev + 8) and Windows, by virtual key under macOS.
_PLACES: dict[str, tuple[int, ...]] = {
    "linux": tuple(range(10, 19)),
    "win32": tuple(range(2, 11)),
    "darwin": (0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19),
}


def bind_keys(owner: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
    """Make keys act while their owner is visible; several keys of one act are separated by a blank.

    “Ctrl+1” to “Ctrl+9” also act by their place on keyboards that write digits with Shift, such as the French one.
    """
    digits: dict[int, Callable[[], object]] = {}
    for names, act in acts.items():
        for name in names.split(" "):
            sequence = _COMMA if name == "Ctrl+," else QKeySequence(name)
            QShortcut(sequence, owner).activated.connect(act)
            if name.removeprefix("Ctrl+").isdecimal() and name != "Ctrl+0":
                digits[int(name.removeprefix("Ctrl+"))] = act
    if digits:
        owner.window().installEventFilter(_DigitRow(owner, digits))


class _DigitRow(QObject):
    """Takes Ctrl with a key of the row of digits that types something else: what no field takes arrives here."""

    def __init__(self, owner: QWidget, acts: Mapping[int, Callable[[], object]]) -> None:
        super().__init__(owner)
        self._owner, self._acts = owner, acts

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        act = self._acts.get(_digit(event))
        if act is None or not self._owner.isVisible():
            return False
        if event.type() == QEvent.Type.KeyPress:
            act()
        event.accept()  # otherwise Ctrl+−, which a French keyboard has at 6, makes the text smaller
        return True


def _digit(event: QKeyEvent) -> int:
    """Return the digit of a key that is pressed with Ctrl alone and types no digit; 0 if it is another key."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier or Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return 0
    place = event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode()
    places = _PLACES.get(sys.platform, _PLACES["linux"])
    return places.index(place) + 1 if place in places else 0
