"""Fields that a person types into: invisible characters are removed, and problems are shown beside the field."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.exchange.typed_text import name_in, shown, too_long, year_in
from cramp_journal.gui.announce import announce
from cramp_journal.gui.theme import TARGET, role
from cramp_journal.i18n import _, ngettext
from cramp_journal.words import NAME_LENGTH

_PAUSE = 800  # milliseconds without a letter, after which a screen reader says what is wrong
_ROOM = 100_000  # characters that a line accepts: longer text is refused beside it, never cut off silently


class Sieve(QObject):
    """Removes invisible characters from a field, however they came there, and says that it did."""

    took_out = Signal()

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        field.textChanged.connect(self.look)

    def look(self) -> None:
        """Check the present text of the field."""
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
    """The message about a field: shown beside it, and read by a screen reader with it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        role(self, "problem")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._field = field
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.hide()

    def put_below(self, field: QWidget, holder: QWidget) -> None:
        """Fill a holder with the field, and with this below it."""
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field)
        column.addWidget(self)

    def say(self, sentence: str) -> None:
        """Show a problem, or what was done; "" clears it."""
        if sentence and (sentence != self.text() or self._pause.isActive()):
            self._pause.start()
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)

    def _on_pause(self) -> None:
        announce(self.text(), self)


def said_too_long(by: int) -> str:
    """Say that a text is too long."""
    return ngettext("This is too long by {n} letter.", "This is too long by {n} letters.", by).format(n=by)


def said_taken_out() -> str:
    """Say that invisible characters were removed."""
    return _("An invisible character was taken out.")


class _Line(QWidget):
    """A line with the message about it below; a new letter clears the message."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.field = QLineEdit(text)
        self.field.setAccessibleName(name)
        self.field.setMinimumHeight(TARGET)
        self.aside = Aside(self.field)
        self.aside.put_below(self.field, self)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._on_edited)
        self._sieve = Sieve(self.field)

    def _on_edited(self) -> None:
        self.aside.say("")


class NameLine(_Line):
    """A line for a name. A name that is too long, or has no visible character, stays in the line."""

    def __init__(self, name: str, text: str = "", *, most: int = NAME_LENGTH, needed: str = "") -> None:
        """Make the line; `needed` is the message for an empty line, "" if it may be empty."""
        super().__init__(name, "")
        self._most, self._needed = most, needed
        self.field.setMaxLength(_ROOM)
        self.field.setText(text)
        self._sieve.took_out.connect(self._on_taken_out)

    def name(self) -> str | None:
        """Return the name; None if there is a problem with it, which is then shown beside the line."""
        name = name_in(self.field.text())
        by = too_long(name, self._most)
        nothing = self._needed or (_("There is nothing to be seen in this.") if self.field.text().strip() else "")
        wrong = said_too_long(by) if by else "" if name else nothing
        self.aside.say(wrong)
        return None if wrong else name

    def clear(self) -> None:
        """Clear the line: its name was added."""
        self.field.clear()

    def _on_edited(self) -> None:
        if self.aside.text() != said_taken_out() or not self.field.text():
            super()._on_edited()

    def _on_taken_out(self) -> None:
        self.aside.say(said_taken_out())


class YearLine(_Line):
    """A line for the year of birth, which may stay empty."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(name, text)
        self.field.setPlaceholderText(name)

    def is_right(self) -> bool:
        """Return whether the line is empty or has a year; otherwise a sentence beside it says what is wrong."""
        right = not self.field.text().strip() or self.year() is not None
        self.aside.say("" if right else _("A year has four digits, such as 1948."))
        return right

    def year(self) -> int | None:
        """Return the year; None if there is none."""
        return year_in(self.field.text(), clock.today().year)
