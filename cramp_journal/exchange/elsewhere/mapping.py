"""The person's own words in other diaries (activities, habits, tags), and what each means in the journal."""

from cramp_journal.exchange.elsewhere.layout import factor_named
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_FACTOR, AS_INTAKE, AS_NOTHING, AS_PLACE
from cramp_journal.exchange.elsewhere.places import places_in
from cramp_journal.exchange.elsewhere.questions import Option, Question
from cramp_journal.exchange.elsewhere.sheet import cell_text
from cramp_journal.exchange.elsewhere.vocabulary import names_any, names_cramp, plainly
from cramp_journal.i18n import _, ngettext

ABOUT_MAPPING = "means:"


def meaning_of(name: str) -> str | None:
    """Return what a word of a diary most likely means; None if nothing about it has to do with cramps or nights."""
    text = plainly(name)
    if names_cramp(text):
        if names_any(text, "without"):
            return AS_CLEAR
        return AS_NOTHING if names_any(text, "not_of_legs") else AS_CRAMP
    if names_any(text, "substances"):
        return AS_INTAKE
    if factor_named(text) or names_any(text, "may_matter"):
        return AS_FACTOR
    places = places_in(text)
    if places and any(place.muscle and not place.said for place in places):
        return AS_PLACE
    return None


def mapping_question(name: str, count: int) -> Question:
    """Ask what a word of a diary means."""
    return Question(
        f"{ABOUT_MAPPING}{name}",
        ngettext(
            "“{name}” occurs once. What does it mean?", "“{name}” occurs {n} times. What does it mean?", count
        ).format(name=cell_text(name), n=count),
        (
            Option(AS_CRAMP, _("A leg cramp at night")),
            Option(AS_CLEAR, _("A night without cramps")),
            Option(AS_PLACE, _("Where the cramp was")),
            Option(AS_FACTOR, _("Something that may matter")),
            Option(AS_INTAKE, _("Something that was taken")),
            Option(AS_NOTHING, _("Nothing for the journal")),
        ),
        meaning_of(name) or AS_NOTHING,
    )
