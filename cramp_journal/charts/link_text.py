"""The chart of links in words: each factor, supplement and medicine with its verdict."""

import math
from collections.abc import Sequence
from functools import partial

from cramp_journal.analysis.effects import FEWEST
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.charts.chart_text import ChartText, Item
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import capital, degrees, label, some_of, tenths
from cramp_journal.punctuation import as_sentence, in_clauses, in_sentences, name_and_value
from cramp_journal.words import Verdict

_HALF = 0.5  # a ratio that somebody would notice; its inverse is twice as many
CLEAR_VERDICTS = (Verdict.MORE, Verdict.FEWER)


def name_of(each: FactorEffect, unit: str) -> str:
    """Say what is compared; `unit` is the unit of temperatures, "c" or "f"."""
    if each.limit is not None and each.factor == "colder_room":
        return _("Room under {limit}").format(limit=degrees(each.limit, unit))
    if each.limit is not None and each.factor == "warmer_room":
        return _("Room over {limit}").format(limit=degrees(each.limit, unit))
    return capital(label(each.factor))


def links_text(effects: Sequence[FactorEffect], lag: int, unit: str) -> ChartText:
    """Describe the effects at one lag: 0 for the same night, 1 for the night after."""
    items = []
    clear = 0
    for each in effects:
        name, verdict = name_of(each, unit), label(each.verdict)
        clear += each.verdict in CLEAR_VERDICTS
        cells = (
            name,
            _("{cramps} in {nights}").format(cramps=each.shown[0], nights=each.shown[1]),
            _("{cramps} in {nights}").format(cramps=each.shown[2], nights=each.shown[3]),
            ratio_of(each),
            verdict,
        )
        hint = _hint(each, name, verdict)
        if more := beside(each):
            hint = in_sentences((as_sentence(hint), more))
        items.append(Item(cells, hint, partial(tuple, each.evenings)))
    when = _("in the same night") if not lag else _("in the night after")
    if not items:
        title = _("Nothing to compare yet")
    elif all(each.effect is None for each in effects):
        title = _("Too few nights to compare yet")
    elif not clear:
        title = _("No clear link {when}").format(when=when)
    else:
        title = ngettext("{n} clear link {when}", "{n} clear links {when}", clear).format(n=clear, when=when)
    note = _("dot: cramps a night with it, for one without it · line: where that likely lies")
    verdicts = [name_and_value(item.cells[0], item.cells[4]) for item in items]
    return ChartText(
        title=title,
        note=note,
        summary=in_sentences(map(as_sentence, (title, *verdicts))),
        header=(
            _("What"),
            _("Cramps with it"),
            _("Cramps without it"),
            _("Times as many (likely range)"),
            _("Verdict"),
        ),
        items=tuple(items),
    )


def ratio_of(each: FactorEffect) -> str:
    """Say a ratio with its interval, such as "1.4 (0.9–2.2)"."""
    effect = each.effect
    if effect is None:
        return "–"
    high = _("no limit") if math.isinf(effect.high) else tenths(effect.high)
    if not effect.ratio:
        return _("none (at most {high})").format(high=high)
    ratio = "–" if math.isinf(effect.ratio) else tenths(effect.ratio)
    return f"{ratio} ({tenths(effect.low)}–{high})"


def beside(each: FactorEffect) -> str:
    """Say what belongs beside a comparison: what it goes together with, and that it was begun at a peak."""
    together = _("Together with: {name}; only nights alike in that are compared.").format(name=label(each.together))
    peak = _("Begun at a peak; peaks fall back by themselves.")
    said = ((together, each.together), (peak, each.at_a_peak))
    return in_sentences(text for text, is_so in said if is_so)


def notes_on(effects: Sequence[FactorEffect], unit: str) -> list[str]:
    """Say, each thing once, what goes with another, what is ticked after cramps, and what was begun at a peak."""
    ticked = sorted({name_of(each, unit) for each in effects if each.after_cramps})
    begun = sorted({name_of(each, unit) for each in effects if each.at_a_peak and each.effect})
    along = sorted(
        {
            _("{name} (together with: {other})").format(name=name_of(each, unit), other=label(each.together))
            for each in effects
            if each.together and each.effect
        }
    )
    found = []
    if along:
        found.append(_("{names}: only nights alike in that are compared.").format(names=some_of(along)))
    if ticked:
        said = _("{names}: you tick this mostly on cramp nights: no comparison.")
        found.append(said.format(names=some_of(ticked)))
    if begun:
        said = _("{names}: begun when cramps were at a peak. Peaks fall back by themselves.")
        found.append(said.format(names=some_of(begun)))
    return found


def _hint(each: FactorEffect, name: str, verdict: str) -> str:
    if each.verdict == Verdict.AFTER_CRAMPS:
        return _("{name}: You tick this mostly on cramp nights: no comparison.").format(name=name)
    if each.effect and not each.effect.ratio and each.verdict != Verdict.TOO_FEW_NIGHTS:
        return _("{name}: no cramps with it in the nights compared, {verdict}").format(name=name, verdict=verdict)
    if each.verdict != Verdict.TOO_FEW_NIGHTS:
        return _("{name}: {ratio} times as many cramps, {verdict}").format(
            name=name, ratio=ratio_of(each), verdict=verdict
        )
    if min(each.nights_with, each.nights_without) >= FEWEST:
        return _(
            "{name}: it hardly changed within the same 4 weeks and weekdays, so there is little to compare"
        ).format(name=name)
    return _("{name}: {verdict}, {n} at least are needed with and without it").format(
        name=name, verdict=verdict, n=FEWEST
    )


def _may_still_be(each: FactorEffect) -> bool:
    """Return whether half as many or twice as many cramps are not ruled out."""
    return each.effect is not None and not _HALF < each.effect.low <= each.effect.high < 1 / _HALF


def links_in_words(effects: Sequence[FactorEffect], unit: str) -> str:
    """Say in a sentence or two which links are clear, or that none is."""
    clear = [each for each in effects if each.verdict in CLEAR_VERDICTS]
    judged = [each for each in effects if each.effect is not None]
    if not judged:
        return _("Too few nights to compare yet: {n} with a thing and {n} without it, in the same weeks.").format(
            n=FEWEST
        )
    perhaps = [each for each in judged if each.verdict is Verdict.NOT_ENOUGH]
    if not clear and perhaps:
        names = some_of(name_of(each, unit) for each in perhaps)
        return _("{names}: it may be a link, or chance. There is not enough yet to tell.").format(names=names)
    if not clear and any(_may_still_be(each) for each in judged):
        return ngettext(
            "No clear link in {n} comparison so far. With these few nights, one may still be there.",
            "No clear link in {n} comparisons so far. With these few nights, one may still be there.",
            len(judged),
        ).format(n=len(judged))
    if not clear:
        return ngettext(
            "No clear link in {n} comparison. That is an answer too: what you logged does not show that it brings more "
            "or fewer cramps.",
            "No clear link in {n} comparisons. That is an answer too: what you logged does not show that any of them "
            "brings more or fewer cramps.",
            len(judged),
        ).format(n=len(judged))
    parts = [
        _("{name}: {verdict} {when}").format(
            name=name_of(each, unit),
            verdict=label(each.verdict),
            when=_("in the same night") if not each.lag else _("in the night after"),
        )
        for each in clear
    ]
    return _("{links}. All else: no clear link, or too few nights.").format(links=some_of(parts, in_clauses))
