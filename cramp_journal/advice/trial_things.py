"""What is tried, in words: the question, what an evening with it and without it is called, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from cramp_journal.analysis.experiments.rules import Thing
from cramp_journal.i18n import _, pgettext
from cramp_journal.labels import capital, label


@dataclass(frozen=True)
class ThingWords:
    """The words about one thing. Each is complete, since languages build them differently.

    Attributes:
        name: What it is called in a list.
        question: What the trial asks.
        with_it: What an evening with it is called.
        without_it: What an evening without it is called.
        how: What to do on an evening with it.
        rest: What to do on an evening without it.
        pair: What a pair is made of.
        did: The answers on an evening with it: as planned, and not.
        left: The answers on an evening without it: as planned, and not.
        drawing: The name of its drawing; "" if it has none.
    """

    name: str
    question: str
    with_it: str
    without_it: str
    how: str
    rest: str
    pair: str
    did: tuple[str, str]
    left: tuple[str, str]
    drawing: str = ""


def words_of_thing(thing: Thing) -> ThingWords:
    """Return the words about a thing, in the language in use."""
    return _KNOWN[thing.name]() if thing.name in _KNOWN else _taken(thing)


def answers_in_words(words: ThingWords, *, with_it: bool, tonight: bool) -> tuple[str, str]:
    """Return the two answers of an evening: as planned, and not.

    Args:
        words: Of the thing.
        with_it: Whether the evening is with it.
        tonight: Whether it is the evening of today.
    """
    if not with_it:
        return words.left
    kept_to, other = words.did
    return kept_to, other if tonight or other != _("Not tonight") else _("Not that evening")


def _foot_soak() -> ThingWords:
    return ThingWords(
        name=capital(label("foot_soak")),
        question=_("Does a foot soak help me?"),
        with_it=_("Foot soak"),
        without_it=_("No foot soak"),
        how=_("15 minutes in warm, not hot, water before bed."),
        rest=_("Leave it out tonight. Nights without it count as much as nights with it."),
        pair=_("Each pair is one night with a foot soak and one without."),
        did=_done(),
        left=_left_out(),
        drawing="foot-soak",
    )


def _stretching() -> ThingWords:
    return ThingWords(
        name=_("Stretching before bed"),
        question=_("Does stretching before bed help me?"),
        with_it=_("Stretch before bed"),
        without_it=_("No stretching"),
        how=_("A few minutes for both calves, gently, just before bed."),
        rest=_("Leave it out tonight. Nights without it count as much as nights with it."),
        pair=_("Each pair is one night with stretching before bed and one without."),
        did=_done(),
        left=_left_out(),
        drawing="toes-up",
    )


def _warm_socks() -> ThingWords:
    return ThingWords(
        name=_("Warm socks in bed"),
        question=_("Do warm socks in bed help me?"),
        with_it=_("Warm socks in bed"),
        without_it=_("No socks in bed"),
        how=_("Loose socks, on when you go to bed."),
        rest=_("Leave them off tonight. Nights without them count as much as nights with them."),
        pair=_("Each pair is one night with warm socks and one without."),
        did=_done(),
        left=(_("Left them off"), _("Wore them all the same")),
        drawing="warm-socks",
    )


def _no_tea() -> ThingWords:
    return ThingWords(
        name=_("No tea or coffee in the evening"),
        question=_("Does it help me to drink no tea or coffee in the evening?"),
        with_it=_("No tea or coffee"),
        without_it=_("Tea or coffee as usual"),
        how=_("None from late afternoon on; herbal tea is fine."),
        rest=_("Drink what you usually would. These nights count as much as the others."),
        pair=_("Each pair is one evening without tea or coffee and one as usual."),
        did=(_("Drank none"), _("Drank some all the same")),
        left=(_("As usual"), _("Drank none all the same")),
        drawing="no-cup",
    )


def _light_exercise() -> ThingWords:
    return ThingWords(
        name=_("Light exercise in the evening"),
        question=_("Does light exercise in the evening help me?"),
        with_it=_("Light exercise"),
        without_it=_("No exercise this evening"),
        how=_("About 10 minutes of easy walking or cycling in the evening."),
        rest=_("Leave it out tonight. Nights without it count as much as nights with it."),
        pair=_("Each pair is one night with light exercise before it and one without."),
        did=_done(),
        left=_left_out(),
        drawing="walking",
    )


def _taken(thing: Thing) -> ThingWords:
    magnesium = thing.name == "magnesium"
    name = _("magnesium") if magnesium else label(thing.name)
    if thing.lingers:
        pair = _("Each pair is four weeks with {what} and four weeks without.")
        rest = _("Take none tonight, and keep to it until the program says otherwise.")
    else:
        pair = _("Each pair is one night with {what} and one without.")
        rest = _("Take none tonight. Nights without it count as much as nights with it.")
    return ThingWords(
        name=capital(name),
        question=_("Does magnesium help me?") if magnesium else _("Does {what} help me?").format(what=name),
        with_it=capital(name),
        without_it=_("No {what}").format(what=name),
        how=_("The dose you settled on before the trial; do not change it."),
        rest=rest,
        pair=pair.format(what=name),
        did=(_("Taken"), _("Not tonight")),
        left=(_("Took none"), _("Took it all the same")),
        drawing="capsule",
    )


def _done() -> tuple[str, str]:
    return pgettext("a trial", "Done"), _("Not tonight")


def _left_out() -> tuple[str, str]:
    return _("Left it out"), _("Had it all the same")


_KNOWN: dict[str, Callable[[], ThingWords]] = {
    "foot_soak": _foot_soak,
    "stretched_before_bed": _stretching,
    "warm_socks": _warm_socks,
    "strong_tea_or_coffee": _no_tea,
    "light_exercise": _light_exercise,
}
