"""Calendar: a year of nights at a glance or a month with numbers, one night in words, and a search in the notes."""

from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cramp_journal import clock
from cramp_journal.gui.calendar.leave_out_row import LeaveOutRow
from cramp_journal.gui.calendar.legend import Legend
from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.calendar.night_grid import Choice, NightGrid, month_after
from cramp_journal.gui.calendar.night_search import FoundNotes, Note, SearchField, found_in, notes_of
from cramp_journal.gui.calendar.year_grid import YearGrid
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.i18n import _
from cramp_journal.labels import capital, cramp_in_parts, month, night_title
from cramp_journal.model import Values
from cramp_journal.model.problems import EARLIEST

_YEAR, _MONTH = 12, 1  # how many months a view shows


class CalendarPage(Page):
    """The nights of a year or of a month."""

    night_wanted = Signal(object)  # an evening
    left_out_wanted = Signal(object, object, bool)  # the first evening, the last, and whether to leave them out

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown = False
        self._nights: NightCounts = {}
        self._notes: list[Note] | None = None
        self._choice = Choice(EARLIEST, EARLIEST)
        self._last = EARLIEST
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show the current state; the chosen night stays chosen, and the newest night is chosen at first."""
        self._nights = {night.evening: (night.count, night.left_out) for night in self._session.figures()}
        self._notes = None
        today = clock.today()
        if not self._shown:
            self._shown = True
            self._choice.go(min(max(self._nights, default=today), today))
        self._last = max([today, *self._nights])  # nights after today can be reached: a clock was wrong
        self._ahead.setVisible(self._last > today)
        for grid in self._grids.values():
            grid.show_nights(self._nights, today)
        self._show_choice()
        self._search()

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        colours = theme().palette
        self._earlier = QPushButton(icon("chevron-left", colours.text), "")
        self._later = QPushButton(icon("chevron-right", colours.text), "")
        for button in (self._earlier, self._later):
            role(button, "icon")
            button.setIconSize(QSize(theme().roomy_px(18), theme().roomy_px(18)))
        self._title = text_label("", "title")
        where, what, head = QWidget(), QWidget(), QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._earlier, self._title, self._later):
            row.addWidget(part)
        row.addStretch(1)
        self._view = ChipRow(_("Show"), [(_YEAR, _("Year")), (_MONTH, _("Month"))])
        self._view.set_value(_YEAR)
        hints = [chip.sizeHint() for chip in self._view.chips]
        self._view.setFixedSize(8 + sum(hint.width() for hint in hints), max(hint.height() for hint in hints))
        self._field = SearchField()
        asked = OneRow(what, theme().roomy_px(14))
        asked.addWidget(self._view)
        asked.addWidget(self._field)
        Sides(where, what, head)
        self._found = FoundNotes()
        self._grids: dict[int, NightGrid] = {_YEAR: YearGrid(self._choice), _MONTH: MonthGrid(self._choice)}
        self._grids[_MONTH].hide()
        whole = Card()
        self._ahead = text_label(
            _("In a dashed frame: a night after today. Some clock was wrong when it was entered."), "quiet"
        )
        for widget in (*self._grids.values(), Legend(), self._ahead):
            whole.inside.addWidget(widget)
        self._night = Card(" ")
        self._words = text_label("")
        self._open = QPushButton(_("Open this night"))
        self._open.setAutoDefault(True)
        both = QWidget()
        Sides(self._night.heading, self._open, both)
        self._night.inside.addWidget(both)
        self._night.inside.addWidget(self._words)
        self._leave_out = LeaveOutRow()
        for widget in (head, self._found, whole, self._night, self._leave_out):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._view.chosen.connect(self._on_view_chosen)
        for grid in self._grids.values():
            grid.chosen.connect(self._on_chosen)
            grid.opened.connect(self.night_wanted)
        self._open.clicked.connect(self._on_open_clicked)
        self._leave_out.left_out.connect(self._on_left_out)
        self._leave_out.included.connect(self._on_included)
        self._leave_out.several_wanted.connect(self._on_several_wanted)
        self._field.textChanged.connect(self._search)
        self._field.left.connect(self._found.take_focus)
        self._found.opened.connect(self._on_found_opened)
        self._found.closed.connect(self._on_search_closed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self._on_find)

    @property
    def _grid(self) -> NightGrid:
        return self._grids[self._months]

    @property
    def _months(self) -> int:
        return int(self._view.value or _YEAR)

    def _show_choice(self) -> None:
        evening, today, months = self._choice.evening, clock.today(), self._months
        self._title.setText(str(evening.year) if months == _YEAR else f"{month(evening.month)} {evening.year}")
        self._earlier.setAccessibleName(_("The year before") if months == _YEAR else _("The month before"))
        self._later.setAccessibleName(_("The year after") if months == _YEAR else _("The month after"))
        reach = (lambda day: day.year) if months == _YEAR else (lambda day: (day.year, day.month))
        self._earlier.setEnabled(reach(evening) > reach(EARLIEST))
        self._later.setEnabled(reach(evening) < reach(self._last))
        self._night.heading.setText(night_title(evening) + (f" {evening.year}" if evening > today else ""))
        night = self._session.night(evening)
        said = _("This night is after today: was the clock wrong? Open it to move or remove it.") + " "
        self._words.setText((said if night and evening > today else "") + night_in_full(night))
        self._open.setEnabled(night is not None or evening <= today)
        self._leave_out.show_choice(self._choice, self._nights, today)

    # ---------------------------------------------------------------- walking
    def _on_earlier_clicked(self) -> None:
        self._go(month_after(self._choice.evening, -self._months))

    def _on_later_clicked(self) -> None:
        self._go(month_after(self._choice.evening, self._months))

    def _go(self, evening: date) -> None:
        self._choice.go(max(EARLIEST, min(evening, self._last)))
        self._grid.show_choice()
        self._show_choice()

    def _on_view_chosen(self, months: int | None) -> None:
        if months is None:  # one view is always shown
            self._view.set_value(_YEAR if self._grids[_YEAR].isVisible() else _MONTH)
            return
        for each, grid in self._grids.items():
            grid.setVisible(each == months)
        self._grid.show_choice()
        self._show_choice()

    def _on_chosen(self, evening: date) -> None:
        self._show_choice()
        inside = self._scroll.widget()
        if inside and self._grid.hasFocus():
            cell = self._grid.cell(evening).center().toPoint()
            place = self._grid.mapTo(inside, QPoint(0, 0)) + cell
            self._scroll.ensureVisible(place.x(), place.y(), 0, theme().px(50))

    def _on_open_clicked(self) -> None:
        self.night_wanted.emit(self._choice.evening)

    # ---------------------------------------------------------------- leaving out
    def _on_left_out(self) -> None:
        self._change(out=True)

    def _on_included(self) -> None:
        self._change(out=False)

    def _change(self, *, out: bool) -> None:
        self._choice.growing = False
        self.left_out_wanted.emit(self._choice.first, self._choice.last, out)
        self._show_choice()

    def _on_several_wanted(self, several: bool) -> None:
        self._choice.growing = several
        if several:
            self._choice.start = self._choice.evening
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._grid.show_choice()
        self._show_choice()

    # ---------------------------------------------------------------- searching
    def _search(self) -> None:
        wanted = " ".join(self._field.text().split())
        if wanted and self._notes is None:
            self._notes = notes_of(self._session.contents()["nights"])
        found = found_in(self._notes or (), wanted)
        if wanted:
            self._found.show_found(wanted, found, clock.today())
        else:
            self._found.hide()
        self._field.setAccessibleDescription(self._found.heading.text() if wanted else "")
        rung = frozenset(each.evening for each in found)
        for grid in self._grids.values():
            grid.show_found(rung)

    def _on_find(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self.see(self._field)

    def _on_search_closed(self) -> None:
        self._on_find()
        self._field.clear()

    def _on_found_opened(self, evening: date) -> None:
        self._go(evening)
        self.night_wanted.emit(evening)


def night_in_full(night: Values | None) -> str:
    """Describe a night (in the exchange form) in one paragraph."""
    if night is None:
        return _("Not recorded.")
    parts = [capital(", ".join(cramp_in_parts(cramp))) + "." for cramp in _list(night.get("cramps"))] or [
        _("No cramps.")
    ]
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
