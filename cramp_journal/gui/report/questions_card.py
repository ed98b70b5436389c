"""The person's questions for the doctor: saved while they are typed, like the note about a night."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from cramp_journal.exchange.typed_text import too_long
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve, said_taken_out, said_too_long
from cramp_journal.i18n import _

MOST = 2000  # characters: the most that the journal stores
_NEARLY = 1600  # from this length on, the card shows the count
_SOON, _AGAIN = 350, 4000  # milliseconds: typed text is saved at least this often; the wait for a retry after a refusal


class QuestionsCard(Card):
    """A field for questions. Text that could not be saved stays here, and is tried again."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Questions for the doctor"))
        self.dirty = False  # the field has text that is not in the journal
        self._field = QPlainTextEdit()
        self._field.setAccessibleName(_("Questions for the doctor"))
        self._field.setPlaceholderText(_("What you want to ask. It is printed on page 1."))
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(theme().px(110))
        self._said = text_label("", "quiet", is_news=True)
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
        """The text of the field."""
        return self._field.toPlainText()

    def show_text(self, text: str, *, dirty: bool = False) -> None:
        """Show the journal's text (or, if dirty, the text that waits for it); text that is being typed stays."""
        if self.dirty or text == self.text:
            return
        with QSignalBlocker(self._field):
            self._field.setPlainText(text)
        if dirty:
            self._on_changed()

    def flush(self) -> None:
        """Save waiting text at once."""
        self._timer.stop()
        if self.dirty:
            self.typed.emit(self.text)

    def note_saved(self) -> None:
        """Say that the text is on the disk."""
        self.dirty = False
        if self._problem.text() != said_taken_out():
            self._problem.say("")
        self._say(_("Saved ✓"))

    def note_refused(self, sentence: str) -> None:
        """Say why the text was not saved, and try again later: the disk may have room again."""
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
        if not self._timer.isActive():  # more typing does not postpone it: a power failure then loses little
            self._timer.start(_SOON)

    def _on_taken_out(self) -> None:
        self._problem.say(said_taken_out())

    def _say(self, words: str) -> None:
        count = len(self.text)
        if count > _NEARLY:
            words += " · " + _("{n} of {most} characters").format(n=count, most=MOST)
        self._said.setText(words)
        self._said.show()
