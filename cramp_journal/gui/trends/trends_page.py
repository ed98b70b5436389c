"""Trends: how often, how long, when and where over a period, with the nights behind each number."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.analysis.period import (
    ENOUGH_NIGHTS,
    Coverage,
    Period,
    last_looked_at,
    period_from,
    since_it_began,
)
from cramp_journal.analysis.summary import summary
from cramp_journal.analysis.trends import WINDOW, Trend, comparison_in_words, trend
from cramp_journal.charts import chart_text
from cramp_journal.charts.rate_text import cautions
from cramp_journal.charts.tables import compared_table, month_table, weekday_table
from cramp_journal.charts.window.counts import draw_hours, draw_places, draw_strip
from cramp_journal.charts.window.over_time import draw_frequency, draw_lengths
from cramp_journal.formats import percent_text
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.country_ways import first_weekday
from cramp_journal.gui.widgets.number_table import NumberTable
from cramp_journal.gui.widgets.sides import Columns, OneRow, Sides
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import as_sentence, in_clauses, in_list, in_sentences

_START = "6m"
_STRIP = 56  # nights: 8 weeks


class TrendsPage(Page):
    """Charts and figures of a period."""

    nights_wanted = Signal(str, object)  # what some nights have in common, and their evenings

    def __init__(self, session: Session, temperature_unit: str) -> None:
        super().__init__()
        self._session = session
        self._unit = temperature_unit
        self._back = 0  # nights from the newest night to the end of the period
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Count and draw the chosen period."""
        nights = self._session.figures()
        newest = last_looked_at(nights, clock.today())
        chosen = self._periods.value or _START
        oldest = min([newest, *(night.evening for night in nights[:1])])
        farthest = 0 if chosen == "all" else max(0, (newest - oldest).days + 1 - WINDOW)
        self._back = min(max(0, self._back), farthest)
        last = newest - timedelta(days=self._back)
        asked = period_from(chosen, last, nights)
        period = Period(min(max(asked.first, oldest), Period.of_last(WINDOW, last).first), last)
        self._nothing.setVisible(not nights)
        self._charts.setVisible(bool(nights))
        self._earlier.setEnabled(self._back < farthest)
        self._later.setEnabled(self._back > 0)
        forgotten = frozenset(self._session.not_remembered)
        found, shown = summary(nights, period, forgotten), trend(nights, period, not_remembered=forgotten)
        self._sentence.setText(comparison_in_words(shown.recent, last if self._back else None))
        self._logged.setText(in_sentences([*cautions(found), _recorded(found.coverage)]))
        self._show_frequency(nights, shown, newest)
        invented = self._session.has_invented()
        strip = since_it_began(nights, Period.of_last(_STRIP, last)) or Period.of_last(_STRIP, last)
        for card, draw, text in (
            (self._lengths, partial(draw_lengths, trend=shown), chart_text.lengths_text(shown, nights, found)),
            (self._hours, partial(draw_hours, found=found), chart_text.hours_text(found, nights)),
            (self._places, partial(draw_places, found=found), chart_text.places_text(found, nights)),
            (
                self._strip,
                partial(
                    draw_strip, nights=nights, period=strip, not_remembered=forgotten, first_weekday=first_weekday()
                ),
                chart_text.strip_text(nights, strip, forgotten),
            ),
        ):
            card.show_chart(draw, text, invented=invented)
            card.journal_is_locked = self._session.door.key is not None
        self._compared.show_table(compared_table(nights, found))
        self._weekdays.show_table(weekday_table(found, first_weekday()))
        self._months.show_table(month_table(found))

    def choose_period(self, name: str) -> None:
        """Look at "4w", "3m", "6m", "1y" or "all", up to last night."""
        self._periods.set_value(name)
        self._back = 0
        self.refresh()

    def _show_frequency(self, nights: Sequence[NightFigures], shown: Trend, newest: date) -> None:
        size, period = shown.nights_a_step, shown.period
        ahead = size * min(period.nights // size, (newest - period.last).days // size)
        behind = (
            max(min(period.first, nights[0].evening), period.before(period.nights).first) if nights else period.first
        )
        wide = Period(behind, period.last + timedelta(days=ahead))
        warmth = self._unit if self._warmth.isChecked() else None
        draw = partial(
            draw_frequency,
            trend=shown,
            around=trend(nights, wide, shown, self._session.not_remembered) if wide != period else None,
            courses=self._session.profile()["courses"],
            warmth=warmth,
        )
        text = chart_text.frequency_text(shown, nights, warmth=warmth)
        self._frequency.show_chart(draw, text, invented=self._session.has_invented(), always=True)
        self._frequency.journal_is_locked = self._session.door.key is not None

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self._periods = ChipRow(
            _("Period"),
            [
                ("4w", _("4 weeks")),
                ("3m", _("3 months")),
                ("6m", _("6 months")),
                ("1y", _("1 year")),
                ("all", _("All")),
            ],
        )
        self._periods.set_value(_START)
        self._earlier = QPushButton(_("‹ Earlier"))
        self._later = QPushButton(_("Later ›"))
        for each in (self._earlier, self._later):
            each.setAccessibleName(each.text().strip("‹› "))
        walk = QWidget()
        row = OneRow(walk, 8)
        row.addWidget(self._earlier)
        row.addWidget(self._later)
        choices = QWidget()
        Sides(self._periods, walk, choices, least=theme().px(470))
        self.body.addWidget(text_label(_("Trends"), "title"))
        self.body.addWidget(choices)
        finding = Card(kind="finding")
        self._sentence, self._logged = text_label("", "heading"), text_label("")
        finding.inside.addWidget(self._sentence)
        finding.inside.addWidget(self._logged)
        self.body.addWidget(finding)
        self._frequency = ChartCard("cramps-a-week", 460, can_drag=True, newest_first=True)
        self._warmth = self._frequency.add_choice(_("Room temperature"))
        self._lengths = ChartCard("cramp-lengths", 230, newest_first=True)
        self._hours = ChartCard("cramps-by-hour", 230)
        self._places = ChartCard("cramps-by-place", 330)
        self._strip = ChartCard("last-8-weeks", 330, newest_first=True)
        self._nothing = Card(_("Your charts will be here"))
        self._nothing.inside.addWidget(
            text_label(
                _(
                    "They grow from the nights you log: counts from the first night on, "
                    "and how often cramps come a week after {n} recorded nights."
                ).format(n=ENOUGH_NIGHTS),
                "quiet",
            )
        )
        self._charts = QWidget()
        charts = QVBoxLayout(self._charts)
        charts.setContentsMargins(0, 0, 0, 0)
        charts.setSpacing(14)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._charts)
        charts.addWidget(self._frequency)
        for pair in ((self._lengths, self._hours), (self._places, self._strip)):
            columns = Columns(theme().px(400))
            for card in pair:
                columns.addWidget(card)
            charts.addLayout(columns)
        self._compared, numbers = _table(_("The numbers, beside those of other nights"))
        charts.addWidget(numbers)
        self._weekdays, by_weekday = _table(_("By evening of the week"))
        self._months, by_month = _table(_("By month"))
        columns = Columns(theme().px(300))
        columns.addWidget(by_weekday)
        columns.addWidget(by_month)
        charts.addLayout(columns)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._periods.chosen.connect(self._on_period_chosen)
        self._earlier.clicked.connect(self._on_earlier)
        self._later.clicked.connect(self._on_later)
        self._warmth.toggled.connect(self._on_warmth_toggled)
        self._frequency.dragged.connect(self._on_dragged)
        for card in (self._frequency, self._lengths, self._hours, self._places, self._strip):
            card.nights_wanted.connect(self.nights_wanted)

    def _on_period_chosen(self, value: str | None) -> None:
        self.choose_period(value or _START)

    def _on_warmth_toggled(self) -> None:
        self.refresh()

    def _on_earlier(self) -> None:
        self._go(self._half())

    def _on_later(self) -> None:
        self._go(-self._half())

    def _on_dragged(self, nights: float) -> None:
        self._go(7 * round(nights / 7))

    def _go(self, nights: int) -> None:
        """Look at a period that ends a number of nights earlier."""
        self._back += nights
        self.refresh()

    def _half(self) -> int:
        """Return half of the chosen period, in whole weeks."""
        today = clock.today()
        return 7 * max(1, round(period_from(self._periods.value or _START, today, []).nights / 14))


def _table(heading: str) -> tuple[NumberTable, Card]:
    card, table = Card(heading), NumberTable(heading)
    card.inside.addWidget(table)
    card.inside.addStretch(1)
    return table, card


def _recorded(known: Coverage) -> str:
    text = _("{recorded} of the {nights} nights shown are recorded ({share})").format(
        recorded=known.recorded, nights=known.nights, share=percent_text(known.share)
    )
    rest = (
        (known.unknown, _("{n} not recorded")),
        (known.not_remembered, _("{n} not remembered")),
        (known.left_out, _("{n} left out")),
    )
    others = [words.format(n=count) for count, words in rest if count]
    if others:
        text = in_clauses((text, in_list(others)))
    few = _("With so few recorded, take every number here with care.") if known.thin and known.recorded else ""
    return in_sentences((as_sentence(text), few))
