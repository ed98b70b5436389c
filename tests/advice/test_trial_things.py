"""What can be tried is called by words of its own, and what nobody knows is called by its name."""

from dataclasses import fields

import pytest

from cramp_journal import i18n
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.rules import THINGS, Thing, supplement
from cramp_journal.paths import resource

LANGUAGES = ("en", "de", "es", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_each_thing_has_all_its_words_and_never_the_name_of_a_field(thing: Thing, language: str) -> None:
    i18n.use_language(language)
    words = words_of_thing(thing)
    said = [getattr(words, each.name) for each in fields(words) if each.name != "drawing"]
    texts = [text for each in said for text in ([each] if isinstance(each, str) else each)]
    assert all(texts)
    assert not any("_" in text or "{" in text for text in texts)
    assert words.with_it != words.without_it
    assert len({*words.did, *words.left}) == 4


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_each_thing_has_a_drawing(thing: Thing) -> None:
    assert (resource("body") / f"{words_of_thing(thing).drawing}.svg").is_file()


def test_another_supplement_is_called_by_the_name_that_the_person_typed() -> None:
    words = words_of_thing(supplement("taurine"))
    assert words.question == "Does taurine help me?"
    assert words.with_it == "Taurine"
    assert words.without_it == "No taurine"


def test_what_lingers_is_told_in_weeks_and_what_does_not_in_nights() -> None:
    assert "four weeks with taurine" in words_of_thing(supplement("taurine")).pair
    within_the_night = Thing("taurine", supplement("taurine").taken)
    assert "one night with taurine" in words_of_thing(within_the_night).pair
