"""The person's own words in other diaries (activities, habits, tags), and what each means in the journal."""

from cramp_journal.exchange.elsewhere.layout import factor_named
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_FACTOR, AS_INTAKE, AS_NOTHING, AS_PLACE
from cramp_journal.exchange.elsewhere.places import places_in
from cramp_journal.exchange.elsewhere.questions import Option, Question
from cramp_journal.exchange.elsewhere.sheet import cell_text
from cramp_journal.exchange.elsewhere.vocabulary import find_words, plainly, words

ABOUT_MAPPING = "means:"


def meaning_of(name: str) -> str | None:
    """Return what a word of a diary most likely means; None if nothing about it has to do with cramps or nights."""
    text = plainly(name)
    if names_cramp(text):
        if any(find_words(text, plainly(said)) for said in words()["without"]):
            return AS_CLEAR
        return AS_NOTHING if any(find_words(text, plainly(said)) for said in words()["not_of_legs"]) else AS_CRAMP
    if any(find_words(text, plainly(said)) for said in words()["substances"]):
        return AS_INTAKE
    if factor_named(text) or any(find_words(text, plainly(said)) for said in words()["may_matter"]):
        return AS_FACTOR
    places = places_in(text)
    if places and any(place.muscle and not place.said for place in places):
        return AS_PLACE
    return None


def names_cramp(text: str) -> bool:
    """Return whether a plain text speaks of a cramp."""
    return any(find_words(text, plainly(said)) for said in words()["cramps"])


def mapping_question(name: str, count: int) -> Question:
    """Ask what a word of a diary means."""
    times = "once" if count == 1 else f"{count} times"
    return Question(
        f"{ABOUT_MAPPING}{name}",
        f"“{cell_text(name)}” stands there {times}. What does it mean?",
        (
            Option(AS_CRAMP, "A leg cramp at night"),
            Option(AS_CLEAR, "A night without cramps"),
            Option(AS_PLACE, "Where the cramp was"),
            Option(AS_FACTOR, "Something that may matter"),
            Option(AS_INTAKE, "Something that was taken"),
            Option(AS_NOTHING, "Nothing for the journal"),
        ),
        meaning_of(name) or AS_NOTHING,
    )
