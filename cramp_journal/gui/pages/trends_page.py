"""Trends: how often and how long over a period, with the nights behind each number."""

from matplotlib.figure import Figure
from PySide6.QtWidgets import QHBoxLayout

from cramp_journal import clock
from cramp_journal.analysis.patterns import site_of
from cramp_journal.analysis.period import Period, last_looked_at, period_from
from cramp_journal.analysis.summary import Summary, summary
from cramp_journal.analysis.trends import Trend, in_words, trend
from cramp_journal.charts.window import draw_trends
from cramp_journal.gui.journal_bridge import JournalBridge
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.chart_view import ChartView
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.sides import Columns
from cramp_journal.i18n import _
from cramp_journal.labels import capital, length, site
from cramp_journal.palette import Palette

_START = "6m"


class TrendsPage(Page):
    """Charts and figures of a period."""

    def __init__(self, bridge: JournalBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._trend: Trend | None = None
        self._summary: Summary | None = None
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Count and draw the period that is chosen."""
        nights = self._bridge.figures()
        last = last_looked_at(nights, clock.today())
        period = period_from(self._periods.value or _START, last, nights)
        period = Period(min(period.first, Period.of_last(28, last).first), last)
        self._trend, self._summary = trend(nights, period), summary(nights, period)
        self._sentence.setText(in_words(self._trend.recent))
        known = self._summary.coverage
        self._logged.setText(
            _(
                "{recorded} of {nights} nights recorded ({share}). "
                "{unknown} not recorded: never counted as clear. {out} left out."
            ).format(
                recorded=known.recorded,
                nights=known.nights,
                share=f"{known.share:.0%}",
                unknown=known.unknown,
                out=known.left_out,
            )
        )
        self._where.setText(_where(self._summary))
        self._lengths.setText(_lengths(self._summary))
        self._chart.show_chart(self._draw, f"{self._sentence.text()} {self._logged.text()} {self._where.text()}")

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
        head = QHBoxLayout()
        head.addWidget(label(_("Trends"), "title", wraps=False))
        head.addSpacing(theme().roomy_px(20))
        head.addWidget(self._periods, 1)
        self.body.addLayout(head)
        finding = Card(kind="finding")
        self._sentence = label("", "heading")
        finding.inside.addWidget(self._sentence)
        self.body.addWidget(finding)
        chart = Card()
        self._chart = ChartView(560)
        chart.inside.addWidget(self._chart)
        self.body.addWidget(chart, 1)
        below = Columns(theme().px(165))
        self._where, self._lengths, self._logged = label(""), label(""), label("")
        for heading, text in (
            (_("Where"), self._where),
            (_("Length and pain"), self._lengths),
            (_("Recorded"), self._logged),
        ):
            card = Card(heading)
            role(text, "quiet")
            card.inside.addWidget(text)
            card.inside.addStretch(1)
            below.addWidget(card)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self._periods.chosen.connect(self._on_period_chosen)

    def _on_period_chosen(self, value: str | None) -> None:
        if value is None:
            self._periods.set_value(_START)
        self.refresh()

    def _draw(self, figure: Figure, palette: Palette, scale: float) -> None:
        if self._trend is not None and self._summary is not None:
            draw_trends(figure, self._trend, self._summary, palette, scale)


def _where(found: Summary) -> str:
    if not found.cramps:
        return _("No cramps in these nights.")
    shown = found.sites.most_common(5)
    return " · ".join(f"{capital(site(*site_of(key)))} {count}" for key, count in shown)


def _lengths(found: Summary) -> str:
    seconds = found.seconds
    if seconds.median is None or seconds.largest is None:
        return _("No lengths in these nights.")
    text = _("Usually {median}, longest {longest} ({known} known, {guessed} of them guessed).").format(
        median=length(seconds.median),
        longest=length(seconds.largest),
        known=seconds.known,
        guessed=found.guessed,
    )
    if found.pain.median is not None:
        text += " " + _("Pain usually {pain} of 10.").format(pain=f"{found.pain.median:g}")
    return text
