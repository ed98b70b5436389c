"""What a person can try, how good the evidence is, and what their own nights say about it.

The advice comes from the articles, the evidence from the fact sheet, sections 5 and 11 (Cochrane reviews, trials and
surveys; read November 2026).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cramp_journal.advice.evidence import Person
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.i18n import _
from cramp_journal.words import Condition, SignKind, Verdict


@dataclass(frozen=True)
class Tip:
    """One thing to try.

    `factors` are the logged factors that belong to it; its own nights are described if there are enough of them.
    """

    title: str
    how: str
    evidence: str
    factors: tuple[str, ...] = ()
    caution: str = ""


def tips(person: Person) -> tuple[Tip, ...]:
    """Return the tips, those with a trial behind them first. Cautions address what the person ticked and takes."""
    burnt = bool({str(Condition.DIABETES), str(Condition.NUMB_FEET)} & person.conditions) or any(
        each.sign == SignKind.NUMBNESS_OR_TINGLING and each.until is None for each in person.signs
    )
    soak = _("You told of diabetes or numb feet: do not soak them. A burn can go unnoticed.")
    return (
        Tip(
            _("Stretch the calves before bed"),
            _("Hands on a wall, heel down, knee straight: three times 10 seconds for each leg."),
            _("One trial (80 people) found fewer and milder cramps, another (191) no difference. It does no harm."),
            ("stretched_before_bed",),
        ),
        Tip(
            _("Keep the calves warm"),
            _("Long trousers, socks, a light cover in winter."),
            _("Cold feet in bed went with cramps in one small study; yet most cramps come in summer. No trial."),
            ("legs_felt_cold", "colder_room"),
        ),
        Tip(
            _("No fan or air conditioner on the legs"),
            _("Turn it away, or cover the legs."),
            _("No study was found."),
            ("fan_or_air_conditioning",),
        ),
        Tip(
            _("A warm foot soak before bed"),
            _("Water of about 40 °C, 15 to 20 minutes. Try it with the elbow or a thermometer first."),
            _("No trial in night cramps; heat helped in cramps of dialysis."),
            ("foot_soak",),
            soak if burnt else _("Not with numb feet or diabetes: a burn can go unnoticed."),
        ),
        Tip(
            _("Warm up first, and raise exercise bit by bit"),
            _("No sudden hard exercise; walk or cycle a little before bed."),
            _("No trial. In one study it was sitting much, not exercise, that went with cramps."),
            ("warmed_up", "hard_exercise", "sat_all_day"),
        ),
        Tip(
            _("Let the feet stand up in bed"),
            _("Loose covers; on the back, a pillow at the soles; on the front, feet over the edge."),
            _("A theory: a pointed foot leaves the calf slack. No trial."),
            ("slept_on_back", "slept_on_front"),
        ),
        Tip(
            _("Less alcohol"),
            _("Try some evenings without."),
            _("Alcohol went with cramps in one study of people over 60; how strongly is quite unsure."),
            ("alcohol",),
        ),
        Tip(
            _("Less strong tea or coffee in the evening, and no smoking"),
            _("Try some evenings without."),
            _("Surveys list smoking; of tea and coffee no study was found."),
            ("strong_tea_or_coffee", "smoking"),
        ),
        Tip(
            _("Food rich in calcium and vitamin D, and some sun"),
            _("Milk, yoghurt, small fish, kelp, soy, nuts, vegetables; daylight on most days."),
            _("Good for old bones. Against ordinary night cramps calcium was not tested."),
            ("calcium", "vitamin D"),
            _("More of a supplement can harm: ask before you take more."),
        ),
        Tip(
            _("Magnesium"),
            _("If you try it, give it six weeks and look at “What helps”."),
            _("Eleven trials: it is unlikely to help older people. Most takers of a dummy tablet got better too."),
            ("magnesium", "magnesium citrate"),
            _("You told of kidney disease: magnesium can build up. Ask a pharmacist or doctor before you take it.")
            if str(Condition.KIDNEY_DISEASE) in person.conditions
            else _("Not with kidney disease, unless a doctor says so: it can build up."),
        ),
    )


def own_nights(tip: Tip, effects: Sequence[FactorEffect]) -> str:
    """Say what the person's own nights show about a tip, in the same night."""
    found = [each for name in tip.factors for each in effects if each.factor == name and each.lag == 0]
    if not found:
        return _("Not in your nights yet.")
    best = min(found, key=lambda each: list(Verdict).index(each.verdict))
    nights = best.shown[1]
    if best.verdict == Verdict.AFTER_CRAMPS:
        return _("Your nights: you tick this mostly on cramp nights, so they cannot tell.")
    if best.verdict == Verdict.TOO_FEW_NIGHTS:
        said = _("Your nights: on {n} with it; too few to tell.").format(n=nights)
    elif best.verdict == Verdict.NOT_ENOUGH:
        said = _("Your nights: not enough to tell ({n} with it).").format(n=nights)
    elif best.verdict == Verdict.NO_CLEAR_LINK or best.effect is None:
        said = _("Your nights: no clear link ({n} with it).").format(n=nights)
    else:
        words = _("more cramps") if best.verdict == Verdict.MORE else _("fewer cramps")
        said = _("Your nights: {words} on the {n} with it. A link is not a cause.").format(words=words, n=nights)
    peak = _("Begun at a peak; peaks fall back by themselves.") if best.at_a_peak else ""
    return f"{said} {peak}".strip()
