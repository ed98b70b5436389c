"""The pictures of a trial in words: ten tries, the pairs that are in so far, and every pair at the end."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from math import isinf, isnan

from cramp_journal.analysis.experiments.result import PairOutcome, TrialFigures, TrialResult
from cramp_journal.analysis.experiments.running import NightUse, PairState
from cramp_journal.analysis.period import MONTH
from cramp_journal.charts.chart_text import ChartText, Item
from cramp_journal.charts.trial_marks import TRIES
from cramp_journal.formats import number_text
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, cramps_text, nights_text, span
from cramp_journal.punctuation import as_sentence, in_list, in_sentences, with_aside
from cramp_journal.trial_words import TrialKind


def tries_text(of_ten: int) -> ChartText:
    """Describe ten tries: the title says how many of them would notice a halving."""
    title = _("In {n} of 10 tries you would notice it").format(n=of_ten)
    if not of_ten:
        title = _("In fewer than 1 of 10 tries you would notice it")
    rest = _("In {n} chance would hide it.").format(n=TRIES - of_ten) if of_ten < TRIES else ""
    return ChartText(
        title=title,
        note=_("full: you would notice · empty: chance would hide it"),
        summary=in_sentences((as_sentence(title), rest)),
        header=(_("Tries"), _("How many")),
        items=(),
    )


def pairs_in_text(states: Sequence[PairState], kind: TrialKind) -> ChartText:
    """Describe the pairs of a trial that runs; they tell neither its order nor its cramps."""
    whole, void = states.count(PairState.WHOLE), states.count(PairState.VOID)
    if kind is TrialKind.SINGLE_NIGHTS:
        title = _("{n} of {all} pairs of nights are in").format(n=whole, all=len(states))
        each = _("Each pair is one night with it and one without it.")
    else:
        title = _("{n} of {all} pairs of four weeks are in").format(n=whole, all=len(states))
        each = _("Each pair is four weeks with it and four weeks without it.")
    lost = ngettext(
        "{n} pair cannot be compared, since a night of it is missing.",
        "{n} pairs cannot be compared, since a night of each is missing.",
        void,
    ).format(n=void)
    if kind is TrialKind.BLOCKS:
        lost = ngettext(
            "{n} pair cannot be compared, since too many nights of it are missing.",
            "{n} pairs cannot be compared, since too many nights of each are missing.",
            void,
        ).format(n=void)
    return ChartText(
        title=title,
        note=_("full: in · half: begun · dash: cannot be compared · pale: still to come"),
        summary=in_sentences((as_sentence(title), each, lost if void else "")),
        header=(_("Pairs"), _("How many")),
        items=(),
    )


def trial_text(found: TrialResult, kind: TrialKind) -> ChartText:
    """Describe every pair of a trial that has ended, in the order of their nights.

    Args:
        found: The result.
        kind: How its nights were divided: two nights make a pair, or two blocks.
    """
    title = counted_text(found.allocated)
    void = [each for each in found.pairs if each.void is not None]
    lost = ngettext("{n} pair is not compared.", "{n} pairs are not compared.", len(void)).format(n=len(void))
    unit = _("bars: cramps") if kind is TrialKind.SINGLE_NIGHTS else _("bars: cramps a week")
    note = _("{unit} · up and full: with it · down and hollow: without it · dot: none").format(unit=unit)
    if void:
        note = _("{note} · hatched: not compared").format(note=note)
    return ChartText(
        title=title,
        note=note,
        summary=in_sentences((as_sentence(title), _in_pairs(found.pairs), lost if void else "")),
        header=(_("Pair"), *map(capital, (_("with it"), _("without it"))), _("Compared")),
        items=tuple(_item(each, kind) for each in found.pairs),
    )


def counted_text(figures: TrialFigures) -> str:
    """Say what was counted on both sides: cramps and nights of the pairs that are compared."""
    return _("{cramps} in {nights} with it, {others} in {other_nights} without it").format(
        cramps=cramps_text(figures.cramps_with),
        nights=nights_text(figures.nights_with),
        others=cramps_text(figures.cramps_without),
        other_nights=nights_text(figures.nights_without),
    )


def trial_ratio(figures: TrialFigures) -> str:
    """Say the ratio of a trial with its interval, such as “0.54 (0.33–0.86)”; what is not 1 is not rounded to it."""
    if isnan(figures.ratio):
        return "–"
    high = _("no limit") if isinf(figures.high) else _hundredths(figures.high)
    ratio = "–" if isinf(figures.ratio) else _hundredths(figures.ratio)
    return f"{ratio} ({_hundredths(figures.low)}–{high})"


def _hundredths(value: float) -> str:
    if value == 1:
        return number_text(value, 2)
    return number_text(min(value, 0.99) if value < 1 else max(value, 1.01), 2)


def why_void(use: NightUse) -> str:
    """Say why nights of a trial cannot be compared, in a few words."""
    match use:
        case NightUse.STOPPED:
            return _("the trial had been stopped")
        case NightUse.WASHOUT:
            return _("first nights of four weeks")
        case NightUse.PAUSED:
            return _("paused")
        case NightUse.NOT_LOGGED:
            return _("not recorded")
        case NightUse.LEFT_OUT:
            return _("left out")
        case NightUse.INVENTED:
            return _("invented")
        case NightUse.LATE:
            return _("entered too late")
        case NightUse.USED:
            return ""


def evenings_of(pair: PairOutcome, kind: TrialKind) -> tuple[date, ...]:
    """Return every evening of a pair, whether or not it counts."""
    nights = 2 if kind is TrialKind.SINGLE_NIGHTS else 2 * MONTH
    return tuple(pair.first + timedelta(days=number) for number in range(nights))


def _in_pairs(pairs: Sequence[PairOutcome]) -> str:
    """Say in how many of the compared pairs which side had fewer cramps, each night counting alike."""
    compared = [each for each in pairs if each.void is None]
    sides = [each.cramps_with * each.nights_without - each.cramps_without * each.nights_with for each in compared]
    fewer, more = sum(each < 0 for each in sides), sum(each > 0 for each in sides)
    text = ngettext(
        "Of {n} pair, {fewer} had fewer cramps with it, {more} had more, {alike} had as many.",
        "Of {n} pairs, {fewer} had fewer cramps with it, {more} had more, {alike} had as many.",
        len(compared),
    )
    return text.format(n=len(compared), fewer=fewer, more=more, alike=len(compared) - fewer - more)


def _item(pair: PairOutcome, kind: TrialKind) -> Item:
    evenings = evenings_of(pair, kind)
    name = span(evenings[0], evenings[-1])
    on, off = _side(pair.cramps_with, pair.nights_with, kind), _side(pair.cramps_without, pair.nights_without, kind)
    why = why_void(pair.void) if pair.void is not None else ""
    said = with_aside(_("no"), why) if why else _("yes")
    if why:
        hint = _("{span}: not compared, {why}").format(span=name, why=why)
    else:
        hint = _("{span}: {with_it} with it, {without_it} without it").format(
            span=name, with_it=cramps_text(pair.cramps_with), without_it=cramps_text(pair.cramps_without)
        )
        if kind is TrialKind.BLOCKS:
            counted = in_list((nights_text(pair.nights_with), nights_text(pair.nights_without)))
            hint = _("{hint} (counted: {nights})").format(hint=hint, nights=counted)
    return Item((name, on, off, said), hint, partial(tuple, evenings))


def _side(cramps: int, nights: int, kind: TrialKind) -> str:
    if not nights:
        return "–"
    if kind is TrialKind.SINGLE_NIGHTS:
        return str(cramps)
    return _("{cramps} in {nights}").format(cramps=cramps, nights=nights)
