"""The PDF of the report, read back."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from cramp_journal.advice.signs import asked_as_text
from cramp_journal.analysis.patterns import site_of
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.summary import compare, summary, summary_as_json
from cramp_journal.analysis.tallies import counted
from cramp_journal.demo import invented_journal
from cramp_journal.errors import JournalError
from cramp_journal.labels import capital, label
from cramp_journal.report import make_report, pdf
from cramp_journal.report.choices import ROOMS
from cramp_journal.report.content import findings_for
from cramp_journal.words import entered_late
from tests.builders import EVENING, run_of
from tests.report.fullest import fullest_journal
from tests.report.reading import CHOICES, EMPTY, PERIOD, Inputs, choices, elements, inputs_of, kinds, made, text_of

POINTS = {"a4": (595, 842), "letter": (612, 792)}
HEADINGS = (
    "Night leg cramps",
    "My questions",
    "Signs ticked",
    "What the journal points out, and what I said",
    "Restless legs, and walking",
    "Five numbers, with 95 % intervals",
    "Where (cramps)",
    "When (cramps)",
    "How they are",
    "Cramps per week, and what was taken",
    "Medicines and supplements",
    "A night that was not recorded is unknown",
    "It is not for diagnosis",
    "a record, not a diagnosis",
    "What was tried, and what was found",
    "What went with cramps",
    "How long they last (minutes)",
    "The last 112 nights, one by one",
    "Signs: yes, no, or not asked",
    "Appendix: every night",
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return inputs_of(tmp_path_factory.mktemp("report"), invented_journal(120, 1, EVENING))


@pytest.fixture(scope="module", params=["Long name ", "W", "李 "], ids=["long", "wide", "Chinese"])
def fullest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return inputs_of(tmp_path_factory.mktemp("fullest"), fullest_journal(request.param))


def _with(inputs: Inputs, **person: Any) -> Inputs:
    nights, contents = inputs
    return nights, contents | {"person": contents["person"] | person}


def _with_note(inputs: Inputs, note: str) -> Inputs:
    nights, contents = inputs
    return nights, contents | {"nights": [*contents["nights"][:-1], contents["nights"][-1] | {"note": note}]}


# ---------------------------------------------------------------- what stands on the pages
def test_everything_stands_in_the_order_of_a_visit(tmp_path: Path, inputs: Inputs) -> None:
    reader = made(tmp_path, inputs, choices(with_nights=True, asked=asked_as_text(EVENING)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Night leg cramps"
    text = text_of(reader)
    places = [text.index(heading) for heading in HEADINGS]
    assert places == sorted(places)
    assert "Robin Example · born 1955" in text
    recorded = sum(night.evening in PERIOD for night in inputs[0])
    assert f"{recorded} of 84 nights recorded" in text


def test_a_screen_reader_meets_the_headings_in_the_same_order(tmp_path: Path, inputs: Inputs) -> None:
    reader = made(tmp_path, inputs)
    found = kinds(reader)
    assert found.count("/H1") == 1
    assert found.count("/H2") == 15
    assert found.index("/H1") < found.index("/H2") < found.index("/Table") < found.index("/Figure")


def test_every_number_is_that_of_the_summary_as_json(tmp_path: Path, inputs: Inputs) -> None:
    """`summary --json` rounds to two places, the page to one: each stands for the same figure."""
    text = text_of(made(tmp_path, inputs))
    now, whole = (
        summary_as_json(summary(inputs[0], Period.of_last(28, EVENING))),
        summary_as_json(summary(inputs[0], PERIOD)),
    )
    before = summary_as_json(summary(inputs[0], Period.of_last(28, EVENING).before(92)))
    table = text[text.index("Nights woken") : text.index("Usual in the year")]
    for data, row in zip((now, before), table.split("The year before"), strict=True):
        rates = re.findall(r"(\d+\.\d) (\d+\.\d) – (\d+\.\d)", row)
        for said, name in zip(rates, ("cramp_nights_per_week", "cramps_per_week"), strict=True):
            for text_of_it, value in zip(said, (data[name][each] for each in ("value", "low", "high")), strict=True):
                assert float(text_of_it) == pytest.approx(value, abs=0.0551)
        seconds, pain, nights = data["seconds"], data["pain"], data["nights"]
        assert f"{nights['recorded']} recorded" in row
        assert f"{seconds['guessed']} of {seconds['known']} guessed" in row
        assert _said(seconds["median"]) in row
        assert f"longest {_said(seconds['longest'])}" in row
        assert f"{pain['median']:g} middle half {pain['q1']:g} – {pain['q3']:g}" in row
        awake = data["minutes_awake"]["median"]
        assert f"{nights['woken']} of {nights['recorded']} nights · awake {awake:g} min" in row
    now_, year = Period.of_last(28, EVENING), Period.of_last(28, EVENING).before(92)
    change, _why = compare(inputs[0], now_, year)
    ratio = re.search(r"now (\d+\.\d) times as many \((\d+\.\d) – (\d+\.\d)\)", text)
    assert ratio is not None
    for said, name in zip(ratio.groups(), ("ratio", "low", "high"), strict=True):
        assert float(said) == pytest.approx(getattr(change, name), abs=0.0551)
    assert f"{whole['nights']['recorded']} of {whole['period']['nights']} nights recorded" in text
    entered = sum(
        entered_late(date.fromisoformat(each["evening"]), each.get("entered_at"))
        for each in counted(inputs[1]["nights"], PERIOD)
    )
    out = whole["nights"]["left_out"]
    assert f"{entered} entered after the next day, {out} left out" in text
    for muscle in sorted({site_of(key)[1] or "" for key in whole["by_site"]}):
        counts = [whole["by_site"].get(f"{side} {muscle}", 0) for side in ("left", "right", "both")]
        assert f"{capital(label(muscle))} {' '.join(map(str, counts))} " in text
    for start in range(20, 32, 2):
        count = sum(whole["by_hour"][str(hour % 24)] for hour in (start, start + 1))
        assert (f"{start % 24:02}–{(start + 2) % 24:02} {count} " in text) is (count > 0)


def _said(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if rest and minutes else f"{minutes} min" if minutes else f"{rest} s"


def test_page_one_is_one_page_and_page_two_another(tmp_path: Path, inputs: Inputs) -> None:
    assert len(made(tmp_path, inputs).pages) == 2
    assert len(made(tmp_path, inputs, choices(with_page_two=False)).pages) == 1


@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_page_one_is_one_page_for_the_fullest_journal_too(
    tmp_path: Path, fullest: Inputs, paper: str, language: str
) -> None:
    """The template refuses a page that is too full; what was left off stands in the appendix, and the page says so."""
    reader = made(tmp_path, fullest, choices(paper=paper, language=language, asked=asked_as_text(EVENING)))
    assert "spill" not in pdf._last[0].content.page
    first, second, full = (" ".join(page.extract_text().split()) for page in reader.pages[:3])
    assert {"en": "not for monitoring", "zh": "不用于诊断"}[language] in first
    assert {"en": "see the appendix", "zh": "见附录"}[language] in first
    assert {"en": "112 nights, one by one", "zh": "最近 112 夜"}[language] in second
    assert {"en": "Appendix: what was shortened", "zh": "附录：节略的内容"}[language] in full
    everything = "".join("".join(page.extract_text() for page in reader.pages[2:]).split())
    person = fullest[1]["person"]
    assert "".join(person["questions"].split()) in everything
    assert everything.count("123456.5") == 12


@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_counting_the_rows_first_never_makes_a_page_say_less(
    inputs: Inputs, fullest: Inputs, monkeypatch: pytest.MonkeyPatch, paper: str, language: str
) -> None:
    for given in (inputs, fullest):
        found = findings_for(*given, choices(paper=paper, language=language))
        counted = pdf._typeset(found)
        with monkeypatch.context() as patch:
            patch.setattr(pdf, "surely_too_full", lambda *_given: False)
            assert pdf._typeset(found) == counted


def test_a_page_that_could_never_fit_is_printed_all_the_same(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_last", [])
    monkeypatch.setattr(pdf, "ROOMS", [replace(ROOMS[0], lines=200)])
    assert len(made(tmp_path, _with(inputs, questions="\n".join("ask" for _line in range(300)))).pages) > 3


@pytest.mark.parametrize("paper", POINTS)
def test_the_page_has_the_size_of_the_paper(tmp_path: Path, inputs: Inputs, paper: str) -> None:
    reader = made(tmp_path, inputs, choices(paper=paper))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == POINTS[paper]
    assert len(reader.pages) == 2


def test_the_list_of_nights_starts_a_page_of_its_own_and_its_heading_stands_on_each(
    tmp_path: Path, inputs: Inputs
) -> None:
    reader = made(tmp_path, inputs, choices(period=Period.of_last(120, EVENING), with_nights=True))
    assert len(reader.pages) > 3
    for number, page in enumerate(reader.pages):
        assert ("Night Cramps Besides" in " ".join(page.extract_text().split())) is (number >= 2)
    assert "Appendix: every night" in reader.pages[2].extract_text()


def test_each_later_page_says_whose_it_is_and_each_page_its_number(tmp_path: Path, inputs: Inputs) -> None:
    reader = made(tmp_path, inputs, choices(with_nights=True))
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} / {count}" in page.extract_text()
        assert "Robin Example" in page.extract_text()
        assert "Invented nights" in page.extract_text()


# ---------------------------------------------------------------- for every reader, and for long
def test_the_report_is_tagged_and_archival(tmp_path: Path, inputs: Inputs) -> None:
    reader = made(tmp_path, inputs)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    marks = root["/Metadata"].get_object().get_data().decode("utf-8")
    for mark in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert mark in marks


def test_every_chart_is_told_in_words(tmp_path: Path, inputs: Inputs) -> None:
    figures = [each for each in elements(made(tmp_path, inputs)) if each.get("/S") == "/Figure"]
    assert len(figures) == 5
    assert all(len(str(each["/Alt"])) > 30 for each in figures)


def test_tables_are_tables_with_headers(tmp_path: Path, inputs: Inputs) -> None:
    found = kinds(made(tmp_path, inputs))
    assert found.count("/Table") >= 8
    assert found.count("/TH") > 20
    assert found.count("/TD") > 100


def test_all_fonts_are_embedded(tmp_path: Path, inputs: Inputs) -> None:
    reader = made(tmp_path, _with(inputs, name="王小明 Müller"), choices(language="zh"))
    descriptors = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert any("NotoSansSC" in each["/FontName"] for each in descriptors)
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(each) for each in descriptors)


def test_a_year_with_every_night_is_small(tmp_path: Path) -> None:
    year = inputs_of(tmp_path, invented_journal(365, 1, EVENING))
    chosen = choices(period=Period.of_last(365, EVENING), with_nights=True, with_notes=True)
    made(tmp_path, year, chosen)
    assert (tmp_path / "report.pdf").stat().st_size <= 120 * 1024


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
        "from tests.builders import EVENING, run_of\n"
        "from tests.report.reading import CHOICES, EMPTY\n"
        "from cramp_journal.report import make_report\n"
        "nights = run_of(EVENING - timedelta(days=27), [0, 2] * 14)\n"
        "make_report(nights, EMPTY, CHOICES, Path(sys.argv[1]))"
    )
    root = Path(__file__).parent.parent.parent
    subprocess.run([sys.executable, "-c", code, tmp_path / "there.pdf"], cwd=root, check=True)
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()


# ---------------------------------------------------------------- what was not asked for
def test_the_name_is_nowhere_in_a_report_without_it(tmp_path: Path, inputs: Inputs) -> None:
    reader = made(tmp_path, inputs, choices(with_name=False, with_notes=True))
    assert "Robin" not in text_of(reader)
    assert "1955" not in text_of(reader)
    assert not any("Robin" in str(reader.get_object(number)) for number in range(1, len(reader.xref[0]) + 1))


def test_notes_are_in_the_report_only_when_that_is_asked_for(tmp_path: Path, inputs: Inputs) -> None:
    noted = _with_note(inputs, "a note of mine")
    assert "a note of mine" not in text_of(made(tmp_path, noted, choices(with_nights=True)))
    assert "a note of mine" in text_of(made(tmp_path, noted, choices(with_notes=True)))


def test_real_nights_are_not_said_to_be_invented(tmp_path: Path, inputs: Inputs) -> None:
    nights, contents = inputs
    real = contents | {"nights": [night | {"invented": False} for night in contents["nights"]]}
    assert "Invented" not in text_of(made(tmp_path, (nights, real)))


def test_too_few_nights_are_said_and_no_rate_is_given(tmp_path: Path) -> None:
    text = text_of(made(tmp_path, (run_of(EVENING - timedelta(days=12), [1] * 13), EMPTY)))
    assert text.count("too few nights") >= 4
    assert not re.search(r"\d\.\d \d\.\d – ", text)


def test_an_empty_journal_still_gives_a_report(tmp_path: Path) -> None:
    assert "no night recorded" in text_of(made(tmp_path, ([], EMPTY)))


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
    reader = made(tmp_path, given, choices(with_notes=True))
    assert len(reader.pages) >= 2
    assert "84 nights recorded" in text_of(reader)


def test_what_is_typed_is_never_read_as_layout(tmp_path: Path, inputs: Inputs) -> None:
    text = text_of(made(tmp_path, _with(inputs, name="#strong[Kim] *b* _c_")))
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
    with pytest.raises(JournalError, match=r"cannot be written: there is no room left on the disk\..*is still there"):
        make_report(*inputs, CHOICES, out)
    assert out.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_a_report_that_cannot_be_archival_is_written_with_a_notice(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pdf._compiler()

    class Strict:
        def compile(self, **options: Any) -> Any:
            if options.get("pdf_standards"):
                raise typst.TypstError("a letter is missing", "")
            return real.compile(**options)

    monkeypatch.setattr(pdf, "_compiler", Strict)
    monkeypatch.setattr(pdf, "_last", [])
    notice = make_report(*inputs, CHOICES, tmp_path / "report.pdf")
    assert "could not be set in archival quality" in notice
    assert len(PdfReader(tmp_path / "report.pdf").pages) == 2
