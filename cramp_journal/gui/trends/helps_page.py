"""What helps, what harms: cramps on nights with each factor against nights without it."""

from collections import Counter
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from cramp_journal import clock
from cramp_journal.advice.trial_rules import left_out_of
from cramp_journal.analysis.experiments.kept import kept_trials
from cramp_journal.analysis.factors import FactorEffect, factor_effects, hidden_factors, not_compared
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.charts.link_text import CLEAR_VERDICTS, links_in_words, links_text, name_of, notes_on
from cramp_journal.charts.window.forest import draw_links, height_of
from cramp_journal.formats import count_text
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.trends.trials_card import TrialsCard
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, label
from cramp_journal.punctuation import as_sentence, in_list, in_sentences, name_and_value
from cramp_journal.words import Verdict

_START = "all"
_LEADING = (*CLEAR_VERDICTS, Verdict.NOT_ENOUGH)  # what the finding names; the rest is one line
_PIECE = 40  # rows: a long list starts with the clear links and the factors with most nights


class HelpsPage(Page):
    """One row per factor that was logged both ways, in the same night or for the night after."""

    nights_wanted = Signal(str, object)  # what some nights have in common, and their evenings
    try_wanted = Signal()  # a new trial is to be planned
    trial_wanted = Signal(str)  # the page of a trial

    def __init__(self, session: Session, temperature_unit: str) -> None:
        super().__init__()
        self._session = session
        self._unit = temperature_unit
        self._effects: list[FactorEffect] = []
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Compare again."""
        figures = self._session.figures()
        period = period_from(self._periods.value or _START, last_looked_at(figures, clock.today()), figures)
        contents = self._session.contents()
        nights = contents["nights"]
        self._effects = factor_effects(
            nights, figures, period, hidden_factors(contents), left_out_of(contents, clock.today())
        )
        left = not_compared(nights, period)
        said = ngettext(
            "{n} thing of which fewer nights tell is not compared.",
            "{n} things of which fewer nights tell are not compared.",
            left,
        )
        self._left.setText(said.format(n=count_text(left)))
        self._left.setVisible(left > 0)
        self._sentence.setText(links_in_words(self._effects, self._unit))
        notes = in_sentences(notes_on(self._effects, self._unit))
        self._notes.setText(notes)
        self._show_method()
        self._show()
        self._trials.show_trials(kept_trials(self._session.profile()), clock.today())

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self.read_by_keys(_("What helps, what harms"))
        self.body.addWidget(text_label(_("What helps, what harms"), "title"))
        self._periods = ChipRow(
            _("Nights"), [("6m", _("6 months")), ("1y", _("1 year")), ("3y", _("3 years")), (_START, _("All nights"))]
        )
        self._periods.set_value(_START)
        self.body.addWidget(self._periods)
        self._finding = finding = Card(kind="finding")
        self._sentence = text_label("", "heading")
        finding.inside.addWidget(self._sentence)
        finding.inside.addWidget(
            text_label(
                _(
                    "A link is not a cause: things go together for many reasons, and who has a bad spell tries more. "
                    "Ask before you change a medicine."
                )
            )
        )
        self.body.addWidget(finding)
        self._trials = TrialsCard()
        self.body.addWidget(self._trials)
        self._lags = ChipRow(_("When"), [(0, _("The same night")), (1, _("The night after"))])
        self._lags.set_value(0)
        self.body.addWidget(self._lags)
        self._chart = ChartCard("what-helps", 100)
        self.body.addWidget(self._chart)
        self._folded = text_label("", "quiet")
        self._fold = _fold_button()
        self.body.addWidget(self._folded)
        self.body.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._more = MoreButton(_PIECE)
        self._left = text_label("", "quiet")
        self.body.addWidget(self._more)
        self.body.addWidget(self._left)
        self._empty = Card(_("Nothing to compare yet"))
        self._empty.inside.addWidget(
            text_label(
                _(
                    "On Last night, behind “Something else…”, say yes on some nights and no on others, or log what you "
                    "take. Ten nights of each, within the same weeks, are enough to begin."
                ),
                "quiet",
            )
        )
        self.body.addWidget(self._empty)
        self._method = _fold_button(_("How nights are compared"))
        self.body.addWidget(self._method, 0, Qt.AlignmentFlag.AlignLeft)
        self._explained = text_label(
            _(
                "Each night is compared only with nights of the same 4 weeks, and of the same weekday where that "
                "matters, so that a season, a bad spell or Saturdays cannot make a thing look good or bad. The "
                "numbers are those of the nights compared. The likely range allows for cramps that come in runs. "
                "Since many things are looked at together, a link must be clearer than a single one would have to "
                "be."
            ),
            "quiet",
        )
        self._notes = text_label("", "quiet")
        self.body.addWidget(self._notes)
        self.body.addWidget(self._explained)
        self._show_method()
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._periods.chosen.connect(self._on_period_chosen)
        self._lags.chosen.connect(self._on_lag_chosen)
        self._more.wanted.connect(self._show)
        self._fold.toggled.connect(self._show)
        self._method.toggled.connect(self._show_method)
        self._chart.nights_wanted.connect(self.nights_wanted)
        self._trials.try_wanted.connect(self.try_wanted)
        self._trials.trial_wanted.connect(self.trial_wanted)

    def _on_period_chosen(self, value: str | None) -> None:
        if value is None:
            self._periods.set_value(_START)
        self.refresh()

    def _on_lag_chosen(self, value: int | None) -> None:
        if value is None:
            self._lags.set_value(0)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self._shown()[: self._more.room])

    def _fit(self, shown: list[FactorEffect]) -> None:
        """Make the chart as high as its rows need at this width."""
        names = [name_of(each, self._unit) for each in shown]
        self._chart.set_height(height_of(shown, names, self._chart.view.width(), theme().scale))

    def _show_method(self) -> None:
        shown = self._method.isChecked()
        self._explained.setVisible(shown)
        self._notes.setVisible(shown and bool(self._notes.text()))

    def _of_this_lag(self) -> list[FactorEffect]:
        lag = self._lags.value or 0
        return [each for each in self._effects if each.lag == lag]

    def _shown(self) -> list[FactorEffect]:
        """Return what is known; with the rest, if that is unfolded."""
        found = self._of_this_lag()
        return found if self._fold.isChecked() else [each for each in found if each.verdict in _LEADING]

    def _show(self) -> None:
        lag, found, every = self._lags.value or 0, self._shown(), self._of_this_lag()
        shown = found[: self._more.room]
        self._empty.setVisible(not self._effects)
        self._chart.setVisible(bool(shown))
        self._lags.setVisible(bool(self._effects))
        self._finding.setVisible(bool(self._effects))
        folded = Counter(each.verdict for each in every if each.verdict not in _LEADING)
        counts = [name_and_value(label(verdict), count) for verdict, count in folded.most_common()]
        self._folded.setText(as_sentence(capital(in_list(counts))))
        self._folded.setVisible(bool(counts))
        self._fold.setText(_("Hide them") if self._fold.isChecked() else _("Show them"))
        self._fold.setVisible(bool(counts))
        self._more.show_left(len(found) - len(shown))
        if not shown:
            return
        text = links_text(found, lag, self._unit)
        text = replace(text, items=text.items[: len(shown)])
        self._fit(shown)
        self._chart.journal_is_locked = self._session.door.key is not None
        self._chart.show_chart(
            partial(draw_links, effects=shown, text=text),
            text,
            invented=self._session.has_invented(),
            always=True,
        )


def _fold_button(words: str = "") -> QPushButton:
    button = TwoLineButton(words)
    role(button, "link")
    button.setCheckable(True)
    button.setAutoDefault(True)
    return button
