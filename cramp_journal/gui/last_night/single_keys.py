"""Single letters that answer: a letter acts only by itself, since a word is meant for a field."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from cramp_journal import clock
from cramp_journal.i18n import _

_BEFORE, _AFTER = 1.0, 400  # seconds before and milliseconds after a letter without another letter
_NOT_MEANT = (
    *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape),
)
NO_KEYS = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown),
)
_DEAD = range(0x01001250, 0x01001300)  # dead keys, which only add an accent to the next letter


class SingleKeys(QObject):
    """Delays what a letter would do until it is known to be a single one.

    The same letter again counts as the same press made twice; auto-repeat of a held key does not count as a press.
    """

    unheard = Signal()  # a letter that would have answered was taken as part of a word

    def __init__(self, page: QWidget, *, on: bool) -> None:
        """Accept letters as answers, or none of them."""
        super().__init__(page)
        self._page, self.on = page, on
        self._act: Callable[[], object] | None = None
        self._down: tuple[int, str] | None = None
        self._letter = ""
        self._at = self._other_at = self._word_at = float("-inf")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.finish)

    def bind(self, button: QPushButton, key: str, act: Callable[[], object]) -> None:
        """Make a letter do on the page what the button does."""
        if not self.on:
            return
        button.setToolTip(_("Key: {key}").format(key=key))
        shortcut = QShortcut(QKeySequence(key), self._page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(self.offer, act))

    def note(self, event: QKeyEvent, *, typing: bool) -> None:
        """Note a pressed key, once, however often Qt reports it; `typing` means that it went into a field."""
        press = event.key(), event.text()
        if event.isAutoRepeat() or press == self._down or event.key() in NO_KEYS:
            return
        self._down = press
        text = event.text()
        if (text.isprintable() and text.strip()) or event.key() in _DEAD:
            self._note_letter(text.casefold(), typing=typing)
        elif typing or event.key() not in _NOT_MEANT:
            self.finish()
        else:
            if event.key() == Qt.Key.Key_Space and self.in_word():  # the word continues
                self._letter, self._at, self._word_at = "", clock.seconds(), clock.seconds()
            self._drop()

    def note_release(self) -> None:
        """Note that a key was released: the next press is a new one."""
        self._down = None

    def forget(self) -> None:
        """Forget what was typed: the next letter starts again."""
        self._letter = ""
        self._at = self._other_at = self._word_at = float("-inf")

    def in_word(self) -> bool:
        """Return whether somebody seems to be typing a word: then a space presses no button."""
        return clock.seconds() - self._word_at < _BEFORE

    def offer(self, act: Callable[[], object]) -> None:
        """Do something once the pressed letter is known to be a single one."""
        if not self.on:
            return
        if clock.seconds() - self._other_at < _BEFORE:
            self.unheard.emit()
            return
        self._act = act
        self._timer.start()

    def finish(self) -> None:
        """Do the waiting action now: something that belongs to no word was pressed, or the time is up."""
        self._timer.stop()
        act, self._act = self._act, None
        if act is not None:
            self.forget()  # the answer is complete: the next letter is a new one
            act()

    def _note_letter(self, letter: str, *, typing: bool) -> None:
        now = clock.seconds()
        if typing:
            self.finish()
        elif letter != self._letter:
            self._drop()
        if letter != self._letter:
            self._letter, self._other_at = letter, self._at
        self._at = now
        if not typing:
            self._word_at = now

    def _drop(self) -> None:
        if self._act is not None:
            self._act = None
            self._timer.stop()
            self.unheard.emit()
