"""The search in notes: a field, and below it the nights whose notes contain the text of the field."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import walk_with_arrows
from cramp_journal.gui.widgets.sides import Sides
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import dated_night, night_title
from cramp_journal.punctuation import name_and_value

AT_MOST = 30  # rows
_AROUND = 60  # characters on either side of a match
_PLAIN = dict(zip("øłđðħŧıŋ", "olddhtin", strict=True)) | {
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}  # no accent, so kept by NFKD
_PLAIN |= dict.fromkeys("’‘‚‛ʼ′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-")


class Note(NamedTuple):
    """One note, prepared for the search."""

    evening: date
    text: str
    folded: str


class FoundNight(NamedTuple):
    """A night that the search found, and the words around the match."""

    evening: date
    words: str


def notes_of(nights: Iterable[Mapping[str, Any]]) -> list[Note]:
    """Return the notes of nights (in the exchange form) and of their cramps, newest night first."""
    notes: list[Note] = []
    for night in nights:
        evening = date.fromisoformat(str(night["evening"]))
        written = [night.get("note"), *(cramp.get("note") for cramp in night.get("cramps", ()))]
        texts = [" ".join(str(each).split()) for each in written if each]
        notes.extend(Note(evening, text, folded(text)) for text in texts)
    return sorted(notes, key=lambda note: note.evening, reverse=True)


def found_in(notes: Iterable[Note], wanted: str) -> list[FoundNight]:
    """Find nights by words in their notes, ignoring case, accents and the kind of quotation marks.

    The words may stand apart, and in several notes of a night. Each night occurs once, in the order of `notes`.
    """
    sought = folded(" ".join(wanted.split()))
    by_night: dict[date, list[Note]] = {}
    for note in notes if sought else ():
        by_night.setdefault(note.evening, []).append(note)
    found = ((evening, _words_in(each, sought)) for evening, each in by_night.items())
    return [FoundNight(evening, words) for evening, words in found if words]


def _words_in(notes: Sequence[Note], sought: str) -> str:
    """Return the words around what the notes of a night have of the sought words; "" if they lack any of these."""
    for note in notes:
        if sought in note.folded:
            return _around(note, sought)
    said: list[str] = []
    for word in sought.split():
        having = [note for note in notes if word in note.folded]
        if not having:
            return ""
        if not any(word in folded(each) for each in said):
            said.append(_around(having[0], word))
    return " ".join(said)


def folded(text: str) -> str:
    """Return a text without case, accents and strokes through letters, and with the quotation marks of a keyboard."""
    return "".join(map(_folded_letter, text))


@lru_cache(4096)
def _folded_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(_PLAIN.get(part, part) for part in parts if not unicodedata.combining(part))


def _around(note: Note, sought: str) -> str:
    places = [place for place, letter in enumerate(note.text) for _part in _folded_letter(letter)]
    at = note.folded.index(sought)
    first, last = places[at], places[at + len(sought) - 1] + 1
    begin, end = max(0, first - _AROUND), min(len(note.text), last + _AROUND)
    if begin:  # whole words only
        begin = min(first, note.text.find(" ", begin, first) + 1 or begin)
    if end < len(note.text):
        end = max(last, note.text.rfind(" ", last, end) if " " in note.text[last:end] else end)
    return ("…" if begin else "") + note.text[begin:end] + ("…" if end < len(note.text) else "")


class SearchField(QLineEdit):
    """The field of the search. Escape empties it; Enter and the down key move the focus to the results."""

    left = Signal()  # the focus moves to the results

    def __init__(self) -> None:
        super().__init__()
        hint = _("Find in notes…")
        self.setPlaceholderText(hint)
        self.setAccessibleDescription("Ctrl+F")
        self.setAccessibleName(_("Find in notes"))
        self.setMaxLength(100)
        self.ensurePolished()
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(hint) + theme().px(34))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self.minimumWidth(), TARGET))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, TARGET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()  # nothing was typed here: the window's own Undo applies
            return False
        return super().event(event)


class FoundNotes(Card):
    """The nights that the search found, each a button."""

    opened = Signal(object)  # an evening
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._rows: list[QPushButton] = []
        self._list = QWidget()
        self._close = QPushButton(_("Close the search"))
        self._close.setAutoDefault(True)
        self._close.clicked.connect(self.closed)
        head = QWidget()
        Sides(self.heading, self._close, head, least=theme().px(160))
        self.inside.addWidget(head)
        self.inside.addWidget(self._list)
        self.hide()

    def show_found(self, wanted: str, found: Sequence[FoundNight], today: date) -> None:
        """Show what was found for some words; a night of another year than today's is shown with its year."""
        self.heading.setText(
            ngettext(
                "{n} night has “{words}” in its notes", "{n} nights have “{words}” in their notes", len(found)
            ).format(n=len(found), words=wanted)
            if found
            else _("No note has “{words}” in it.").format(words=wanted)
        )
        focused = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        old, self._list = self._list, QWidget()
        layout = QVBoxLayout(self._list)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().roomy_px(6))
        self._rows = [_Row(each, today) for each in found[:AT_MOST]]
        for row in self._rows:
            row.clicked.connect(self._on_row_clicked)
            layout.addWidget(row)
        if len(found) > AT_MOST:
            layout.addWidget(text_label(_("and {n} more").format(n=len(found) - AT_MOST), "quiet"))
        walk_with_arrows(self._list, self._rows)
        self.inside.replaceWidget(old, self._list)
        for before, after in pairwise([self._close, *self._rows]):
            self.setTabOrder(before, after)
        old.hide()
        old.deleteLater()
        self._list.setVisible(bool(found))
        self.show()
        if focused is not None:
            self.take_focus(focused)

    def take_focus(self, place: int = 0) -> None:
        """Move the focus to a result, the first one by default."""
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.opened.emit(row.evening)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _Row(QPushButton):
    """A night that the search found: its title, and the words around the match, on as many lines as they need."""

    def __init__(self, found: FoundNight, today: date) -> None:
        super().__init__()
        self.evening = found.evening
        title = said_with_year(found.evening, today)
        self.setAccessibleName(name_and_value(title, found.words))
        self.setAutoDefault(True)  # Enter presses it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # it may be narrower than a line
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme().roomy_px(px) for px in (14, 8, 14, 8)))
        inside.setSpacing(2)
        for text, kind in ((title, "strong"), (found.words, "")):
            line = text_label(text, kind)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(line)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()


def said_with_year(evening: date, today: date) -> str:
    """Return a night's title with both its dates, and with its year if that is not this year."""
    return night_title(evening) if evening.year == today.year else dated_night(evening)
