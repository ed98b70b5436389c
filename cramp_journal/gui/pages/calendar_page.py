"""Calendar: a year of nights at a glance, and one of them in words."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from cramp_journal import clock
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.legend import Legend
from cramp_journal.gui.widgets.year_grid import YearGrid
from cramp_journal.i18n import _
from cramp_journal.labels import capital, length, night_title, site
from cramp_journal.words import Timing


class CalendarPage(Page):
    """A year of nights."""

    night_wanted = Signal(object)  # an evening

    def __init__(self, bridge: JournalBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown = False
        self._grid = YearGrid()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show the year of the chosen night; the newest one at first."""
        nights = {night.evening: (night.count, night.left_out) for night in self._bridge.figures()}
        today = clock.today()
        evening = self._grid.evening if self._shown else min(max(nights, default=today), today)
        self._shown = True
        self._grid.show_year(nights, evening, today)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        colours = theme().palette
        self._earlier = QPushButton(icon("chevron-left", colours.text), "")
        self._earlier.setAccessibleName(_("The year before"))
        self._later = QPushButton(icon("chevron-right", colours.text), "")
        self._later.setAccessibleName(_("The year after"))
        for button in (self._earlier, self._later):
            role(button, "icon")
        self._title = label("", "title", wraps=False)
        head = QHBoxLayout()
        for widget in (self._earlier, self._title, self._later):
            head.addWidget(widget)
        head.addStretch(1)
        self.body.addLayout(head)
        whole = Card()
        whole.inside.addWidget(self._grid)
        whole.inside.addWidget(Legend())
        self.body.addWidget(whole)
        self._night = Card(" ")
        self._words = label("")
        self._open = QPushButton(_("Open this night"))
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._open)
        self._night.inside.addLayout(row)
        self.body.addWidget(self._night)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._grid.chosen.connect(self._on_chosen)
        self._grid.opened.connect(self.night_wanted)
        self._open.clicked.connect(self._on_open_clicked)

    def _on_earlier_clicked(self) -> None:
        self._go(-1)

    def _on_later_clicked(self) -> None:
        self._go(1)

    def _go(self, years: int) -> None:
        today = clock.today()
        there = self._grid.evening
        try:
            wanted = there.replace(year=there.year + years)
        except ValueError:  # 29 February
            wanted = there.replace(year=there.year + years, day=28)
        nights = {night.evening: (night.count, night.left_out) for night in self._bridge.figures()}
        self._grid.show_year(nights, min(wanted, today), today)

    def _on_open_clicked(self) -> None:
        self.night_wanted.emit(self._grid.evening)

    def _on_chosen(self, evening: date) -> None:
        self._title.setText(str(evening.year))
        self._later.setEnabled(evening.year < clock.today().year)
        self._night.heading.setText(night_title(evening))
        self._words.setText(in_words(self._bridge.night(evening)))


def in_words(night: dict[str, object] | None) -> str:
    """Say a night (in the exchange form) in one paragraph."""
    if night is None:
        return _("Not recorded.")
    parts = [_one_cramp(cramp) for cramp in _list(night.get("cramps"))] or [_("No cramps.")]
    if night.get("left_out"):
        parts.append(_("Left out of the figures."))
    intakes = [str(intake["substance"]) for intake in _list(night.get("intakes"))]
    if intakes:
        parts.append(_("Taken: {what}.").format(what=", ".join(intakes)))
    if night.get("note"):
        parts.append(f"“{night['note']}”")
    return " ".join(parts)


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def _one_cramp(cramp: dict[str, object]) -> str:
    side, muscle = cramp.get("side"), cramp.get("muscle")
    parts = [capital(site(str(side) if side else None, str(muscle) if muscle else None))]
    if cramp.get("time"):
        exact = cramp.get("time_precision") == "exact"
        parts.append(
            _("at {time}").format(time=cramp["time"]) if exact else _("about {time}").format(time=cramp["time"])
        )
    seconds = cramp.get("seconds")
    if isinstance(seconds, int):
        parts.append(length(seconds) + (_(" (a guess)") if cramp.get("timing") == Timing.GUESS else ""))
    if cramp.get("pain") is not None:
        parts.append(_("pain {n}").format(n=cramp["pain"]))
    return ", ".join(parts) + "."
