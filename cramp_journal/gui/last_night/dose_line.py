"""A line for a dose. If the text has two readings, the line shows both and asks; it never guesses."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cramp_journal.exchange.numbers import dose_in, written
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve, said_taken_out
from cramp_journal.i18n import _
from cramp_journal.words import Unit


class DoseLine(QWidget):
    """“300”, “1,000 IU”, “½ tablet”: a number in any digits, with its unit if that is typed too."""

    def __init__(self, region: str) -> None:
        """Read numbers as they are written in the person's region."""
        super().__init__()
        self._region = region
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Dose"))
        self.field.setPlaceholderText("300")
        self.field.setMinimumHeight(TARGET)
        self.field.setMaximumWidth(theme().px(160))
        self._meant: ChipRow | None = None
        self._aside = Aside(self.field)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.field)
        self._column.addWidget(self._aside)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._on_changed)
        Sieve(self.field).took_out.connect(self._on_taken_out)

    def dose(self) -> tuple[float | None, Unit | None] | None:
        """Return the dose and its unit as far as they were typed; None if the text is unclear or being asked about."""
        text = self.field.text()
        if not text.strip():
            return None, None
        found = dose_in(text, self._region)
        if not found.readings:
            self._aside.say(_("A dose is a number, such as 300 or 2.5. Its unit is chosen below."))
            return None
        if len(found.readings) == 1:
            self._aside.say("")
            return found.readings[0], found.unit
        if self._meant is None:
            self._ask(found.readings)
        chosen = self._meant.value if self._meant is not None else None
        return None if chosen is None else (float(chosen), found.unit)

    def clear(self) -> None:
        """Clear the line: the dose was added."""
        self.field.clear()

    def _ask(self, readings: list[float]) -> None:
        self._aside.say(_("Which one is it? Press it, then add."))
        self._meant = ChipRow(_("Which one is it?"), [(each, written(each)) for each in readings])
        self._column.addWidget(self._meant)
        self._meant.chips[0].setFocus()

    def _on_changed(self) -> None:
        self._aside.say("")
        if self._meant is not None:
            self._column.removeWidget(self._meant)
            self._meant.hide()
            self._meant.deleteLater()
            self._meant = None

    def _on_taken_out(self) -> None:
        self._aside.say(said_taken_out())
