"""Two schedules of a trial with capsules: one for a helper, who keeps the order, and one for the person, without it.

The helper fills and lays out capsules that look alike, so that the person does not know which nights are with it. The
helper's has a cover that can be read by anybody, and the order on pages of its own, to be put into an envelope.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cramp_journal.advice.trial_sentences import answer_day
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.schedule import whole_order
from cramp_journal.errors import BadInput
from cramp_journal.formats import weekday_name
from cramp_journal.i18n import _, speaking
from cramp_journal.labels import day, short_day, span
from cramp_journal.report.protocol import PaperOfTrial, head_of_paper, name_of_thing, on_one_page
from cramp_journal.report.sanitize import sanitize_all
from cramp_journal.trial_words import TrialKind

_WEEK = 7
WITH_IT, WITHOUT_IT = "×", "–"  # in a cell of the helper's schedule


@dataclass(frozen=True)
class SealedSchedules:
    """Two PDFs: the helper's, with the order, and the person's own, without it; a notice if they are not archival."""

    helper: bytes
    own: bytes
    notice: str


def sealed_schedules(kept: KeptTrial, chosen: PaperOfTrial) -> SealedSchedules:
    """Return both schedules of a trial that a helper blinds.

    Raises:
        BadInput: No helper blinds this trial, or a newer program began it.
        OrderChanged: What was fixed has changed since.
        JournalError: They cannot be typeset.
    """
    if not kept.blinded:
        raise BadInput(_("No helper fills capsules for this trial, so there are no sealed schedules of it."))
    helper, notice = on_one_page({"page": helper_words(kept, chosen)}, "schedule.typ")
    own, also = on_one_page({"page": own_words(kept, chosen)}, "schedule.typ")
    return SealedSchedules(helper, own, notice or also)


def helper_words(kept: KeptTrial, chosen: PaperOfTrial) -> dict[str, Any]:
    """Return the words of the helper's schedule by their place, with the order."""
    with speaking(chosen.language):
        found: dict[str, Any] = sanitize_all(_helper(kept, chosen))
        return found


def own_words(kept: KeptTrial, chosen: PaperOfTrial) -> dict[str, Any]:
    """Return the words of the person's own schedule by their place: dates to tick, and nothing of the order."""
    with speaking(chosen.language):
        found: dict[str, Any] = sanitize_all(_own(kept, chosen))
        return found


def _helper(kept: KeptTrial, chosen: PaperOfTrial) -> dict[str, Any]:
    what, until = name_of_thing(kept), day(answer_day(kept.trial))
    return head_of_paper(kept, chosen, _("For the helper of this trial")) | {
        "cover": {
            "warning": _("Whoever takes the capsules does not read the next page before {day}.").format(day=until),
            "lines": [
                _("What is tried: {what}, from {first} to {last}.").format(
                    what=what, first=day(kept.trial.first), last=day(kept.trial.last)
                ),
            ],
            "list": [
                _("Print both pages. Put the next page into an envelope, close it, and stick this page on it."),
                _(
                    "Ask a pharmacist for two kinds of capsules that look and taste alike: one with the dose that was"
                    " settled on, one without it. Keep them where only you can reach them."
                ),
                _("Lay out one capsule for each date, a few weeks at a time, each marked with its date only."),
                _("Do not talk about the order, not even by a smile. Do not say when it changes."),
                _(
                    "In an emergency, or if a doctor asks, open the envelope and say what was taken. Health comes"
                    " before the trial."
                ),
                _("After {day} both of you may look.").format(day=until),
            ],
        },
        "heading": _("The order: {what}").format(what=what),
        "key": _("{with_it} {what} · {without_it} the capsule without it").format(
            with_it=WITH_IT, without_it=WITHOUT_IT, what=what
        ),
        **_order(kept, what),
    }


def _order(kept: KeptTrial, what: str) -> dict[str, Any]:
    """Return the rows of the order: a row a block, or a row a week."""
    order = whole_order(kept.trial).tolist()
    if kept.trial.design.kind is TrialKind.SINGLE_NIGHTS:
        cells = [WITH_IT if each else WITHOUT_IT for each in order]
        return {"header": _weekdays(kept), "rows": _by_weeks(kept, cells)}
    block = kept.trial.design.block
    rows = []
    for start in range(0, len(order), block):
        first = kept.trial.first + timedelta(days=start)
        said = what if order[start] else _("the capsule without it")
        rows.append([span(first, first + timedelta(days=block - 1)), WITH_IT if order[start] else WITHOUT_IT, said])
    return {"header": [_("Evenings"), "", _("Capsules")], "rows": rows}


def _own(kept: KeptTrial, chosen: PaperOfTrial) -> dict[str, Any]:
    return head_of_paper(kept, chosen, _("My capsules, evening by evening")) | {
        "cover": None,
        "how": [
            _("Each evening, take the capsule that is laid out for the date, and tick it here and in Cramp Journal."),
            _("Do not open, taste or compare capsules: the trial is worth most while you do not know."),
            _(
                "If you notice anything unusual, stop, and ask a pharmacist or doctor. In an emergency your helper says"
                " what you took."
            ),
        ],
        "heading": _("From {first} to {last}").format(first=day(kept.trial.first), last=day(kept.trial.last)),
        "key": _("Each row is a week, named by its first evening."),
        "header": _weekdays(kept),
        "rows": _by_weeks(kept, [""] * kept.trial.design.nights),
    }


def _weekdays(kept: KeptTrial) -> list[str]:
    return [_("Week of"), *(weekday_name(kept.trial.first + timedelta(days=number)) for number in range(_WEEK))]


def _by_weeks(kept: KeptTrial, cells: Sequence[str]) -> list[list[str]]:
    """Return a row for each week of a trial; a date has its year where that begins."""
    return list(_weeks(kept, cells))


def _weeks(kept: KeptTrial, cells: Sequence[str]) -> Iterator[list[str]]:
    year = 0
    for start in range(0, len(cells), _WEEK):
        first = kept.trial.first + timedelta(days=start)
        yield [short_day(first) if first.year == year else day(first), *cells[start : start + _WEEK]]
        year = first.year
