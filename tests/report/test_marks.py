"""In a language with marks of its own, no English mark and no blank stands between the texts of a report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal.demo import invented_journal
from cramp_journal.report.bedside_form import Blank, form
from cramp_journal.report.choices import ROOMS
from cramp_journal.report.content import content, findings_for
from tests.builders import EVENING
from tests.pseudo import PSEUDO, glued, spoken_here
from tests.report.fullest import fullest_journal
from tests.report.reading import choices, inputs_of


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _texts(each)


@pytest.mark.parametrize("full", [True, False])
def test_only_the_language_joins_the_texts_of_a_report(tmp_path: Path, *, full: bool) -> None:
    inputs = inputs_of(tmp_path, fullest_journal("李 ") if full else invented_journal(120, 1, EVENING))
    with spoken_here(marks=True):
        found = findings_for(*inputs, choices(language=PSEUDO, with_notes=True, with_nights=True))
        said = [*_texts(content(found, ROOMS[0]).page), *_texts(form(Blank(3, EVENING, language=PSEUDO)))]
    assert len(said) > 100
    assert [where for each in said for where in glued(each)] == []
