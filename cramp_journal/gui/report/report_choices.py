"""The contents of a report: which nights, which parts, on which paper and in which language."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.widgets.card import Card, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.i18n import LANGUAGES, _, language_code

_START = "12w"
_DATES = "dates"
_FIRST = date(1900, 1, 1)  # no night is older
PAGE_TWO, EVERY_NIGHT, NOTES, NAME = "page_two", "nights", "notes", "name"


class ReportChoices(QWidget):
    """Two cards of choices; each press counts at once."""

    changed = Signal()

    def __init__(self, paper: str, last: date) -> None:
        """Start with a paper and with the last night of the journal."""
        super().__init__()
        self.ticked = {PAGE_TWO, NAME}
        self._build(paper, last)
        self._from_to_read = f"{last - timedelta(days=83)}..{last}"
        self._show_dates()
        self._periods.chosen.connect(self._on_period)
        for row in (self._paper, self._language):
            row.chosen.connect(self._on_row)
        for chooser in self._days:
            chooser.chosen.connect(self.changed)
        self._include.toggled.connect(self._on_ticked)

    @property
    def period(self) -> str:
        """The period, as `analysis.period.period_from` reads it; with a day that cannot be read, the one before."""
        if self._periods.value != _DATES:
            return str(self._periods.value or _START)
        days = sorted(day for each in self._days if (day := each.day) is not None)
        if len(days) == len(self._days):
            self._from_to_read = f"{days[0].isoformat()}..{days[-1].isoformat()}"
        return self._from_to_read

    @property
    def is_misread(self) -> bool:
        """Whether a typed day cannot be read: a report would be about other nights than those that were meant."""
        return self._periods.value == _DATES and any(each.day is None for each in self._days)

    @property
    def paper(self) -> str:
        """The paper: "a4" or "letter"."""
        return str(self._paper.value)

    @property
    def language(self) -> str:
        """The language, by its code."""
        return str(self._language.value)

    # ---------------------------------------------------------------- inside
    def _build(self, paper: str, last: date) -> None:
        nights = Card(_("Nights"))
        periods = [("4w", _("4 weeks")), (_START, _("3 months")), ("26w", _("6 months")), ("1y", _("1 year"))]
        self._periods = ChipRow(_("Nights"), [*periods, ("all", _("All")), (_DATES, _("Dates…"))])
        self._periods.set_value(_START)
        self._days = (
            DayChooser(_("First night"), _FIRST, last - timedelta(days=83), past=True),
            DayChooser(_("Last night"), _FIRST, last, past=True),
        )
        nights.inside.addWidget(self._periods)
        self._from_to = QWidget()
        rows = QVBoxLayout(self._from_to)
        rows.setContentsMargins(0, 0, 0, 0)
        for name, chooser in zip((_("From the evening of"), _("To the evening of")), self._days, strict=True):
            rows.addWidget(question(name, chooser))
        nights.inside.addWidget(self._from_to)
        include = Card(_("What goes in"))
        include.inside.addWidget(text_label(_("Page 1, the summary, is always in it."), "quiet"))
        self._include = TickList(
            [
                (PAGE_TWO, _("Page 2: what went with cramps, charts")),
                (EVERY_NIGHT, _("Every night (appendix)")),
                (NOTES, _("My notes, in the appendix")),
                (NAME, _("My name and year of birth")),
            ]
        )
        self._include.show_ticked(self.ticked)
        self._paper = _row(_("Paper"), [("a4", "A4"), ("letter", _("US Letter"))], paper)
        self._language = _row(_("Language"), list(LANGUAGES.items()), language_code())
        include.inside.addWidget(self._include)
        for row in (self._paper, self._language):
            include.inside.addWidget(question(row.accessibleName(), row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(nights)
        column.addWidget(include)

    def _show_dates(self) -> None:
        self._from_to.setVisible(self._periods.value == _DATES)

    def _on_period(self, value: str | None) -> None:
        if value is None:
            self._periods.set_value(_START)
        self._show_dates()
        self.changed.emit()

    def _on_row(self, value: str | None) -> None:
        row = self.sender()
        if not isinstance(row, ChipRow):
            return
        if value is None:  # one choice is always active
            row.set_value(row.property("kept"))
            return
        row.setProperty("kept", value)
        self.changed.emit()

    def _on_ticked(self, name: str, on: bool) -> None:
        (self.ticked.add if on else self.ticked.discard)(name)
        if name == NOTES and on:
            self.ticked.add(EVERY_NIGHT)  # notes are printed with their nights
        if name == EVERY_NIGHT and not on:
            self.ticked.discard(NOTES)
        self._include.show_ticked(self.ticked)
        self.changed.emit()


def _row(name: str, options: Sequence[tuple[str, str]], value: str) -> ChipRow:
    row = ChipRow(name, options)
    row.set_value(value)
    row.setProperty("kept", value)
    return row
