"""What the person's own nights show about a tip: on which nights there were more cramps or fewer, or why not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cramp_journal.advice.medicines import classes_of, substances_of
from cramp_journal.advice.tips import LoggedAs, Tip
from cramp_journal.analysis.factors import FactorEffect, exposures
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import nights_text
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import FactorKind, Verdict

# Of several things that belong to a tip, the most telling one is said: what may be a link before “no clear link”.
_TELLING = (Verdict.MORE, Verdict.FEWER, Verdict.NOT_ENOUGH, Verdict.NO_CLEAR_LINK, Verdict.AFTER_CRAMPS)


@dataclass(frozen=True)
class Logged:
    """On how many nights something was said to be there, and on how many not."""

    name: str
    kind: FactorKind
    with_it: int
    without: int


def logged(nights: Sequence[Mapping[str, Any]], hidden: Collection[str] = ()) -> list[Logged]:
    """Count for everything that nights in the exchange form say, on how many it was there and on how many not."""
    return [
        Logged(each.name, each.kind, int((each.column == 1).sum()), int((each.column == 0).sum()))
        for each in exposures(nights, hidden)
    ]


def own_nights(tip: Tip, effects: Sequence[FactorEffect], logged_of: Sequence[Logged] = ()) -> str:
    """Say what the person's own nights show about a tip, in the same night."""
    if not tip.own:
        return _(
            "To see what your nights say of it, add it as one of your own: on Last night, behind “Something else…”."
        )
    found = [
        (own, each)
        for own in tip.own
        for each in effects
        if each.lag == 0 and _is_about(own, each.factor, each.kind) and each.verdict != Verdict.TOO_FEW_NIGHTS
    ]
    if found:
        own, best = min(found, key=lambda pair: _TELLING.index(pair[1].verdict))
        return _found(own, best)
    return _one_sided(tip, logged_of)


def _found(own: LoggedAs, best: FactorEffect) -> str:
    nights = best.shown[1]
    match best.verdict:
        case Verdict.AFTER_CRAMPS:
            return _("Your nights: you note this mostly on cramp nights, so they cannot tell.")
        case Verdict.MORE:
            said = _("You had more cramps on the {nights} {when}. A link is not a cause.")
        case Verdict.FEWER:
            said = _("You had fewer cramps on the {nights} {when}. A link is not a cause.")
        case Verdict.NOT_ENOUGH:
            said = _("Your nights: not enough to tell yet ({nights} {when}).")
        case _:
            said = _("Your nights: no clear link ({nights} {when}).")
    peak = _("Begun at a peak; peaks fall back by themselves.") if best.at_a_peak else ""
    return in_sentences((said.format(nights=nights_text(nights), when=own.on), peak))


def _one_sided(tip: Tip, logged_of: Sequence[Logged]) -> str:
    """Say that there is too little on one side; “every night” and “never” are both known, and are not the same."""
    mine = [(own, each) for own in tip.own for each in logged_of if _is_about(own, each.name, each.kind)]
    known = [(own, each) for own, each in mine if each.with_it or each.without]
    if not known:
        return _("You have not noted this yet.")
    own, most = max(known, key=lambda pair: (min(pair[1].with_it, pair[1].without), pair[1].with_it))
    if not most.without:
        said = ngettext(
            "Your one night with an answer was a night {when}: there are no others to compare.",
            "All your {n} nights with an answer were nights {when}: there are no others to compare.",
            most.with_it,
        )
        return said.format(n=most.with_it, when=own.on)
    if not most.with_it:
        said = ngettext(
            "Your one night with an answer was no night {when}: there is nothing to compare.",
            "None of your {n} nights with an answer was a night {when}: there is nothing to compare.",
            most.without,
        )
        return said.format(n=most.without, when=own.on)
    said = _("Your nights: too few to tell yet ({nights} {when}, {m} without).")
    return said.format(nights=nights_text(most.with_it), when=own.on, m=most.without)


def _is_about(own: LoggedAs, name: str, kind: FactorKind) -> bool:
    """Return whether a factor, or something that is taken, is what belongs to a tip, by whatever name it was noted."""
    if kind == FactorKind.INTAKE:
        return own.name in classes_of(name) or own.name in {each.name for each in substances_of(name)}
    return kind == FactorKind.FACTOR and own.name == name
