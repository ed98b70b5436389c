"""Calendar: a year of nights at a glance or a month with numbers, one night in words, and a search in the notes."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cramp_journal import clock
from cramp_journal.gui.announce import announce
from cramp_journal.gui.calendar.leave_out_row import LeaveOutRow
from cramp_journal.gui.calendar.legend import Legend
from cramp_journal.gui.calendar.month_grid import MonthGrid
from cramp_journal.gui.calendar.night_grid import Choice, NightGrid, month_after
from cramp_journal.gui.calendar.night_list import NightList
from cramp_journal.gui.calendar.night_search import FoundNotes, Note, SearchField, found_in, notes_of
from cramp_journal.gui.calendar.weeks_grid import NIGHTS_SHOWN, WeeksGrid
from cramp_journal.gui.calendar.year_grid import YearGrid
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.night_strip import NightCounts, count_nights, rest_in_words
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.i18n import _
from cramp_journal.labels import (
    capital,
    cramp_in_parts,
    cramps_text,
    dated_night,
    month_of,
    night_title,
    nights_text,
    span,
)
from cramp_journal.model import Values
from cramp_journal.model.problems import EARLIEST
from cramp_journal.punctuation import as_sentence, in_list, in_parts, in_quotes, in_sentences

_YEAR, _MONTH, _WEEKS, _LIST = "year", "month", "weeks", "list"  # the views
_DAY = timedelta(days=1)
_GAP = 8  # pixels between the names of the views


class CalendarPage(Page):
    """The nights of a year or of a month."""

    night_wanted = Signal(object)  # an evening
    left_out_wanted = Signal(object, object, bool)  # the first evening, the last, and whether to leave them out

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown = False
        self._nights: NightCounts = {}
        self._forgotten: frozenset[date] = frozenset()
        self._notes: list[Note] | None = None
        self._choice = Choice(EARLIEST, EARLIEST)
        self._last = EARLIEST
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Show the current state; the chosen night stays chosen, and the newest night is chosen at first."""
        figures = {night.evening: night for night in self._session.figures()}
        self._nights = {evening: (night.count, night.left_out) for evening, night in figures.items()}
        self._forgotten = frozenset(self._session.not_remembered - self._nights.keys())
        self._notes = None
        today = clock.today()
        if not self._shown:
            self._shown = True
            self._choice.go(min(max(self._nights, default=today - _DAY), today))
        self._last = max([today, *self._nights])  # nights after today can be reached: a clock was wrong
        self._ahead.setVisible(self._last > today)
        for grid in self._grids.values():
            grid.show_nights(self._nights, today, self._forgotten)
        self._weeks.show_times({e: [cramp.time for cramp in night.cramps] for e, night in figures.items()})
        self._list.show_nights(figures, today - _DAY, self._forgotten)
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
        self._title = text_label("", "title", is_news=True)
        where, what, head = QWidget(), QWidget(), QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self._earlier, self._title, self._later):
            row.addWidget(part)
        row.addStretch(1)
        views = [(_YEAR, _("Year")), (_MONTH, _("Month")), (_WEEKS, _("4 weeks")), (_LIST, _("List"))]
        self._view = ChipRow(_("Show"), views)
        self._view.set_value(_YEAR)
        self._place_views(in_rows=1)
        self._field = SearchField()
        asked = OneRow(what, theme().roomy_px(14))
        asked.addWidget(self._view)
        asked.addWidget(self._field)
        Sides(where, what, head)
        self._found = FoundNotes()
        self._weeks, self._list = WeeksGrid(self._choice), NightList(self._choice)
        self._grids: dict[str, NightGrid] = {
            _YEAR: YearGrid(self._choice),
            _MONTH: MonthGrid(self._choice),
            _WEEKS: self._weeks,
        }
        self._views: dict[str, QWidget] = {**self._grids, _LIST: self._list}
        for name in (_MONTH, _WEEKS, _LIST):
            self._views[name].hide()
        self._foot = text_label("", "quiet")
        whole = Card()
        self._ahead = text_label(
            _("In a dashed frame: a night after today. Some clock was wrong when it was entered."), "quiet"
        )
        self._legend = Legend()
        for widget in (*self._views.values(), self._legend, self._foot, self._ahead):
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._scroll.verticalScrollBar().sizeHint().width()
        self._place_views(in_rows=1 if self._width_of_views(1) <= room else 2)

    def _width_of_views(self, in_rows: int) -> int:
        """Return how wide the names of the views are in one row, or in two."""
        hints = [chip.sizeHint().width() for chip in self._view.chips]
        each = -(-len(hints) // in_rows)
        rows = [hints[start : start + each] for start in range(0, len(hints), each)]
        return max(_GAP * (len(row) - 1) + sum(row) for row in rows)

    def _place_views(self, *, in_rows: int) -> None:
        tall = max(chip.sizeHint().height() for chip in self._view.chips)
        self._view.setFixedSize(self._width_of_views(in_rows), in_rows * tall + _GAP * (in_rows - 1))

    def _connect(self) -> None:
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._view.chosen.connect(self._on_view_chosen)
        for grid in self._grids.values():
            grid.chosen.connect(self._on_chosen)
            grid.opened.connect(self.night_wanted)
        self._list.chosen.connect(self._on_chosen)
        self._list.opened.connect(self.night_wanted)
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
    def _grid(self) -> NightGrid | None:
        """The grid that is shown; None while the list is shown."""
        return self._grids.get(self._shown_view)

    @property
    def _shown_view(self) -> str:
        return str(self._view.value or _YEAR)

    def _show_choice(self) -> None:
        evening, today = self._choice.evening, clock.today()
        first, last = self._shown_evenings()
        words = {
            _YEAR: (_("The year before"), _("The year after"), str(evening.year)),
            _WEEKS: (_("The four weeks before"), _("The four weeks after"), span(first, last)),
        }
        month_by_month = (_("The month before"), _("The month after"), month_of(evening))
        before, after, title = words.get(self._shown_view, month_by_month)
        self._title.setText(title)
        self._earlier.setAccessibleName(before)
        self._later.setAccessibleName(after)
        self._earlier.setEnabled(first > EARLIEST)
        self._later.setEnabled(last < self._last)
        self._foot.setText(self._sum(first, last))
        self._night.heading.setText(dated_night(evening) if evening > today else night_title(evening))
        night = self._session.night(evening)
        said = _("This night is after today: was the clock wrong? Open it to move or remove it.")
        self._words.setText(in_sentences((said if night and evening > today else "", self._in_full(night))))
        self._open.setEnabled(night is not None or evening <= today)
        self._leave_out.show_choice(self._choice, self._nights, today, self._forgotten)

    def _in_full(self, night: Values | None) -> str:
        evening, today = self._choice.evening, clock.today()
        if night is not None:
            return night_in_full(night)
        if evening >= today:
            return _("Still to come.")
        if evening in self._forgotten:
            return _("Not remembered. It is not asked for again; open it if you remember after all.")
        if not self._nights:
            return _("Nothing is recorded yet.")
        if evening < min(self._nights):
            return _("Before your journal began.")
        return night_in_full(None)

    def _shown_evenings(self) -> tuple[date, date]:
        """Return the first and the last evening that are shown; those of a month while the list is shown."""
        return (self._grid or self._grids[_MONTH]).evenings()

    def _sum(self, first: date, last: date) -> str:
        """Count what is shown, as Trends and the summary count it: without tonight, and since the journal began."""
        if not self._nights:
            return ""
        if self._shown_view == _LIST:
            first, last = min(self._nights), self._last
        last = min(last, self._last)
        known = {evening for evening in self._nights if first <= evening <= last}
        end = min(last, clock.today() - _DAY)
        past = {first + timedelta(days=n) for n in range((end - first).days + 1)}
        evenings = sorted(known | past)
        found = count_nights(self._nights, evenings, self._forgotten)
        cramps = _("{cramps} on {with_cramps} of {recorded} recorded").format(
            cramps=cramps_text(found.cramps), with_cramps=found.with_cramps, recorded=nights_text(found.recorded)
        )
        return as_sentence(capital(in_parts([cramps, *rest_in_words(found)])))

    # ---------------------------------------------------------------- walking
    def _on_earlier_clicked(self) -> None:
        self._walk(-1)

    def _on_later_clicked(self) -> None:
        self._walk(1)

    def _walk(self, way: int) -> None:
        """Go on by what is shown at once: a year, four weeks, or a month."""
        evening = self._choice.evening
        if self._shown_view == _WEEKS:
            self._go(evening + way * timedelta(days=NIGHTS_SHOWN))
        else:
            self._go(month_after(evening, way * (12 if self._shown_view == _YEAR else 1)))

    def _go(self, evening: date) -> None:
        self._choice.go(max(EARLIEST, min(evening, self._last)))
        self._show_in_view()

    def _show_in_view(self) -> None:
        (self._grid or self._list).show_choice()
        self._show_choice()

    def _on_view_chosen(self, view: str | None) -> None:
        if view is None:  # one view is always shown
            self._view.set_value(next(name for name, each in self._views.items() if not each.isHidden()))
            return
        for name, each in self._views.items():
            each.setVisible(name == view)
        self._legend.setVisible(view != _LIST)
        self._show_in_view()

    def _on_chosen(self, evening: date) -> None:
        self._show_choice()
        inside, grid = self._scroll.widget(), self._grid
        if inside and grid and grid.hasFocus():
            cell = grid.cell(evening).center().toPoint()
            place = grid.mapTo(inside, QPoint(0, 0)) + cell
            self._scroll.ensureVisible(place.x(), place.y(), 0, theme().px(50))

    def _on_open_clicked(self) -> None:
        self.night_wanted.emit(self._choice.evening)

    # ---------------------------------------------------------------- leaving out
    def _on_left_out(self) -> None:
        self._change(out=True)

    def _on_included(self) -> None:
        self._change(out=False)

    def _change(self, *, out: bool) -> None:
        self._choice.stop()
        self.left_out_wanted.emit(self._choice.first, self._choice.last, out)
        self._show_choice()

    def _on_several_wanted(self, several: bool) -> None:
        self._choice.stop()
        if several:
            self._choice.grow(wait=True)
            if self._grid is None:  # in the list, one night is chosen at a time
                self._view.set_value(_MONTH)
                self._on_view_chosen(_MONTH)
            (self._grid or self._list).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_in_view()

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
        said = self._found.heading.text() if wanted else ""
        self._field.setAccessibleDescription(said or "Ctrl+F")
        announce(said, self._field)
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
    parts = [as_sentence(capital(in_parts(cramp_in_parts(cramp)))) for cramp in _list(night.get("cramps"))]
    parts = parts or [_("No cramps.")]
    if night.get("left_out"):
        parts.append(_("Left out of the figures."))
    intakes = [str(intake["substance"]) for intake in _list(night.get("intakes"))]
    if intakes:
        parts.append(_("Taken: {what}.").format(what=in_list(intakes)))
    if night.get("note"):
        parts.append(in_quotes(night["note"]))
    return in_sentences(parts)


def _list(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []
