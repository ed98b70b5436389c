"""What a screen reader says by itself: page names, “Saved”, what was undone, new prompts, progress, errors.

Under Linux a reader such as Orca speaks a notification that comes up, in every version, and only newer ones know Qt's
own announcement; elsewhere it is the other way round. Each reader is told in one of the two ways, so that nothing is
said twice.
"""

import sys
from functools import cache

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from shiboken6 import isValid

from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.i18n import _
from cramp_journal.punctuation import as_sentence, in_parts, in_sentences

# Milliseconds: news of the focus would silence what was said before it, and Orca drops what comes among the hundred
# events of a page that is being built.
AFTER_FOCUS = 300
_KEPT = 6  # notifications: a busy reader asks late for the words of the last ones
_BY_NOTIFICATION = sys.platform.startswith("linux")


def announce(text: str, where: QWidget | None = None) -> None:
    """Make a screen reader say a text in a moment; without one, nothing happens.

    Args:
        text: What is said; "" is nothing.
        where: What shows it. It is not said if that is not visible in a moment, or is a label and says something else.
    """
    if text and QAccessible.isActive():
        _announcer().take(text, where)


class _Announcer(QObject):
    """Collects what is to be said within a moment: it becomes one announcement, without repetition."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[str, QWidget | None, str]] = []
        self._field: QWidget | None = None  # that had the focus when the first of them was told
        self._shown: list[QLabel] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)

    def take(self, text: str, where: QWidget | None) -> None:
        """Add a text."""
        if not self._waiting:
            self._field = QApplication.focusWidget()
        self._waiting.append((text, where, _words_of(where)))
        self._timer.start(AFTER_FOCUS)

    def _say(self) -> None:
        texts = [text for text, where, words in self._waiting if where is None or _still_says(where, words)]
        texts = [text for text in texts if text not in _said_by_the_reader(self._field)]
        self._waiting, self._field = [], None
        window = _window_to_say_it()
        if texts and window is not None:
            self._tell(window, _in_words(in_sentences(map(as_sentence, dict.fromkeys(texts)))))

    def _tell(self, window: QWidget, said: str) -> None:
        if not _BY_NOTIFICATION:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(window, said))
            return
        self._shown = [each for each in self._shown if isValid(each)]  # those of a window that is gone went with it
        for old in self._shown[: 1 - _KEPT]:
            old.deleteLater()
        self._shown = self._shown[1 - _KEPT :]
        label = QLabel(window)  # never shown: only a screen reader hears that it came up
        speak_as(label, SpokenRole.Notification)
        label.setText(said)
        self._shown.append(label)
        QAccessible.updateAccessibility(QAccessibleEvent(label, QAccessible.Event.ObjectShow))


def _words_of(widget: QWidget | None) -> str:
    return widget.text() if isinstance(widget, QLabel) else ""


def _window_to_say_it() -> QWidget | None:
    """Return the window that says it: under Linux no dialog, all of which Orca reads before what comes up in it."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    while _BY_NOTIFICATION and isinstance(window, QDialog) and (below := window.parentWidget()) is not None:
        window = below.window()
    return window


def _said_by_the_reader(before: QWidget | None) -> tuple[str, ...]:
    """Return what a reader under Linux says without being asked, of the field that has the focus.

    That is what is new about it, and, where the Tab key stops, its name if another field had the focus `before`.
    """
    field = QApplication.focusWidget()
    if field is None or not _BY_NOTIFICATION:
        return ()
    is_stop = bool(field.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return (field.accessibleDescription(), field.accessibleName() if is_stop and field is not before else "")


def _still_says(widget: QWidget, words: str) -> bool:
    return isValid(widget) and widget.isVisible() and _words_of(widget) == words


def _in_words(text: str) -> str:
    """Return a text without the signs that a screen reader spells out, or leaves out."""
    return in_parts(text.replace("✓ ", "").replace(" ✓", "").replace(" → ", " " + _("to") + " ").split(" · "))


@cache
def _announcer() -> _Announcer:
    return _Announcer()
