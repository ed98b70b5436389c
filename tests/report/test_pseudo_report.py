"""Every text of the report and of the bedside form comes from the catalogue: no plain letter is left in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.demo import invented_journal
from cramp_journal.model import JournalForm
from cramp_journal.report.bedside_form import Blank, form
from cramp_journal.report.content import content, findings_for
from tests.builders import EVENING
from tests.pseudo import PSEUDO, left_in_english, spoken_here
from tests.report.fullest import fullest_journal
from tests.report.reading import choices, inputs_of

# Names of fields for the template, and what the invented person wrote: names, and questions to the doctor.
_NOT_SAID = {"language", "region", "paper", "kind", "questions"}
_NAMES = (
    "magnesium citrate",
    "magnesium",
    "calcium",
    "vitamin D",
    "furosemide",
    "long car journey",
    "Robin Example",
    "Better with bed socks",
)
_WROTE = re.compile("|".join(map(re.escape, _NAMES)), re.IGNORECASE)


def said_in(value: Any, name: str = "") -> Iterator[str]:
    """Yield every text of what a template is given."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from said_in(inner, str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from said_in(inner, name)
    elif isinstance(value, str) and name not in _NOT_SAID:
        yield from re.findall(r">([^<>]+)<", value) if value.startswith("<svg") else [value]


def english_in(value: Any) -> list[str]:
    return sorted({text[:80] for text in said_in(value) if left_in_english(text, _WROTE)})


@pytest.mark.parametrize("journal", [fullest_journal("李 "), invented_journal(120, 1, EVENING)], ids=["full", "demo"])
def test_every_text_of_the_report_comes_from_the_catalogue(
    tmp_path: Path, journal: dict[str, Any] | JournalForm
) -> None:
    inputs = inputs_of(tmp_path, journal)
    inputs[1]["person"]["questions"] = ""
    for night in inputs[1]["nights"]:
        night["note"] = ""
    with spoken_here():
        made = content(findings_for(*inputs, choices(language=PSEUDO, with_nights=True)))
        assert english_in([made.page, [word.text for each in made.charts.values() for word in each.words]]) == []


def test_every_text_of_the_bedside_form_comes_from_the_catalogue() -> None:
    with spoken_here():
        assert english_in(form(Blank(31, EVENING, language=PSEUDO))) == []
