"""The PDF of the report, read back."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typst
from PIL import Image
from pypdf import PdfReader

from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import summary
from cramp_journal.demo import invented_journal
from cramp_journal.errors import JournalError
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import NightFigures
from cramp_journal.report import Choices, make_report, pdf, pictures_of
from tests.builders import EVENING, TODAY, a_journal, run_of

Inputs = tuple[list[NightFigures], dict[str, Any]]
PERIOD = Period.of_last(84, EVENING)
CHOICES = Choices(period=PERIOD, today=TODAY)
EMPTY: dict[str, Any] = {"person": {}, "nights": [], "courses": [], "signs": [], "prompts": []}
POINTS = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inputs]:
    with a_journal(tmp_path_factory.mktemp("report")) as journal:
        plan = plan_import(invented_journal(120, 1, EVENING), journal.contents())
        journal.take_in(plan.nights, plan.rows)
        yield journal.figures(), journal.contents()


def _made(folder: Path, inputs: Inputs, choices: Choices = CHOICES) -> PdfReader:
    out = folder / "report.pdf"
    make_report(*inputs, choices, out)
    return PdfReader(io.BytesIO(out.read_bytes()), strict=True)


def _text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def _with(inputs: Inputs, **person: Any) -> Inputs:
    nights, contents = inputs
    return nights, contents | {"person": contents["person"] | person}


def _with_note(inputs: Inputs, note: str) -> Inputs:
    nights, contents = inputs
    return nights, contents | {"nights": [*contents["nights"][:-1], contents["nights"][-1] | {"note": note}]}


def test_the_page_says_what_it_is_and_how_many_nights_stand_behind_it(tmp_path: Path, inputs: Inputs) -> None:
    reader = _made(tmp_path, inputs)
    assert reader.metadata is not None
    assert reader.metadata.title == "Night leg cramps"
    recorded = sum(night.evening in PERIOD for night in inputs[0])
    text = _text(reader)
    assert "Night leg cramps" in text
    assert f"{recorded} of 84 nights recorded" in text
    assert "Robin Example · born 1955 · diabetes" in text
    assert "A record, not a diagnosis." in text


def test_the_numbers_are_those_of_the_summary(tmp_path: Path, inputs: Inputs) -> None:
    text = _text(_made(tmp_path, inputs))
    for found in (
        summary(inputs[0], Period.of_last(28, EVENING)),
        summary(inputs[0], Period.of_last(28, EVENING).before(84)),
    ):
        assert f"{found.coverage.recorded} / {found.period.nights}" in text
        for rate in (found.cramps_per_week, found.cramp_nights_per_week):
            assert rate is not None
            assert f"{rate.value:.1f} ({rate.low:.1f}–{rate.high:.1f})" in text


def test_one_page_is_one_page(tmp_path: Path, inputs: Inputs) -> None:
    assert len(_made(tmp_path, inputs).pages) == 1


def test_the_listing_starts_a_page_of_its_own(tmp_path: Path, inputs: Inputs) -> None:
    reader = _made(tmp_path, inputs, Choices(period=PERIOD, today=TODAY, with_notes=True))
    assert len(reader.pages) > 1
    assert "Every night" not in reader.pages[0].extract_text()
    assert "Every night" in reader.pages[1].extract_text()


@pytest.mark.parametrize("paper", POINTS)
def test_the_page_has_the_size_of_the_paper(tmp_path: Path, inputs: Inputs, paper: str) -> None:
    reader = _made(tmp_path, inputs, Choices(period=PERIOD, today=TODAY, paper=paper))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == POINTS[paper]
    assert len(reader.pages) == 1


def test_the_report_is_tagged_and_archival(tmp_path: Path, inputs: Inputs) -> None:
    reader = _made(tmp_path, inputs)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    marks = root["/Metadata"].get_object().get_data().decode("utf-8")
    for mark in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert mark in marks


def test_all_fonts_are_embedded(tmp_path: Path, inputs: Inputs) -> None:
    reader = _made(tmp_path, inputs)
    descriptors = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(each) for each in descriptors)


def test_the_same_nights_give_the_same_bytes(tmp_path: Path, inputs: Inputs) -> None:
    for name in ("one.pdf", "other.pdf"):
        pdf._last.clear()
        make_report(*inputs, CHOICES, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_the_same_nights_give_the_same_bytes_in_another_run_of_the_program(tmp_path: Path) -> None:
    nights = run_of(EVENING - timedelta(days=27), [0, 2] * 14)
    make_report(nights, EMPTY, CHOICES, tmp_path / "here.pdf")
    code = (
        "import sys; from pathlib import Path; from datetime import timedelta\n"
        "from tests.builders import EVENING, TODAY, run_of\n"
        "from cramp_journal.analysis.period import Period\n"
        "from cramp_journal.report import Choices, make_report\n"
        "nights = run_of(EVENING - timedelta(days=27), [0, 2] * 14)\n"
        f"make_report(nights, {EMPTY!r}, Choices(Period.of_last(84, EVENING), TODAY), Path(sys.argv[1]))"
    )
    root = Path(__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", code, tmp_path / "there.pdf"], cwd=root, check=True)
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()


# ---------------------------------------------------------------- what was not asked for
def test_the_name_is_nowhere_in_a_report_without_it(tmp_path: Path, inputs: Inputs) -> None:
    reader = _made(tmp_path, inputs, Choices(period=PERIOD, today=TODAY, with_name=False, with_notes=True))
    assert "Robin" not in _text(reader)
    assert "1955" not in _text(reader)
    assert b"Robin" not in (tmp_path / "report.pdf").read_bytes()


def test_notes_are_in_the_report_only_when_that_is_asked_for(tmp_path: Path, inputs: Inputs) -> None:
    noted = _with_note(inputs, "a note of mine")
    assert "a note of mine" not in _text(_made(tmp_path, noted))
    assert "a note of mine" in _text(_made(tmp_path, noted, Choices(period=PERIOD, today=TODAY, with_notes=True)))


def test_invented_nights_are_marked_on_each_page(tmp_path: Path, inputs: Inputs) -> None:
    reader = _made(tmp_path, inputs, Choices(period=PERIOD, today=TODAY, with_notes=True))
    assert all("Invented nights" in page.extract_text() for page in reader.pages)
    nights, contents = inputs
    real = contents | {"nights": [night | {"invented": False} for night in contents["nights"]]}
    assert "Invented" not in _text(_made(tmp_path, (nights, real)))


def test_too_few_nights_are_said_and_no_rate_is_given(tmp_path: Path) -> None:
    text = _text(_made(tmp_path, (run_of(EVENING - timedelta(days=12), [1] * 13), EMPTY)))
    assert "Cramps a week too few nights too few nights" in text
    assert "Recorded nights 13 / 28 0 / 84" in text


def test_an_empty_journal_still_gives_a_report(tmp_path: Path) -> None:
    assert "0 of 84 nights recorded" in _text(_made(tmp_path, ([], EMPTY)))


# ---------------------------------------------------------------- odd letters
ODD = {
    "emoji": "Kim 🦵🏽👩‍👩‍👧",
    "Chinese": "王小明",
    "NUL and escape": "Kim\0\x1b[31m",
    "half a letter": "Kim\ud800",
    "private": "Kim\ue000\U000f0000",
    "both directions": "\u202eKim\u202c שלום مرحبا",
    "unassigned": "Kim\u0378\uffff",
    "Typst": '#panic("x") $ _a_ *b* `c` <d> @e \\ // /* [ ] { }',
    "long": "x" * 5000,
    "long words": "lorem ipsum " * 420,
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_report_never_fails_because_of_a_name_or_a_note(tmp_path: Path, inputs: Inputs, odd: str) -> None:
    given = _with_note(_with(inputs, name=odd), odd)
    reader = _made(tmp_path, given, Choices(period=PERIOD, today=TODAY, with_notes=True))
    assert len(reader.pages) >= 2
    assert "84 nights recorded" in _text(reader)


def test_what_is_typed_is_never_read_as_layout(tmp_path: Path, inputs: Inputs) -> None:
    text = _text(_made(tmp_path, _with(inputs, name="#strong[Kim] *b* _c_")))
    assert "#strong[Kim] *b* _c_" in text


# ---------------------------------------------------------------- writing
def test_a_report_that_fails_leaves_the_old_one(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"older")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(JournalError, match=r"cannot be written: No space left on device\..*is still there"):
        make_report(*inputs, CHOICES, out)
    assert out.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_a_report_that_cannot_be_archival_is_written_with_a_notice(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pdf._compiler()

    class Strict:
        def compile(self, **options: Any) -> Any:
            if options["pdf_standards"]:
                raise typst.TypstError("a letter is missing", "")
            return real.compile(**options)

    monkeypatch.setattr(pdf, "_compiler", Strict)
    monkeypatch.setattr(pdf, "_last", [])
    notice = make_report(*inputs, CHOICES, tmp_path / "report.pdf")
    assert "could not be set in archival quality" in notice
    assert len(PdfReader(tmp_path / "report.pdf").pages) == 1


def test_the_page_can_be_looked_at_before_it_is_saved(inputs: Inputs) -> None:
    (picture,) = pictures_of(*inputs, CHOICES, dots_per_inch=72)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "PNG"
        assert tuple(round(side / 2) for side in image.size) == tuple(round(side / 2) for side in POINTS["a4"])
