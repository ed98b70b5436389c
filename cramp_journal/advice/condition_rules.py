"""The rules about conditions that the person told of: what doctors want to know with each, and no hot foot soak."""

from collections.abc import Callable, Sequence
from datetime import date

from cramp_journal.advice.evidence import Evidence, Person
from cramp_journal.advice.published import sources_in_words
from cramp_journal.advice.tips import no_soak
from cramp_journal.analysis.period import MONTH, Period, counted_in, last_looked_at
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import label, some_of
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_sentences
from cramp_journal.triage import table
from cramp_journal.words import Condition, Rule

_Says = tuple[Callable[[], str], str]  # what is said of a condition, and a key of `PUBLISHED`, or ""


def condition_and_cramps(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find cramps in the last 28 nights of a person with a condition that doctors want to know about alongside them."""
    has = [each for each in Condition if each in _SAYS and each in person.conditions]
    inside = [n for n in counted_in(nights, Period.of_last(MONTH, last_looked_at(nights, today))) if n.count]
    if not has or not inside:
        return None
    row = table().row(Rule.CONDITION_AND_CRAMPS)
    said = [_SAYS[each] for each in has]
    sources = [table().source(row).in_words(), sources_in_words(*(key for _words, key in said if key))]
    return Evidence(
        logged=_("You logged cramps in {n} of the last 28 nights, and told of: {what}.").format(
            n=len(inside), what=some_of(label(each) for each in has)
        ),
        advice=in_sentences([from_file(row.do), *(words() for words, _key in said)]),
        nights=tuple(night.evening for night in inside),
        numbers={"cramp_nights": len(inside)},
        source=in_sentences(sources),
        about=tuple(has),
    )


def foot_soak_caution(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find a foot soak in the last 28 nights of a person for whom none is described: a burn can go unnoticed."""
    why = no_soak(person, today)
    month = Period.of_last(MONTH, last_looked_at(nights, today))
    soaked = [n for n in counted_in(nights, month) if n.details.foot_soak]
    if not soaked or not why:
        return None
    return Evidence(
        logged=_("You soaked your feet on {n} of the last 28 evenings, and told of: {why}.").format(
            n=len(soaked), why=some_of(why)
        ),
        nights=tuple(night.evening for night in soaked),
        numbers={"soaks": len(soaked)},
    )


def _nothing_more() -> str:
    return ""


_SAYS: dict[Condition, _Says] = {
    Condition.PREGNANT: (
        lambda: _("In pregnancy your midwife is one to tell. Going to sleep on the side is advised from 28 weeks on."),
        "side_sleeping",
    ),
    Condition.DIALYSIS: (
        lambda: _("Tell the dialysis team: how much fluid is taken off is one thing they can look at."),
        "dialysis",
    ),
    Condition.LOW_CALCIUM: (
        lambda: _("Ask whether the calcium in your blood was measured lately."),
        "low_calcium",
    ),
    Condition.PARKINSON: (
        lambda: _(
            "Cramps are more common with Parkinson's, and some stiffness comes as a dose wears off: say at what time "
            "they come."
        ),
        "parkinsons",
    ),
    Condition.THYROID_DISEASE: (
        lambda: _("An underactive thyroid can go with cramps: ask whether yours was tested lately."),
        "thyroid",
    ),
    Condition.EPILEPSY: (
        lambda: _("Some medicines for epilepsy go with low vitamin D: ask whether yours was measured."),
        "epilepsy",
    ),
    Condition.OSTEOPOROSIS: (
        lambda: _("Some medicines for the bones are named in reviews of leg cramps: ask about yours."),
        "aafp",
    ),
    Condition.ARTERIAL_DISEASE: (
        lambda: _("Say how far you can walk before the calf hurts, and whether that has become less."),
        "arteries",
    ),
    Condition.BACK_SURGERY: (
        lambda: _("Cramps are common after an operation for a narrow spinal canal: say whether they changed with it."),
        "matsumoto",
    ),
    Condition.DIABETES: (_nothing_more, ""),
    Condition.KIDNEY_DISEASE: (_nothing_more, ""),
    Condition.LIVER_DISEASE: (_nothing_more, ""),
}
