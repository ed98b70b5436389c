"""What the person wants to ask the doctor: saved as it is typed, like the note about a night."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from cramp_journal.exchange.typed_text import too_long
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve, said_taken_out, said_too_long
from cramp_journal.i18n import _

MOST = 2000  # characters: what the journal keeps
_NEARLY = 1600  # from here on they are counted
_SOON, _AGAIN = 350, 4000  # milliseconds: what is typed is saved at least this often; tried again after a refusal


class QuestionsCard(Card):
    """A field for questions. What was typed and could not be saved stays here, and is tried again."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Questions for the doctor"))
        self.dirty = False  # something was typed that is not in the journal
        self._field = QPlainTextEdit()
        self._field.setAccessibleName(_("Questions for the doctor"))
        self._field.setPlaceholderText(_("What you want to ask. It is printed on page 1."))
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(theme().px(110))
        self._said = text_label("", "quiet")
        self._said.hide()
        self._problem = Aside(self._field)
        for widget in (self._field, self._said, self._problem):
            self.inside.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        sieve = Sieve(self._field)
        self._field.textChanged.connect(self._on_changed)
        sieve.took_out.connect(self._on_taken_out)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._field.toPlainText()

    def show_text(self, text: str, *, dirty: bool = False) -> None:
        """Show what the journal holds (or, if dirty, what waits for it); what is being typed is left alone."""
        if self.dirty or text == self.text:
            return
        with QSignalBlocker(self._field):
            self._field.setPlainText(text)
        if dirty:
            self._on_changed()

    def flush(self) -> None:
        """Save at once what waits to be saved."""
        self._timer.stop()
        if self.dirty:
            self.typed.emit(self.text)

    def note_saved(self) -> None:
        """Say that it is on the disk."""
        self.dirty = False
        if self._problem.text() != said_taken_out():
            self._problem.say("")
        self._say(_("Saved ✓"))

    def note_refused(self, sentence: str) -> None:
        """Say why it was not saved, and try again later: a disk may have room again."""
        by = too_long(self.text, MOST)
        self._problem.say(said_too_long(by) if by else sentence)
        self._say(_("Not saved"))
        if not by:
            self._timer.start(_AGAIN)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _on_changed(self) -> None:
        self.dirty = True
        self._say(_("Saving…"))
        if not self._timer.isActive():  # it is not put off by more typing: little is lost if the power goes
            self._timer.start(_SOON)

    def _on_taken_out(self) -> None:
        self._problem.say(said_taken_out())

    def _say(self, words: str) -> None:
        count = len(self.text)
        if count > _NEARLY:
            words += " · " + _("{n} of {most} characters").format(n=count, most=MOST)
        self._said.setText(words)
        self._said.show()
