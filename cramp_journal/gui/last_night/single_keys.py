"""Single letters and digits that answer: each acts only by itself, since a word is meant for a field.

A person may look for each letter of a word for seconds. A letter that has acted is therefore taken back when another
letter follows it that answers nothing.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal import clock
from cramp_journal.i18n import _

Back = Callable[[], object]  # takes back what a key did
Act = Callable[[], "Back | None"]

_BEFORE, _AFTER = 5.0, 400  # seconds before and milliseconds after a letter without another letter
_FOLLOWS = 5.0  # seconds after an answer in which a letter makes it the beginning of a word, and "0" makes 1 a 10
_NOT_MEANT = (
    *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape),
)
NO_KEYS = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown),
)
_DEAD = range(0x01001250, 0x01001300)  # dead keys, which only add an accent to the next letter
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_LONG_AGO = float("-inf")


def _is_command(event: QKeyEvent) -> bool:
    """Return whether a key is pressed with one that makes a command of it: X11 says "," of Ctrl+Comma all the same.

    Ctrl with Alt is how Windows reports AltGr, which writes letters.
    """
    held = event.modifiers() & _HELD
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return held not in (Qt.KeyboardModifier.NoModifier, altgr)


class SingleKeys(QObject):
    """Delays what a letter would do until it is known to be a single one.

    The same letter again counts as the same press made twice; auto-repeat of a held key does not count as a press.
    """

    unheard = Signal()  # a letter that would have answered, or has, was taken as part of a word

    def __init__(self, page: QWidget, *, on: bool) -> None:
        """Accept letters as answers, or none of them."""
        super().__init__(page)
        self._page, self.on = page, on
        self._act: Act | None = None
        self._number: Callable[[int], Back | None] | None = None
        self._down: tuple[int, str] | None = None
        self._answers = {"d"}  # letters that answer; D does so in the list of unrecorded nights
        self._letter = ""
        self._at = self._other_at = self._word_at = _LONG_AGO
        self._waiting = self._digit = ""  # the digit that waits until it is known to be a single one, and the last one
        self._done: list[Back] = []  # how the last answers are taken back
        self._acted_at = _LONG_AGO
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.finish)

    def bind(self, button: QPushButton, key: str, act: Act) -> None:
        """Make a letter do what the button does, wherever the focus is while the page is visible."""
        if not self.on:
            return
        button.setToolTip(_("Key: {key}").format(key=key))
        self._answers.add(key.casefold())
        shortcut = QShortcut(QKeySequence(key), self._page, context=Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(self.offer, act))

    def bind_numbers(self, act: "Callable[[int], Back | None]") -> None:
        """Make digits answer with a number from 0 to 10."""
        self._number = act

    def note(self, event: QKeyEvent, *, typing: bool) -> None:
        """Note a pressed key, once, however often Qt reports it; `typing` means that a field or a dialog took it."""
        press = event.key(), event.text()
        if event.isAutoRepeat() or press == self._down or event.key() in NO_KEYS:
            return
        self._down = press
        text = "" if _is_command(event) else event.text()
        if (text.isprintable() and text.strip()) or event.key() in _DEAD:
            digit = str(int(text)) if text.isdecimal() and len(text) == 1 and not event.modifiers() & _HELD else ""
            if digit == "0" and self._waiting == "1" and self._act is not None and not typing:  # the 0 of 10
                self._offer_number("10")
                return
            self._note_letter(text.casefold(), typing=typing)
            if digit and not typing:
                soon = clock.seconds() - self._acted_at < _FOLLOWS
                self._offer_number("10" if digit == "0" and self._digit == "1" and soon else digit)
        elif typing or event.key() not in _NOT_MEANT:
            self.finish()
            self._done.clear()
            self._word_at = _LONG_AGO
        else:
            if event.key() == Qt.Key.Key_Space and self.in_word():  # the word continues
                self._letter, self._at, self._word_at = "", clock.seconds(), clock.seconds()
            self._drop()

    def note_release(self) -> None:
        """Note that a key was released: the next press is a new one."""
        self._down = None

    def note_mouse(self) -> None:
        """Note a press of the mouse: whoever typed a word has stopped."""
        self.finish()
        self.forget()
        self._done.clear()

    def forget(self) -> None:
        """Forget what was typed: the next letter starts again."""
        self._letter = self._waiting = self._digit = ""
        self._at = self._other_at = self._word_at = _LONG_AGO

    def in_word(self) -> bool:
        """Return whether somebody seems to be typing a word: then a space presses no button."""
        return clock.seconds() - self._word_at < _BEFORE

    def offer(self, act: Act, *, alone: bool = False) -> None:
        """Do something once the pressed letter is known to be a single one.

        `act` returns how to take it back. `alone` means that earlier answers stay if this one is taken back.
        """
        if not self.on:
            return
        if clock.seconds() - self._other_at < _BEFORE:
            self.unheard.emit()
            return
        self._act = partial(self._do, act, alone=alone)
        self._timer.start()

    def finish(self) -> None:
        """Do the waiting action now: something that belongs to no word was pressed, or the time is up."""
        self._timer.stop()
        act, self._act = self._act, None
        if act is not None:
            self.forget()  # the answer is complete: the next letter is a new one
            act()

    # ---------------------------------------------------------------- inside
    def _do(self, act: Act, *, alone: bool) -> None:
        if alone or clock.seconds() - self._acted_at >= _FOLLOWS:
            self._done.clear()
        self._acted_at = clock.seconds()
        back = act()
        if back is not None:
            self._done.append(back)

    def _offer_number(self, number: str) -> None:
        if self._number is not None:
            self._waiting = number
            self.offer(partial(self._take_number, number))

    def _take_number(self, number: str) -> Back | None:
        self._digit = number
        return self._number(int(number)) if self._number is not None else None

    def _note_letter(self, letter: str, *, typing: bool) -> None:
        now = clock.seconds()
        if typing:
            self.finish()
            self._done.clear()
        elif letter != self._letter:
            self._drop()
            if letter not in self._answers and not letter.isdecimal() and now - self._acted_at < _FOLLOWS:
                self._take_back()
        if letter != self._letter:
            self._letter, self._other_at = letter, self._at
        self._at = now
        if not typing:
            self._word_at = now

    def _take_back(self) -> None:
        done, self._done = self._done, []
        for back in reversed(done):
            back()
        if done:
            self.unheard.emit()

    def _drop(self) -> None:
        if self._act is not None:
            self._act = None
            self._timer.stop()
            self.unheard.emit()
