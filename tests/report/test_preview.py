"""The pages of the report as pictures, before it is saved, and what the compiler keeps of them."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from cramp_journal.analysis.period import Period
from cramp_journal.demo import invented_journal
from cramp_journal.report import make_report, pdf, pictures_of, preview_of
from tests.builders import EVENING
from tests.report.reading import CHOICES, Inputs, choices, inputs_of

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return inputs_of(tmp_path_factory.mktemp("report"), invented_journal(120, 1, EVENING))


def test_after_each_report_the_compiler_forgets_all_that_only_earlier_ones_used(
    inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty: list[int] = []
    real = pdf._forget

    def note(compilations: int) -> None:
        empty.append(compilations)
        real(compilations)

    monkeypatch.setattr(pdf, "_forget", note)
    monkeypatch.setattr(pdf, "_last", [])
    preview_of(*inputs, CHOICES, dots_per_inch=72)
    assert empty == [8]  # with the two of the next report they are the ten after which Typst forgets
    pictures_of(*inputs, CHOICES, dots_per_inch=20)
    make_report(*inputs, replace(CHOICES, language="zh"), tmp_path / "report.pdf")
    assert empty == [8, 8, 8]
    pdf.forget_last()
    assert empty[-1] > 10  # all of it


def test_it_is_forgotten_too_while_another_thread_sets_a_report(inputs: Inputs) -> None:
    with ThreadPoolExecutor() as threads:
        work = threads.submit(preview_of, *inputs, CHOICES, 72)
        for _again in range(50):
            pdf._forget(2)
        assert len(work.result().pictures) == 2


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
