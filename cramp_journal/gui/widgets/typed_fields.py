"""Fields in which a person types: what nobody can see is taken out, and what is wrong stands beside them."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cramp_journal.exchange.typed_text import name_in, shown, too_long
from cramp_journal.gui.theme import TARGET, role
from cramp_journal.i18n import _, ngettext
from cramp_journal.words import NAME_LENGTH

_ROOM = 100_000  # letters that a line takes: what is too long is refused beside it, never cut off unseen


class Sieve(QObject):
    """Takes out of a field what nobody can see, however it came there, and says that it did."""

    took_out = Signal()

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        field.textChanged.connect(self.look)

    def look(self) -> None:
        """Look at what stands in the field now."""
        field = self._field
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        kept = shown(text)
        if kept == text:
            return
        if isinstance(field, QLineEdit):
            at = len(shown(text[: field.cursorPosition()]))
            field.setText(kept)
            field.setCursorPosition(at)
        else:
            all_of_it = QTextCursor(field.document())
            all_of_it.select(QTextCursor.SelectionType.Document)
            all_of_it.insertText(kept)
        self.took_out.emit()


class Aside(QLabel):
    """What there is to say about a field: seen beside it, and told by a screen reader with it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        role(self, "problem")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._field = field
        self.hide()

    def put_below(self, field: QWidget, holder: QWidget) -> None:
        """Fill a holder with the field, and with this below it."""
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field)
        column.addWidget(self)

    def say(self, sentence: str) -> None:
        """Say what is wrong, or what was done; "" takes it back."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)


def said_too_long(by: int) -> str:
    """Say that a text is too long."""
    return ngettext("This is too long by {n} letter.", "This is too long by {n} letters.", by).format(n=by)


def said_taken_out() -> str:
    """Say that something was taken out that nobody can see."""
    return _("An invisible character was taken out.")


class NameLine(QWidget):
    """A line for a name. One that is too long, or of which nothing can be seen, stays where it was typed."""

    def __init__(self, name: str, text: str = "", *, most: int = NAME_LENGTH, needed: str = "") -> None:
        """Make the line; `needed` is what is said where it is empty, "" where it may be."""
        super().__init__()
        self._most, self._needed = most, needed
        self.field = QLineEdit()
        self.field.setMaxLength(_ROOM)
        self.field.setText(text)
        self.field.setAccessibleName(name)
        self.field.setMinimumHeight(TARGET)
        self.aside = Aside(self.field)
        self.aside.put_below(self.field, self)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_edited)
        Sieve(self.field).took_out.connect(self._on_taken_out)

    def name(self) -> str | None:
        """Give the name; None where there is something wrong with it, which is said beside the line then."""
        name = name_in(self.field.text())
        by = too_long(name, self._most)
        nothing = self._needed or (_("There is nothing to be seen in this.") if self.field.text().strip() else "")
        wrong = said_too_long(by) if by else "" if name else nothing
        self.aside.say(wrong)
        return None if wrong else name

    def clear(self) -> None:
        """Take away what was typed: it was taken in."""
        self.field.clear()

    def _on_edited(self) -> None:
        if self.aside.text() != said_taken_out() or not self.field.text():
            self.aside.say("")

    def _on_taken_out(self) -> None:
        self.aside.say(said_taken_out())
