"""The pages of the report as pictures, before it is saved, and what the compiler keeps of them."""

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from cramp_journal.analysis.period import Period
from cramp_journal.demo import invented_journal
from cramp_journal.report import pdf, pictures_of, preview_of
from tests.builders import EVENING
from tests.report.reading import CHOICES, Inputs, choices, inputs_of

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return inputs_of(tmp_path_factory.mktemp("report"), invented_journal(120, 1, EVENING))


def test_between_two_reports_the_compiler_forgets_all_that_only_the_first_one_used(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = pdf._compiler(), []

    class Noted:
        def compile(self, **options: Any) -> Any:
            asked.append(options["input"])
            return real.compile(**options)

    monkeypatch.setattr(pdf, "_compiler", Noted)
    monkeypatch.setattr(pdf, "_last", [])
    preview_of(*inputs, CHOICES, dots_per_inch=72)
    first = len(asked)
    assert first - asked.index(b"") >= 8  # with the two of the next report they are the ten after which Typst forgets
    preview_of(*inputs, replace(CHOICES, language="zh"), dots_per_inch=72)
    assert asked[first:].count(b"") >= 8


def test_the_pages_can_be_looked_at_before_they_are_saved(inputs: Inputs) -> None:
    shown = preview_of(*inputs, CHOICES, dots_per_inch=72)
    assert shown.pages == len(shown.pictures) == 2
    for picture in shown.pictures:
        with Image.open(io.BytesIO(picture)) as image:
            assert image.format == "PNG"
            assert image.size == A4


def test_of_a_long_report_the_first_pages_are_shown_at_once_and_then_with_the_number_of_all(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = choices(period=Period.of_last(120, EVENING), with_nights=True)
    monkeypatch.setattr(pdf, "_last", [])
    hasty = preview_of(*inputs, chosen, dots_per_inch=40, hasty=True)
    assert hasty.pages == 0
    shown = preview_of(*inputs, chosen, dots_per_inch=40)
    assert len(shown.pictures) == len(hasty.pictures) == 3
    assert shown == preview_of(*inputs, chosen, dots_per_inch=40, hasty=True)  # it is known by now
    assert shown.pages == len(pictures_of(*inputs, chosen, dots_per_inch=20)) > 3
