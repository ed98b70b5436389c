"""The trials of the period, each as a box: verdict, figures, design, how it was kept to, and every pair."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cramp_journal.advice.experiment_words import blinding_in_words
from cramp_journal.advice.trial_sentences import (
    adherence_in_words,
    changed_since_seen,
    design_in_words,
    missing_in_words,
    odds_in_words,
    verdict_in_words,
)
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState, kept_trials, results_of
from cramp_journal.analysis.experiments.result import TrialFigures, TrialResult
from cramp_journal.charts.page import Picture, picture_of_trial
from cramp_journal.charts.trial_text import trial_ratio, trial_text
from cramp_journal.errors import JournalError
from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day, span
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import as_sentence, in_clauses, in_sentences, name_and_value
from cramp_journal.report.choices import Choices
from cramp_journal.report.sanitize import sanitize
from cramp_journal.report.truncate import first_of, more, truncate

_MOST = 6  # boxes: two pages
_NAME, _NOTE, _NOTES = 60, 120, 4  # columns of a name and of what was noticed; how many weeks of it
_LEAST_P = 0.001  # what is smaller is not written out
_TALL, _TALL_BLOCKS = 62.0, 78.0  # points: a row of pairs


@dataclass(frozen=True)
class ReportedTrial:
    """A trial of the period.

    Attributes:
        kept: The trial.
        found: What it found, with those that it was taken together with; None while that cannot be seen.
        refused: Why it can have no result, as a sentence.
        changed: That nights were changed after the first look at its result, as sentences.
    """

    kept: KeptTrial
    found: TrialResult | None = None
    refused: str = ""
    changed: str = ""

    @property
    def has_ended(self) -> bool:
        """Return whether it has a result, or can never have one."""
        return self.found is not None or bool(self.refused)


def trials_of(
    nights: Sequence[NightFigures], contents: Mapping[str, Any], choices: Choices, invented: Collection[date] = ()
) -> list[ReportedTrial]:
    """Return the trials that share nights with the period, the newest first."""
    if not contents.get("trials"):
        return []
    every, period, today = kept_trials(contents), choices.period, choices.today
    found = []
    for each in reversed(every):
        if each.trial.first > period.last or each.last < period.first:
            continue
        if each.state(today) is not TrialState.READY:
            found.append(ReportedTrial(each))
            continue
        try:
            results = results_of(each, every, nights, today, frozenset(invented))
        except JournalError as error:
            found.append(ReportedTrial(each, refused=str(error)))
        else:
            found.append(ReportedTrial(each, results.pooled or results.own, changed=changed_since_seen(each, results)))
    return found


def trials(found: Sequence[ReportedTrial]) -> tuple[dict[str, Any] | None, dict[str, Picture]]:
    """Return the boxes of the trials that have ended, with their pictures by name; None if there is none."""
    ended = [each for each in found if each.has_ended]
    if not ended:
        return None, {}
    shown, hidden = first_of(ended, _MOST)
    pictures: dict[str, Picture] = {}
    boxes = [_box(each, number, pictures) for number, each in enumerate(shown)]
    return {
        "heading": _("Trials on myself"),
        "boxes": boxes,
        "more": more(hidden, in_full=True),
        "note": _(
            "Ratio: cramps on nights with it for each cramp on nights without it, as drawn. Exact randomisation test"
            " over all orders that could have been drawn; 95 % interval by inverting it. One person's own trial is no"
            " advice for anybody else."
        ),
    }, pictures


def running_in_words(found: Sequence[ReportedTrial]) -> list[str]:
    """Say which trials have not ended, a line for each, and nothing about their results."""
    text = _("A trial on myself has not ended: {what}, {nights}. It has no result before its end.")
    return [
        text.format(what=_name(each.kept), nights=span(each.kept.trial.first, each.kept.trial.last))
        for each in found
        if not each.has_ended
    ]


def _box(each: ReportedTrial, number: int, pictures: dict[str, Picture]) -> dict[str, Any]:
    kept, found = each.kept, each.found
    box = {
        "heading": truncate(sanitize(words_of_thing(kept.thing).question), 2 * _NAME),
        "when": span(kept.trial.first, kept.last),
        "verdict": each.refused,
        "header": [],
        "rows": [],
        "lines": [name_and_value(_("Fingerprint"), kept.trial.fingerprint[:16] + "…")],
        "picture": "",
    }
    if found is None:
        return box
    name, kind = f"trial-{number}", kept.trial.design.kind
    pictures[name] = picture_of_trial(found.pairs, kind, tall=_TALL_BLOCKS if kept.trial.design.block > 1 else _TALL)
    text = trial_text(found, kind)
    rows = [_row(_("As drawn"), found.allocated)]
    if found.as_done is not None:
        rows.append(_row(_("As done, no fair comparison"), found.as_done))
    return box | {
        "verdict": in_sentences((each.changed, verdict_in_words(found))),
        "header": [_("Counted"), _("Pairs"), *map(capital, (_("with it"), _("without it"))), _("Ratio (95 %)"), "p"],
        "rows": rows,
        "lines": [
            name_and_value(_("Design"), design_in_words(kept.trial.design)),
            in_sentences(
                (
                    _("{n} trials taken together.").format(n=found.trials) if found.trials > 1 else "",
                    _("It was planned, and its order sealed, on {day}.").format(day=day(kept.planned_on)),
                    odds_in_words(kept.promised),
                )
            ),
            in_sentences((adherence_in_words(found), missing_in_words(found))),
            in_sentences((blinding_in_words(blinded=kept.blinded), _noticed(kept))),
            *box["lines"],
        ],
        "picture": name,
        "alt": text.summary,
        "note": as_sentence(capital(text.note)),
    }


def _row(name: str, figures: TrialFigures) -> list[str]:
    sides = ((figures.cramps_with, figures.nights_with), (figures.cramps_without, figures.nights_without))
    counted = [_("{cramps} in {nights}").format(cramps=cramps, nights=nights) for cramps, nights in sides]
    return [name, str(figures.pairs), *counted, trial_ratio(figures), _p(figures.p)]


def _p(value: float) -> str:
    return f"<{number_text(_LEAST_P, 3)}" if value < _LEAST_P else number_text(round(value, 3), 3)


def _noticed(kept: KeptTrial) -> str:
    """Say what was noticed while it ran, week by week."""
    unusual = [each for each in kept.effects if each.unusual]
    if not kept.effects:
        return ""
    if not unusual:
        return _("Nothing unusual was noticed.")
    notes = [
        name_and_value(_("week {n}").format(n=each.week), truncate(sanitize(each.note), _NOTE) or _("something"))
        for each in unusual[:_NOTES]
    ]
    return as_sentence(name_and_value(_("Noticed"), in_clauses(notes)))


def _name(kept: KeptTrial) -> str:
    return truncate(sanitize(words_of_thing(kept.thing).name), _NAME)
