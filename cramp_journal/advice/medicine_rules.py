"""The rules about what is taken: what may not go together, quinine, and a medicine begun before cramps rose.

No sentence here says that anything is to be left out: a pharmacist or doctor says so, or not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cramp_journal.advice.evidence import Evidence, Person, Taken
from cramp_journal.advice.medicines import CRAMP_CLASSES, kinds_of, named, substances_of
from cramp_journal.advice.night_rules import frequent
from cramp_journal.advice.published import sources_in_words
from cramp_journal.advice.taken_words import listed, names
from cramp_journal.analysis.period import ENOUGH_NIGHTS, MONTH, YEAR, Period, counted_in
from cramp_journal.analysis.rises import RISE, rises
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import begun, cramps_text, day, label, some_of
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_clauses, in_sentences
from cramp_journal.since import Since
from cramp_journal.words import Condition, SignKind, Tier

_BEFORE = 84  # days: a medicine counts if it was begun within the 12 weeks before the rise (own)
_TRACED = 364  # days over which the beginning of a rise is looked for
_WINDOW = 112  # nights in which a rise that was found may have begun
_HALFWAY = (1 + RISE) / 2  # times the usual rate: above it, a night speaks for a rise
_BUSY = 20  # nights before the first look that found frequent cramps: the three weeks that it rests on
_DRINK = "tonic water"


@dataclass(frozen=True)
class _Pair:
    """A class of substances beside another one, or beside a condition; what is published about it, and by whom."""

    first: str
    second: str
    says: Callable[[], str]
    sources: tuple[str, ...]  # keys of `PUBLISHED`


def vitamin_k_and_warfarin(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find vitamin K with warfarin or its like."""
    return _pairs(person, today, "vitamin_k")


