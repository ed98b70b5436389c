"""What a trial found: the verdict first, every pair as a picture, and what was done beside it."""

from functools import partial
from math import isfinite, isnan

from PySide6.QtCore import Signal

from cramp_journal.advice.experiment_words import result_sentences
from cramp_journal.advice.trial_sentences import changed_since_seen, missing_in_words
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialResults
from cramp_journal.analysis.experiments.result import TrialFigures, TrialResult
from cramp_journal.charts.trial_text import trial_text
from cramp_journal.charts.window.trials import draw_trial, height_of_trial
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chart_card import ChartCard
from cramp_journal.gui.widgets.number_table import NumberTable
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import day, nights_text, short_number
from cramp_journal.punctuation import in_sentences


class ResultPart(PagePart):
    """The result of a trial that has ended."""

    nights_wanted = Signal(str, object)  # what some nights have in common, and their evenings

    def __init__(self) -> None:
        super().__init__()
        self._finding = Card(kind="finding")
        self._verdict = text_label("", "heading" if theme().has_large_letters else "title")
        self._rest = text_label("")
        self._seen = text_label("", "quiet")
        for each in (self._verdict, self._rest, self._seen):
            self._finding.inside.addWidget(each)
        self._chart = ChartCard("a-trial", 270)
        self._chart.nights_wanted.connect(self.nights_wanted)
        self._figures = Card(_("The figures"))
        self._table = NumberTable(_("The figures"))
        self._missing = text_label("", "quiet")
        self._figures.inside.addWidget(self._table)
        self._figures.inside.addWidget(
            text_label(
                _(
                    "“As drawn” counts each night for what chance had drawn for it; the answer rests on that. “As done”"
                    " leaves out the nights on which it was done otherwise, or not told: it is there to look at, and is"
                    " no fair comparison."
                ),
                "quiet",
            )
        )
        self._figures.inside.addWidget(self._missing)
        for card in (self._finding, self._chart, self._figures):
            self.column.addWidget(card)

    def first_words(self) -> str:
        """Return the verdict."""
        return self._verdict.text()

    def show_result(self, kept: KeptTrial, found: TrialResults, *, invented: bool, locked: bool) -> None:
        """Show a result; of a trial that follows another one, what both found together, and its own below."""
        shown = found.pooled or found.own
        verdict, *rest = result_sentences(shown, blinded=kept.blinded)
        self._verdict.setText(verdict)
        self._rest.setText(in_sentences((changed_since_seen(kept, found), *rest)))
        self._seen.setText(_seen_in_words(kept, shown))
        text = trial_text(shown, kept.trial.design.kind)
        self._chart.set_height(height_of_trial(len(shown.pairs)))
        self._chart.journal_is_locked = locked
        self._chart.show_chart(
            partial(draw_trial, pairs=shown.pairs, kind=kept.trial.design.kind), text, invented=invented, always=True
        )
        rows = [(_("As drawn"), shown.allocated)]
        if found.pooled is not None:
            rows.append((_("As drawn, this trial alone"), found.own.allocated))
        if shown.as_done is not None and shown.as_done.pairs:
            rows.append((_("As done"), shown.as_done))
        names = (_("Pairs"), _("Cramps with it"), _("Cramps without it"), _("With it for 10 without"), _("It may be"))
        cells = zip(names, *(_cells(figures) for _name, figures in rows), strict=True)
        self._table.show_rows((_("Counted"), *(name for name, _figures in rows)), list(cells))
        self._missing.setText(missing_in_words(shown))


def _cells(found: TrialFigures) -> list[str]:
    """Return a column of the table: few columns stand side by side at the largest text too."""
    sides = ((found.cramps_with, found.nights_with), (found.cramps_without, found.nights_without))
    counted = [_("{cramps} in {nights}").format(cramps=cramps, nights=nights_text(nights)) for cramps, nights in sides]
    return [str(found.pairs), *counted, _of_ten(found.ratio), _range(found)]


def _of_ten(ratio: float) -> str:
    return short_number(10 * ratio) if isfinite(ratio) else "–"


def _range(found: TrialFigures) -> str:
    if isnan(found.ratio):
        return "–"
    low = short_number(10 * found.low)
    if not isfinite(found.high):
        return _("{low} and more").format(low=low)
    return _("{low} to {high}").format(low=low, high=short_number(10 * found.high))


def _seen_in_words(kept: KeptTrial, found: TrialResult) -> str:
    """Say from when to when it ran, and when it was first looked at."""
    parts = [
        _("From {first} to {last}.").format(first=day(kept.trial.first), last=day(kept.last)),
    ]
    if found.trials > 1:
        text = ngettext(
            "Taken together with {n} earlier trial.", "Taken together with {n} earlier trials.", found.trials - 1
        )
        parts.append(text.format(n=found.trials - 1))
    if kept.seen_on is not None:
        parts.append(_("First seen on {day}.").format(day=day(kept.seen_on)))
    return in_sentences(parts)
