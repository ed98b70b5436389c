"""What this person may not try in a trial on themselves, by what the tips and the rules about medicines say already.

A name that somebody types is read like one that is taken: what is known as anything but a supplement is a medicine, and
no trial is made of it. A name that is nearly one of these counts as it: whoever meant something else writes it in full.
"""

from dataclasses import replace
from datetime import date

from cramp_journal.advice.evidence import Person
from cramp_journal.advice.medicine_rules import not_together
from cramp_journal.advice.medicines import perhaps_of, substances_of
from cramp_journal.advice.tips import no_soak
from cramp_journal.analysis.experiments.rules import HALF_LIFE, Thing
from cramp_journal.labels import label
from cramp_journal.words import Condition, SubstanceKind, name_key

_SUPPLEMENTS = frozenset({"magnesium", "calcium", "vitamin_k", "vitamin"})  # classes
# Recognised by name and of no class. Left out is what goes badly with many medicines, such as St John's wort.
_OTHERS = frozenset(
    {
        *("iron", "zinc", "omega-3", "glucosamine", "coenzyme Q10", "creatine", "turmeric", "garlic", "ginger"),
        *("taurine", "carnitine", "selenium", "folic acid", "theanine"),
    }
)
_NOT_TESTED_WITH = {"vitamin_k": (Condition.PREGNANT, Condition.DIALYSIS)}  # in the one trial of it


def thing_taken(name: str) -> Thing:
    """Return what a typed name is, as something to try: a supplement, unless it is known as anything else."""
    medicine = any(
        not {kind.key for kind in each.kinds} <= _SUPPLEMENTS or (not each.kinds and each.name not in _OTHERS)
        for each in perhaps_of(name)
    )
    return Thing(name, SubstanceKind.MEDICINE if medicine else SubstanceKind.SUPPLEMENT, HALF_LIFE)


def thing_of_person(thing: Thing, person: Person) -> Thing:
    """Return a thing as a medicine where the person told of it as one of their medicines."""
    if thing.taken is None:
        return thing
    inside = set(perhaps_of(thing.name))
    theirs = any(name_key(each) == name_key(thing.name) or inside & {*perhaps_of(each)} for each in person.medicines)
    return replace(thing, taken=SubstanceKind.MEDICINE) if theirs else thing


def meant_by(thing: Thing) -> tuple[str, ...]:
    """Return what a name that is not known may mean, each as it is written in the language in use."""
    return () if substances_of(thing.name) else tuple(each.in_words() for each in perhaps_of(thing.name))


def forbidden_to(person: Person, today: date, *names: str) -> dict[str, tuple[str, ...]]:
    """Return what of this person forbids a thing, in words, for each thing that is forbidden.

    Args:
        person: What the journal knows about the person.
        today: The day.
        names: Supplements to look at, besides the foot soak.
    """
    found = {"foot_soak": tuple(no_soak(person, today))}
    for name in names:
        of_classes = {kind.key for each in perhaps_of(name) for kind in each.kinds}
        against = [each for first in sorted(of_classes) for each in not_together(person, today, first)]
        untested = [each for first in sorted(of_classes) for each in _NOT_TESTED_WITH.get(first, ())]
        against += [label(each) for each in untested if each in person.conditions]
        found[name] = tuple(dict.fromkeys(against))
    return {name: reasons for name, reasons in found.items() if reasons}