def magnesium_and_kidneys(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find magnesium with kidney disease or dialysis."""
    return _pairs(person, today, "magnesium")


def taken_together(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find quinine, in tonic water too, beside a medicine that it may not go together with."""
    return _pairs(person, today, "quinine", told=False)


def quinine_bleeding(person: Person, _nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find bruises or bleeding with quinine, until 4 weeks after the last of it (FDA, MHRA)."""
    return _bleeding(person, today)


def quinine(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find quinine in pregnancy or with epilepsy (soon), or by itself. Tonic water contains quinine too.

    By itself it is not told beside a prompt that says more of it: bleeding, or what it may not go together with.
    """
    taken = person.takes({"quinine"}, today)
    if told := _pairs(person, today, "quinine", told=True):
        return told
    if not taken or _bleeding(person, today) or taken_together(person, nights, today):
        return None
    only_drinks = all(_DRINK in {each.name for each in substances_of(course.substance)} for course in taken)
    return Evidence(
        logged=_("You take {what}.").format(what=listed(taken)),
        tier=Tier.NOTE if only_drinks else Tier.ROUTINE,
        advice=in_sentences((_drink() if only_drinks else _alone(), before_changing())),
        source=sources_in_words(*(("bfr",) if only_drinks else ("mhra_2010", "mhra_2017", "jama_2017"))),
        since=_since([taken]),
        numbers=_noted(taken),
        about=names(taken),
    )


def new_medicine(person: Person, nights: Sequence[NightFigures], today: date) -> Evidence | None:
    """Find a medicine linked to cramps known to have been begun in the 12 weeks before cramps rose.

    It holds for as long as the rise does, within a year. A start that is not known says nothing, nor does one at which
    cramps were up already.
    """
    last = today - timedelta(days=1)
    first = nights[0].evening if nights else None
    known = [(each, each.begun(first)) for each in person.takes(CRAMP_CLASSES, today)]
    taken = [(each, when) for each, when in known if when.earliest and _were_fewer(nights, when.earliest, last)]
    for began, evidence in _increases(nights, last) if taken else ():
        found = [each for each, when in taken if when.lies_within(began - timedelta(days=_BEFORE), began)]
        if found:
            what = some_of(
                (
                    _("{substance}: {kind}, from {day}").format(
                        substance=named(each.substance), kind=_kinds(each), day=_start(each)
                    )
                    for each in found
                ),
                in_clauses,
            )
            return replace(
                evidence,
                logged=_("{logged} In the 12 weeks before, you began: {what}.").format(
                    logged=evidence.logged, what=what
                ),
                advice=in_sentences((_need_not_be(), before_changing())),
                about=names(found),
            )
    return None


# ---------------------------------------------------------------- when cramps rose
def _increases(nights: Sequence[NightFigures], last: date) -> Iterator[tuple[date, Evidence]]:
    """Find each rise that still holds, the newest first, and frequent cramps: the day on which it began, and it."""
    for rise in reversed(rises(nights, last - timedelta(days=_TRACED))):
        if rise.evening <= last and (found := _risen(nights, rise.evening, last)):
            yield found
    if found := _frequent(nights, last):
        yield found


def _were_fewer(nights: Sequence[NightFigures], start: date, last: date) -> bool:
    """Return whether the 28 nights before a day had clearly fewer cramps than the last 28, or are not known."""
    then, now = (counted_in(nights, Period.of_last(MONTH, day)) for day in (start - timedelta(days=1), last))
    count, count_now = (sum(night.count for night in some) for some in (then, now))
    return len(then) < ENOUGH_NIGHTS or RISE * count * len(now) <= count_now * len(then)


def _risen(nights: Sequence[NightFigures], found_on: date, last: date) -> tuple[date, Evidence] | None:
    """Return since when cramps rose, and the counts, if the last 28 nights still have 1.5 times as many as usual.

    A rise is found some weeks after it began. It is taken to have begun at the lowest point of a running sum: of the
    cramps of each night beyond the usual.
    """
    window = Period.of_last(_WINDOW, found_on)
    usual = counted_in(nights, window.before(YEAR))
    recent = counted_in(nights, Period.of_last(MONTH, last))
    if not usual or len(recent) < ENOUGH_NIGHTS:
        return None
    count, count_usual = sum(night.count for night in recent), sum(night.count for night in usual)
    if count * len(usual) < RISE * count_usual * len(recent):
        return None
    began, total, low = window.first, 0.0, 0.0
    for night in counted_in(nights, window):
        if total < low:
            began, low = night.evening, total
        total += night.count - _HALFWAY * count_usual / len(usual)
    if (began - window.first).days < ENOUGH_NIGHTS:
        return None  # a rise that began before the window, found once more
    return began, Evidence(
        logged=_("You logged {cramps} in the last 28 nights; they rose from about {day} on.").format(
            cramps=cramps_text(count), day=day(began)
        ),
        nights=tuple(night.evening for night in recent if night.count),
        numbers={
            "cramps": count,
            "recorded": len(recent),
            "cramps_then": count_usual,
            "recorded_then": len(usual),
        },
        since=found_on + timedelta(days=1),
    )


def _frequent(nights: Sequence[NightFigures], last: date) -> tuple[date, Evidence] | None:
    """Return since when cramps are frequent, without a break of 28 days, and the counts; None if they are not.

    If they were so when the journal began, its first night stands for the day on which they became so.
    """
    now = frequent(nights, last)
    if now is None:
        return None
    first = last
    for back in range(1, _TRACED):
        look = last - timedelta(days=back)
        if look < nights[0].evening or (first - look).days >= MONTH:
            break
        if frequent(nights, look):
            first = look
    else:
        return None  # for a year or longer: what was begun before it is not new
    began = max(first - timedelta(days=_BUSY), nights[0].evening)
    always = first - timedelta(days=MONTH) < nights[0].evening
    said = (
        _("Cramps were frequent from your first nights here on ({day}).")
        if always
        else _("Cramps became frequent from about {day} on.")
    )
    logged = in_sentences((now.logged, said.format(day=day(began))))
    return began, replace(now, logged=logged, since=first + timedelta(days=1))


# ---------------------------------------------------------------- what is taken together
def _pairs(person: Person, today: date, first_of: str, *, told: bool | None = None) -> Evidence | None:
    """Find the pairs that begin with a class; `told` chooses those with a condition, or those without one."""
    found: list[tuple[_Pair, list[Taken], list[Taken]]] = []
    for pair in _PAIRS:
        is_told = isinstance(pair.second, Condition)
        if pair.first != first_of or (told is not None and is_told is not told):
            continue
        first, second = (person.takes({key}, today) for key in (pair.first, pair.second))
        if first and (pair.second in person.conditions if is_told else second):
            found.append((pair, first, second))
    if not found:
        return None
    taken = [course for _pair, first, second in found for course in first + second]
    conditions = [label(pair.second) for pair, _first, second in found if not second]
    logged = _("You take {what}, and told of: {told}.") if conditions else _("You take {what}.")
    facts = dict.fromkeys(pair.says() for pair, _first, _second in found)
    return Evidence(
        logged=logged.format(what=listed(taken), told=some_of(conditions)),
        tier=Tier.SOON,
        advice=in_sentences([*facts, within_days(), before_changing()]),
        source=sources_in_words(*(each for pair, _first, _second in found for each in pair.sources)),
        since=_since([first + second for _pair, first, second in found]),
        numbers=_noted(taken),
        about=(*names(taken), *(pair.second for pair, _, second in found if not second)),
    )


def not_together(person: Person, today: date, first_of: str) -> list[str]:
    """Return with which conditions and medicines of a person a class may not go, in words: nobody takes it yet."""
    found = []
    for pair in _PAIRS:
        if pair.first == first_of and isinstance(pair.second, Condition):
            found += [label(pair.second)] if pair.second in person.conditions else []
        elif pair.first == first_of:
            found += names(person.takes({pair.second}, today))
    return found


def _bleeding(person: Person, today: date) -> Evidence | None:
    taken = person.takes({"quinine"}, today, back=MONTH)
    found = person.ticked(SignKind.BRUISING_OR_BLEEDING, today=today)
    if not taken or not found:
        return None
    return Evidence(
        logged=_("You take {what}, and ticked bruises or bleeding ({day}).").format(
            what=listed(taken), day=day(found[0].noted_on)
        ),
        since=found[0].noted_on,
        about=(*names(taken), found[0].sign),
    )


def _noted(courses: Sequence[Taken]) -> dict[str, float | int]:
    """Return on how many nights it was noted, if that is how it is known."""
    nights = max((course.nights for course in courses), default=0)
    return {"noted": nights} if nights else {}


def _since(pairs: Sequence[Sequence[Taken]]) -> date | None:
    """Return the newest day on which something was surely taken already; None if none is known."""
    latest = [course.begun(None).latest for pair in pairs for course in pair]
    return max((each for each in latest if each), default=None)


def _kinds(course: Taken) -> str:
    return some_of(from_file(kind.name) for kind in kinds_of(course.substance) if kind.key in CRAMP_CLASSES)


def _start(course: Taken) -> str:
    """Say the start of a course that is known to be one."""
    return begun(course.start, course.said or Since.ON_THE_DAY)


def before_changing() -> str:
    """Say that nobody is to change what they take on their own."""
    return _("Ask a pharmacist or doctor before changing anything.")


def within_days() -> str:
    """Say by when it is told."""
    return _("Tell a pharmacist or your doctor of it within days.")


def _need_not_be() -> str:
    return _("This need not be the reason.")


def _alone() -> str:
    return _(
        "Published advice: quinine for night cramps is for when nothing else has helped, and is looked at again every "
        "three months."
    )


def _drink() -> str:
    return _(
        "Drinks such as tonic water contain some quinine. Published advice: ask about them if you take other "
        "medicines, are pregnant, or ever had a reaction to quinine."
    )


_PAIRS = (
    _Pair(
        "quinine",
        Condition.PREGNANT,
        lambda: _(
            "Published advice for pregnancy: a doctor may want to put off quinine for cramps until after the birth, "
            "and drinks that contain it are not recommended. The review of cramps in pregnancy leaves it out for its "
            "known side effects."
        ),
        ("pregnancy", "bumps", "bfr"),
    ),
    _Pair(
        "quinine",
        "warfarin",
        lambda: _("Quinine can make warfarin and its like act more strongly."),
        ("family_doctor",),
    ),
    _Pair(
        "quinine",
        "digoxin",
        lambda: _("Quinine can make digoxin and its like act more strongly."),
        ("family_doctor",),
    ),
    _Pair(
        "quinine",
        "amiodarone",
        lambda: _("Quinine and amiodarone both act on the rhythm of the heart."),
        ("mhra_2017", "lothian"),
    ),
    _Pair(
        "quinine",
        Condition.EPILEPSY,
        lambda: _("Quinine can raise the level of some medicines for epilepsy (carbamazepine, phenobarbital)."),
        ("mhra_2017",),
    ),
    _Pair(
        "quinine",
        "epilepsy_medicine",
        lambda: _("Quinine can raise the level of some medicines for epilepsy (carbamazepine, phenobarbital)."),
        ("mhra_2017",),
    ),
    _Pair(
        "magnesium",
        Condition.KIDNEY_DISEASE,
        lambda: _("With kidney disease, magnesium can build up in the body."),
        ("kidneys",),
    ),
    _Pair(
        "magnesium",
        Condition.DIALYSIS,
        lambda: _("With kidney disease, magnesium can build up in the body."),
        ("kidneys",),
    ),
    _Pair(
        "vitamin_k",
        "warfarin",
        lambda: _("Vitamin K works against warfarin and its like."),
        ("warfarin_food",),
    ),
)
