"""What the recipes of docs/architecture.md rely on: what was added in one place and forgotten in another."""

from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args

import pytest

from cramp_journal import i18n, labels, words
from cramp_journal.advice.rules import RULES
from cramp_journal.gui import frame
from cramp_journal.labels import label
from cramp_journal.model import (
    CrampForm,
    FactorForm,
    NightForm,
    ReliefForm,
    TrialAnswerForm,
    TrialEffectForm,
    TrialForm,
)
from cramp_journal.settings import Settings
from cramp_journal.words import FACTORS_BY_TIME, PARTS_OF_NIGHT, ROUGH_LENGTHS, YES_NO_FACTORS, YES_NO_FIELDS, Rule
from tests.gui.test_window import PAGES

SAID = (words.Exercise, words.Posture, words.Side, words.Muscle, words.ReliefKind, words.Timing, words.Condition)
SAID_TOO = (words.SignKind, words.Tier, words.Answer, words.SubstanceKind)


def yes_no_fields(*forms: Any) -> set[str]:
    fields = [(name, field.annotation) for form in forms for name, field in form.model_fields.items()]
    return {name for name, kind in fields if kind is bool or set(get_args(kind)) == {bool, NoneType}}


def test_every_yes_no_field_of_the_forms_is_known_as_one_to_the_first_look() -> None:
    assert (
        yes_no_fields(NightForm, CrampForm, ReliefForm, FactorForm, TrialForm, TrialAnswerForm, TrialEffectForm)
        == YES_NO_FIELDS
    )


@pytest.mark.parametrize("name", YES_NO_FACTORS)
def test_every_factor_is_a_field_of_a_night_and_has_words_of_its_own(name: str) -> None:
    assert name in NightForm.model_fields
    assert name in labels._labels(i18n.language()), "a name without words is shown as it is: a name of one word, too"
    assert "_" not in label(name)


def test_no_two_factors_are_shown_in_the_same_words() -> None:
    assert len({label(name) for name in YES_NO_FACTORS}) == len(YES_NO_FACTORS)


def test_no_factor_stands_in_two_groups() -> None:
    assert len(set(YES_NO_FACTORS)) == sum(len(names) for names in FACTORS_BY_TIME.values())


@pytest.mark.parametrize("kind", [*SAID, *SAID_TOO])
def test_no_word_is_shown_with_an_underscore(kind: type[StrEnum]) -> None:
    assert [word for word in kind if "_" in label(word)] == []


@pytest.mark.parametrize("rough", [*PARTS_OF_NIGHT, *ROUGH_LENGTHS])
def test_every_rough_answer_has_words(rough: words.Rough) -> None:
    assert label(rough.name) != rough.name


def test_every_rule_has_a_name_of_the_vocabulary_and_stands_once() -> None:
    names = [rule.rule for rule in RULES]
    assert len(set(names)) == len(names)
    assert set(names) <= set(Rule)


def test_every_setting_that_is_saved_is_read_back(tmp_path: Any) -> None:
    days = ("2026-11-21", "2026-11-20")
    settings = Settings("dark", 150, "f", "letter", "de", *days, "uk", 60, "/home/me/Dropbox", "/media/stick")
    settings.single_keys = False
    settings.window_places = {"1366x768+0+0": "AdnQ"}
    settings.clock, settings.welcomed, settings.shared_folder = "12", True, "/home/me/Sync"
    settings.shared_folders, settings.seen_version = {"/home/me/journal.sqlite": "/home/me/Ours"}, "0.1.0"
    usual = Settings()
    assert all(getattr(settings, each.name) != getattr(usual, each.name) for each in fields(Settings)), "say a value"
    settings.save(tmp_path / "settings.json")
    assert Settings.load(tmp_path / "settings.json") == settings


def test_every_page_is_in_the_sidebar_the_pictures_and_the_tests() -> None:
    pages = {file.stem.removesuffix("_page") for file in Path("cramp_journal/gui").glob("*/*_page.py")}
    in_the_list = (
        pages - {"now", "locked", "trouble", "working", "welcome"} - set(frame.BEHIND)
    )  # they cover all others
    assert set(frame.PAGES) == set(PAGES) == in_the_list
    assert f"PAGES = {PAGES}".replace("'", '"') in Path("packaging/pictures/stage.py").read_text(encoding="utf-8")
