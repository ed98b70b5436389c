"""The words of longer languages have room in the report: they run into no figure, and page one stays one page."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import ImageFont

from cramp_journal.demo import invented_journal
from cramp_journal.i18n import LANGUAGES, speaking
from cramp_journal.labels import intended_purpose
from cramp_journal.paths import resource
from tests.builders import EVENING
from tests.report.reading import Inputs, choices, inputs_of, made

_RUN_TOGETHER = re.compile(r"[a-zäöüßáéíóúñ]{4,}\d")


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> list[Inputs]:
    return [inputs_of(tmp_path_factory.mktemp("demo"), invented_journal(nights, 3, EVENING)) for nights in (40, 180)]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_runs_into_a_figure_and_the_first_page_is_one_page(
    tmp_path: Path, journals: list[Inputs], language: str, paper: str
) -> None:
    for inputs in journals:
        report = made(tmp_path, inputs, choices(language=language, paper=paper))
        text = " ".join(report.pages[0].extract_text().split())
        with speaking(language):
            assert intended_purpose()[:20] in text  # it stands at the foot of page one
        assert _RUN_TOGETHER.findall(text) == []


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_no_words_lie_on_other_words(tmp_path: Path, journals: list[Inputs], language: str) -> None:
    letters = ImageFont.truetype(str(resource("fonts") / "Inter-Regular.otf"), 100)
    for inputs in journals:
        for page in made(tmp_path, inputs, choices(language=language)).pages:
            lines: dict[int, list[tuple[float, float, str]]] = {}

            def note(
                text: str,
                outer: list[float],
                inner: list[float],
                _font: object,
                size: float,
                lines: dict[int, list[tuple[float, float, str]]] = lines,
            ) -> None:
                if said := text.strip():
                    at = inner[4] * outer[0] + outer[4]
                    wide = letters.getlength(said.splitlines()[0]) / 100 * abs(size * inner[0] * outer[0])
                    lines.setdefault(round(inner[5] * outer[3] + outer[5]), []).append((at, at + wide, said))

            page.extract_text(visitor_text=note)
            lain_on = [
                (one, two) for line in lines.values() for one, two in pairwise(sorted(line)) if two[0] < one[1] - 2
            ]
            assert lain_on == []
