"""The note about a night: stored exactly as typed; a note that is too long for the journal stays in its field."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cramp_journal.exchange.typed_text import too_long
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve, said_taken_out, said_too_long
from cramp_journal.i18n import _
from cramp_journal.words import NOTE_LENGTH


class NotePart(QWidget):
    """A field of a few lines."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._last = ""  # the last note that the journal can store
        self._loaded = ("", "")  # as the field shows it, and as stored: an unedited note stays exactly the same
        self._field = QPlainTextEdit()
        self._field.setPlaceholderText(_("A note, if you like"))
        self._field.setAccessibleName(_("Note about this night"))
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(theme().px(76))
        self._aside = Aside(self._field)
        self._aside.put_below(self._field, self)
        self._sieve = Sieve(self._field)
        self._field.textChanged.connect(self._on_changed)
        self._sieve.took_out.connect(self._on_taken_out)

    def text(self) -> str:
        """Return the note; if it is too long, the last one that fitted."""
        plain, loaded = self._loaded
        if self._field.toPlainText() == plain:
            return loaded
        if self.refused():
            return self._last
        return self._field.toPlainText().strip()

    def refused(self) -> str:
        """Return a note that is too long for the journal; "" if there is none."""
        typed = self._field.toPlainText()
        return typed if typed != self._loaded[0] and too_long(typed.strip(), NOTE_LENGTH) else ""

    def fault(self) -> str:
        """Return what is wrong with the note."""
        by = too_long(self._field.toPlainText().strip(), NOTE_LENGTH) if self.refused() else 0
        return said_too_long(by) if by else ""

    def show_text(self, text: str, refused: str = "") -> None:
        """Show a note, or the refused text in its place, without emitting a signal."""
        with QSignalBlocker(self._field):
            self._field.setPlainText(text)
            self._loaded, self._last = (self._field.toPlainText(), text), text
            if refused:
                self._field.setPlainText(refused)
        self._aside.say(self.fault())

    def _on_changed(self) -> None:
        if self.fault() or self._aside.text() != said_taken_out():
            self._aside.say(self.fault())
        if not self.refused():  # a later note that is too long does not replace this one
            self._last = self.text()
        self.changed.emit()

    def _on_taken_out(self) -> None:
        self._aside.say(self.fault() or said_taken_out())
