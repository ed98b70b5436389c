"""`export`, `import`, `undo-import`, `demo`, `remove-invented` and `check`: files in and out."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from cramp_journal.model import PromptAnswer
from cramp_journal.paths import resource
from cramp_journal.store import Journal
from cramp_journal.words import Answer, Rule
from tests.builders import EVENING, EXAMPLE, a_journal, journal_values, night, night_values, written_past_the_program
from tests.cli.conftest import Call
from tests.cli.terminal import Said


def _contents(file: Path) -> dict[str, Any]:
    with Journal(file) as journal:
        return journal.contents()


def _written(folder: Path, values: object, name: str = "in.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(values), encoding="utf-8")
    return file


# ---------------------------------------------------------------- export and import
def test_the_example_of_the_format_page_goes_in_and_comes_out(bare_call: Call, tmp_path: Path) -> None:
    one, other, out = tmp_path / "one.sqlite", tmp_path / "other.sqlite", tmp_path / "out.json"
    said = bare_call("--journal", one, "import", EXAMPLE)
    assert (said.status, said.err) == (0, "")
    assert "Came in: 2 nights with 1 cramp, and 6 other things." in said.out
    assert bare_call("--journal", one, "export", out).out == f"Written: {out}, 2 nights.\n"
    assert bare_call("--journal", other, "import", out).status == 0
    exported = json.loads(out.read_text(encoding="utf-8"))
    schema = json.loads(resource("cramp-journal.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(exported)
    assert (exported["version"], exported.pop("deleted"), exported.pop("overlaps")) == (2, [], [])
    for rows in (
        [exported["person"]],
        *(exported[name] for name in ("courses", "factors", "nights", "signs", "prompts")),
    ):
        assert all(row.pop("row")["stamp"] for row in rows)
    assert exported | {"version": 1} == _contents(one) == _contents(other)


def test_importing_twice_is_importing_once(bare_call: Call, tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    bare_call("--journal", file, "import", EXAMPLE)
    before = file.read_bytes()
    said = bare_call("--journal", file, "import", EXAMPLE, "--json")
    nothing = {"nights": 0, "cramps": 0, "other": 0, "already_there": 8, "left_out": []}
    assert json.loads(said.out) == nothing | {"dry_run": False}
    assert "undo-import" not in bare_call("--journal", file, "import", EXAMPLE).out
    assert file.read_bytes() == before


def test_a_night_that_is_there_with_other_words_is_left_out_and_said(call: Call, file: Path, tmp_path: Path) -> None:
    values = journal_values(nights=[night_values(note="other words"), night_values(date(2026, 11, 1))])
    said = call("import", _written(tmp_path, values))
    assert said.status == 0
    assert "Left out: The night of 21 Nov 2026 is in the journal already, with other words: it stays." in said.out
    assert "other words" not in said.out.replace("with other words: it stays", "")
    nights = {each["evening"]: each for each in _contents(file)["nights"]}
    assert len(nights["2026-11-21"]["cramps"]) == 1
    assert set(nights) == {"2026-11-01", "2026-11-20", "2026-11-21"}


def test_a_dry_run_says_what_would_come_in_and_changes_nothing(call: Call, file: Path, tmp_path: Path) -> None:
    values = _written(tmp_path, journal_values(nights=[night_values(date(2026, 11, 1), 3)]))
    before = file.read_bytes()
    said = call("import", values, "--dry-run")
    assert "Would come in: 1 night with 3 cramps" in said.out
    assert "undo-import" not in said.out
    assert json.loads(call("import", values, "--dry-run", "--json").out)["dry_run"] is True
    assert file.read_bytes() == before


def test_an_import_is_taken_back_by_one_call(call: Call, file: Path, tmp_path: Path) -> None:
    before = _contents(file)
    nights = [night_values(date(2026, 10, day), 1, factors=["new factor"]) for day in (1, 2, 3)]
    call(
        "import",
        _written(tmp_path, journal_values(nights=nights, signs=[{"sign": "cold_feet", "noted_on": "2026-10-01"}])),
    )
    assert len(_contents(file)["nights"]) == 5
    said = call("undo-import").out
    assert re.search(
        r"^Kept first: .*before-import\.sqlite\.\nTaken back: 3 nights of the import of .*, \d\d:\d\d\.$", said
    )
    assert _contents(file) == before
    assert "No import is left to take back" in call("undo-import").sentence


def test_imports_one_after_the_other_are_taken_back_one_after_the_other(call: Call, file: Path, tmp_path: Path) -> None:
    for day in (1, 2, 3, 4):
        call("import", _written(tmp_path, journal_values(nights=[night_values(date(2026, 10, day))])))
    left = []
    for _import in range(4):
        call("undo-import")
        left.append([each["evening"][-2:] for each in _contents(file)["nights"][:-2]])
    assert left == [["01", "02", "03"], ["01", "02"], ["01"], []]


def test_what_was_taken_back_can_come_in_again(call: Call, file: Path, tmp_path: Path) -> None:
    values = _written(tmp_path, journal_values(nights=[night_values(date(2026, 11, 1), 2)]))
    call("import", values)
    after = _contents(file)
    call("undo-import")
    assert "Came in: 1 night" in call("import", values).out
    assert _contents(file) == after


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.json.txt", "."])
def test_an_ending_that_cannot_be_written_is_told(call: Call, tmp_path: Path, name: str) -> None:
    assert "the ending of the name says the format" in call("export", tmp_path / name).sentence
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]


def test_a_wrong_ending_makes_no_new_journal(bare_call: Call, tmp_path: Path) -> None:
    assert bare_call("--journal", tmp_path / "new.sqlite", "export", tmp_path / "out.pdf").sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["missing/out.json", "journal.sqlite/out.json", "folder.json", "x" * 300 + ".json"])
def test_an_export_that_cannot_be_written_is_told(call: Call, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder.json").mkdir()
    assert "cannot be written" in call("export", tmp_path / place).sentence
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.json", "journal.sqlite"]


def test_an_export_takes_the_place_of_an_older_one(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "OUT.JSON"
    out.write_text("older", encoding="utf-8")
    assert call("export", out).status == 0
    assert json.loads(out.read_text(encoding="utf-8"))["format"] == "cramp-journal"


# ---------------------------------------------------------------- tables and FHIR
BEGINS = {
    ".json": b'{\n "format"',
    ".csv": b"\xef\xbb\xbfevening,",
    ".xlsx": b"PK",
    ".fhir.json": b'{"resourceType": "Bundle"',
}


@pytest.mark.parametrize("ending", BEGINS)
def test_a_journal_goes_out_in_the_format_that_the_ending_says(call: Call, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    assert call("export", out) == Said(0, f"Written: {out}, 2 nights.\n", "")
    assert out.read_bytes().startswith(BEGINS[ending])


@pytest.mark.parametrize("ending", [".csv", ".fhir.json"])
def test_notes_go_out_unless_they_are_left_out(bare_call: Call, tmp_path: Path, ending: str) -> None:
    values = _written(tmp_path, journal_values(nights=[night_values(note="a note of mine")]))
    file, out = tmp_path / "j.sqlite", tmp_path / f"out{ending}"
    bare_call("--journal", file, "import", values)
    for options, there in (((), True), (("--no-name",), True), (("--no-notes",), False)):
        assert bare_call("--journal", file, "export", out, *options).status == 0
        assert ("a note of mine" in out.read_text(encoding="utf-8")) == there


def test_a_csv_gets_semicolons_if_asked_and_no_other_file_does(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert call("export", out, "--semicolons").status == 0
    assert out.read_text(encoding="utf-8-sig").startswith("evening;state;cramp;time;")
    said = call("export", tmp_path / "out.xlsx", "--semicolons")
    assert said.status != 0
    assert "an .xlsx opens in every spreadsheet as it is" in said.err
    assert not (tmp_path / "out.xlsx").exists()


def test_the_name_goes_out_unless_it_is_left_out(bare_call: Call, tmp_path: Path) -> None:
    values = _written(tmp_path, journal_values(person={"name": "Kim Nobody", "born": 1955}))
    file, out = tmp_path / "j.sqlite", tmp_path / "out.fhir.json"
    bare_call("--journal", file, "import", values)
    for options, there in (((), True), (("--no-notes",), True), (("--no-name",), False)):
        assert bare_call("--journal", file, "export", out, *options).status == 0
        text = out.read_text(encoding="utf-8")
        assert ("Kim Nobody" in text, '"1955"' in text) == (there, there)


def test_an_export_of_a_period_has_its_nights_alone(call: Call, tmp_path: Path) -> None:
    for name in ("out.json", "out.csv", "out.nights.csv", "out.xlsx", "out.fhir.json", "out.zip"):
        assert call("export", tmp_path / name, "--period", "2026-11-21..2026-11-21").out.endswith(f"{name}, 1 night.\n")
    assert [night["evening"] for night in json.loads((tmp_path / "out.json").read_text())["nights"]] == ["2026-11-21"]
    assert "is no period" in call("export", tmp_path / "out.csv", "--period", "soon").sentence


def test_csv_with_semicolons_comes_back_in_as_it_was(call: Call, bare_call: Call, tmp_path: Path) -> None:
    for name in ("eu.csv", "eu.nights.csv"):
        call("export", tmp_path / name, "--semicolons")
        assert (tmp_path / name).read_text(encoding="utf-8-sig").startswith("evening;state;")
    assert "Came in: 2 nights" in bare_call("--journal", tmp_path / "new.sqlite", "import", tmp_path / "eu.csv").out


def test_nights_go_out_as_parquet_and_many_journals_as_a_study(call: Call, tmp_path: Path) -> None:
    assert call("export", tmp_path / "out.parquet").out.endswith("out.parquet, 2 nights.\n")
    assert (tmp_path / "out.parquet").read_bytes().startswith(b"PAR1")
    folder = tmp_path / "people"
    folder.mkdir()
    call("export", folder / "one.json")
    said = call("study", folder)
    assert f"Written: {folder}-study, 1 person, 2 nights." in said.out
    assert json.loads(call("study", folder, "--out", tmp_path / "b", "--json").out)["overall"]["nights"] == 2


def test_appointments_go_out_as_a_calendar_file(call: Call, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    assert "No appointment with a day is in the journal" in call("export", out).sentence
    with Journal(file) as journal:
        answer = PromptAnswer(rule=Rule.RISING, raised_on=date(2026, 11, 15), answer=Answer.APPOINTMENT)
        answer.appointment_on = date(2026, 12, 2)
        journal.keep(answer)
    assert call("export", out).out == f"Written: {out}, 1 appointment.\n"
    assert b"DTSTART;VALUE=DATE:20261202" in out.read_bytes()


def test_looking_at_an_import_makes_no_journal_and_changes_none(bare_call: Call, tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    table = tmp_path / "own.csv"
    table.write_text("evening,state,cramp,time,seconds,pain,side\n2026-11-01,clear,,,,,\n", encoding="utf-8")
    for source in (EXAMPLE, table):
        assert "Would come in" in bare_call("--journal", file, "import", source, "--dry-run").out
        assert not file.exists()
        assert [each.name for each in tmp_path.iterdir()] == ["own.csv"]


def test_a_long_export_shows_on_a_terminal_how_far_it_is(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.cli.shared._LONG", 2)
    assert call("export", tmp_path / "out.fhir.json").err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    said = call("export", tmp_path / "out.fhir.json")
    assert "100%" in said.err
    assert said.out == f"Written: {tmp_path / 'out.fhir.json'}, 2 nights.\n"


# ---------------------------------------------------------------- the paper form
def test_a_blank_form_is_written_without_a_journal(bare_call: Call, tmp_path: Path, home: Path) -> None:
    out = tmp_path / "form.PDF"
    options = ("--nights", "14", "--from", "2026-11-21", "--paper", "letter", "--lang", "en")
    assert bare_call("paper", out, *options) == Said(0, f"Written: {out}, rows for 14 nights.\n", "")
    (page,) = PdfReader(out).pages
    assert page.mediabox.width == 792
    assert "Fri 4 → Sat 5" in " ".join(page.extract_text().split())
    assert list(home.rglob("*.sqlite")) == []


@pytest.mark.parametrize(
    "options",
    [("--nights", "0"), ("--nights", "367"), ("--from", "yesterday"), ("--paper", "a5"), ("--as-of", "2026-11-21")],
)
def test_a_form_that_was_asked_for_wrongly_is_not_made(
    bare_call: Call, tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert bare_call("paper", tmp_path / "form.pdf", *options).status == 2
    assert list(tmp_path.iterdir()) == []


def test_the_form_as_a_spreadsheet_comes_back_with_the_words_that_were_typed(bare_call: Call, tmp_path: Path) -> None:
    out = tmp_path / "form.xlsx"
    assert bare_call("paper", out, "--nights", "3", "--from", "2026-11-12").status == 0
    book = openpyxl.load_workbook(out)
    for place, text in (("B4", "x"), ("E5", "L calf; R foot about 2 5 min")):
        book.worksheets[0][place] = text
    book.save(out)
    said = bare_call("--journal", tmp_path / "new.sqlite", "import", out)
    assert "Came in: 2 nights with 2 cramps" in said.out


@pytest.mark.parametrize("name", ["form", "form.txt", "journal.sqlite", "missing/form.pdf"])
def test_a_form_that_cannot_be_written_there_is_told(bare_call: Call, file: Path, tmp_path: Path, name: str) -> None:
    before = file.read_bytes()
    assert str(tmp_path / name) in bare_call("paper", tmp_path / name).sentence
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_form_past_the_end_of_the_calendar_is_told(bare_call: Call, tmp_path: Path) -> None:
    assert "out of reach of the calendar" in bare_call("paper", tmp_path / "f.pdf", "--from", "9999-12-20").sentence


# ---------------------------------------------------------------- demo
def test_a_demo_is_a_journal_of_invented_nights(bare_call: Call, tmp_path: Path) -> None:
    file = tmp_path / "demo.sqlite"
    said = bare_call("demo", file, "--nights", "60", "--seed", "3")
    nights = _contents(file)["nights"]
    assert said.out == f"Made {file}: {len(nights)} nights recorded of 60, all invented.\n"
    assert all(night["invented"] for night in nights)
    assert nights[-1]["evening"] <= "2026-11-21"
    assert 40 <= len(nights) <= 60


def test_the_same_seed_gives_the_same_nights(bare_call: Call, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.sqlite" for number in range(3)]
    for file, seed in zip(files, ("5", "5", "6"), strict=True):
        bare_call("demo", file, "--nights", "40", "--seed", seed)
    one, again, other = (_contents(file) for file in files)
    assert one == again
    assert one != other


@pytest.mark.parametrize("nights", ["1", "2", "5", "1000"])
def test_a_demo_may_be_short_or_long(bare_call: Call, tmp_path: Path, nights: str) -> None:
    assert bare_call("demo", tmp_path / "demo.sqlite", "--nights", nights).status == 0
    assert bare_call("--journal", tmp_path / "demo.sqlite", "summary", "--period", "all").status == 0


def test_a_demo_never_takes_the_place_of_a_file(bare_call: Call, file: Path) -> None:
    before = file.read_bytes()
    assert "is there already" in bare_call("demo", file).sentence
    assert file.read_bytes() == before


@pytest.mark.parametrize("arguments", [("--nights", "0"), ("--nights", "20001"), ("--seed", "x"), ("--as-of", "x")])
def test_a_demo_that_was_asked_for_wrongly_is_not_made(
    bare_call: Call, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert bare_call("demo", tmp_path / "demo.sqlite", *arguments).status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["x" * 300, "file/demo.sqlite"])
def test_a_demo_where_no_file_can_be_is_told(bare_call: Call, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    assert bare_call("demo", tmp_path / place).sentence


def test_a_demo_before_the_calendar_began_is_told(bare_call: Call, tmp_path: Path) -> None:
    assert bare_call("demo", tmp_path / "demo.sqlite", "--as-of", "0001-01-05").sentence
    assert list(tmp_path.iterdir()) == []


def test_invented_nights_are_removed_and_ones_own_stay(bare_call: Call, tmp_path: Path) -> None:
    file = tmp_path / "demo.sqlite"
    bare_call("demo", file, "--nights", "30")
    bare_call("--journal", file, "log", "--evening", "2026-11-21", "--clear", "--replace")
    said = bare_call("--journal", file, "remove-invented")
    assert said.out.startswith("Removed: ")
    contents = _contents(file)
    assert [each["evening"] for each in contents["nights"]] == ["2026-11-21"]
    assert (contents["courses"], contents["signs"], contents["person"]) == ([], [], {})


# ---------------------------------------------------------------- check
def test_a_sound_journal_is_told_so(call: Call, file: Path) -> None:
    assert call("check").out == f"{file}: 2 nights, no fault found.\n"


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 11, 22)])
def test_a_journal_can_be_checked_on_any_day(call: Call, monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    monkeypatch.setattr("cramp_journal.clock.today", lambda: today)
    assert call("check").status == 0


def test_a_night_of_cramps_that_lists_none_is_a_fault(bare_call: Call, tmp_path: Path) -> None:
    with a_journal(tmp_path, night(EVENING - timedelta(days=1)), night(cramps=1)) as journal:
        file = journal.file
    written_past_the_program(file, "DELETE FROM cramp")
    assert "21 Nov 2026 says cramps and lists none" in bare_call("--journal", file, "check").sentence
