"""The program's own files brought back: as they were, and as a person changed them in a spreadsheet."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.columns import texts_in
from cramp_journal.exchange.csv_file import SEMICOLONS, as_csv, as_csv_of_nights
from cramp_journal.exchange.elsewhere.arrival import Arrival, arrival_of
from cramp_journal.exchange.elsewhere.own import ABOUT_CHANGES, TAKE
from cramp_journal.exchange.elsewhere.recognise import is_our_json, recognise
from cramp_journal.exchange.export import without
from cramp_journal.exchange.fhir.document import as_fhir
from cramp_journal.exchange.plan import empty_contents
from cramp_journal.exchange.tidy import as_tidy_zip
from cramp_journal.exchange.xlsx_file import as_xlsx
from cramp_journal.model import Values, night_from, night_of, values_of
from tests.builders import TODAY, night_values
from tests.exchange.elsewhere.files import a_file

FIRST, SECOND, THIRD = date(2026, 11, 12), date(2026, 11, 13), date(2026, 11, 14)
NIGHTS = [
    night_values(FIRST, state="clear", cramps=[], alcohol=False, room_temperature_c=17.5),
    night_values(
        SECOND,
        [
            {"time": "23:40", "seconds": 150, "pain": 7, "side": "left", "muscle": "calf", "timing": "guess"},
            {"time": "03:10", "time_precision": "about", "went_hard": True, "note": "of the second cramp"}
            | {"reliefs": [{"what": "massage", "helped": True}, {"what": "heat"}]},
        ],
        factors=["Gardening", "late; heavy supper"],
        intakes=[{"substance": "Magnesium", "dose": 300.0, "unit": "mg"}, {"substance": "omega 3"}],
        asked=["cramps", "own:Slept away"],
        posture="back",
        exercise="hard",
        woke=True,
        minutes_awake=20,
        note="007",
        entered_at="2026-11-14T07:42:00Z",
    ),
    night_values(THIRD, [{}], note="=1+1", left_out=True),
]
CONTENTS = empty_contents() | {
    "nights": [values_of(night_from(each)) for each in NIGHTS],
    "courses": [{"substance": "Magnesium", "kind": "supplement", "dose": 300.0, "unit": "mg", "start": "2026-09-14"}],
    "signs": [{"sign": "cold_feet", "noted_on": "2026-11-02"}],
    "factors": [{"name": "Gardening"}, {"name": "late; heavy supper"}],
}
KINDS: dict[str, Callable[[Any], bytes]] = {
    "out.csv": as_csv,
    "excel.csv": lambda contents: as_csv(contents, SEMICOLONS),
    "out.xlsx": lambda contents: as_xlsx(contents, TODAY),
    "out.zip": lambda contents: as_tidy_zip(contents, with_words=True),
    "out.fhir.json": lambda contents: as_fhir(contents, TODAY),
}


def _arrived(
    folder: Path, content: bytes, name: str, present: Values | None = None, *, is_taken: bool = False
) -> Arrival:
    file = a_file(folder, content, name)
    assert not is_our_json(file)
    return arrival_of(
        recognise(file).bring({ABOUT_CHANGES: TAKE} if is_taken else {}),
        CONTENTS if present is None else present,
        TODAY,
    )


def _csv(change: Callable[[list[dict[str, str]]], object]) -> bytes:
    """Give the journal as CSV, with its rows changed."""
    rows = list(csv.DictReader(io.StringIO(as_csv(CONTENTS).decode("utf-8-sig"), newline="")))
    change(rows)
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, rows[0])
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


# ---------------------------------------------------------------- as it was
@pytest.mark.parametrize("name", KINDS)
def test_what_the_program_wrote_is_all_there_already(tmp_path: Path, name: str) -> None:
    came = _arrived(tmp_path, KINDS[name](CONTENTS), name)
    assert (len(came.plan.nights), came.left, came.plan.left, came.changed) == (0, [], [], [])
    assert came.plan.already >= len(NIGHTS)
    assert came.empty


@pytest.mark.parametrize("name", KINDS)
def test_into_an_empty_journal_every_night_comes_as_it_was(tmp_path: Path, name: str) -> None:
    came = _arrived(tmp_path, KINDS[name](CONTENTS), name, empty_contents())
    assert came.left == []
    nights = [values_of(night_of(night)) for night in came.plan.nights]
    for night in nights:
        night.pop("came_from", None)
    expected = [dict(night) for night in CONTENTS["nights"]]
    if name == "out.fhir.json":  # what was asked has no place there
        expected[1].pop("asked")
    if name == "out.zip":
        expected[1]["asked"] = ["own:Slept away"]  # by its row in the table of factors
    assert nights == expected


@pytest.mark.parametrize("name", ["out.xlsx"])
def test_what_is_taken_and_what_was_noticed_comes_with_a_workbook(tmp_path: Path, name: str) -> None:
    came = _arrived(tmp_path, KINDS[name](CONTENTS), name, empty_contents())
    assert sorted(type(row).__name__ for row in came.plan.rows) == ["Course", "Factor", "Factor", "Sign"]


def test_a_row_a_night_comes_back_with_as_many_cramps_and_changes_none_that_are_described(tmp_path: Path) -> None:
    content = as_csv_of_nights(CONTENTS)
    assert _arrived(tmp_path, content, "out.csv").empty
    came = _arrived(tmp_path, content, "out.csv", empty_contents())
    assert [len(night.cramps) for night in came.plan.nights] == [0, 2, 1]


# ---------------------------------------------------------------- as a person changed it
def test_a_changed_cell_counts_only_where_the_person_says_so(tmp_path: Path) -> None:
    content = _csv(lambda rows: rows[1].update(seconds="95"))
    came = _arrived(tmp_path, content, "out.csv")
    assert came.changed == []
    assert len(came.plan.left) == 1
    assert "13 Nov 2026 is in the journal already" in came.plan.left[0]
    (changed,) = _arrived(tmp_path, content, "out.csv", is_taken=True).changed
    before = CONTENTS["nights"][1]
    assert values_of(night_of(changed))["cramps"][0] == before["cramps"][0] | {"seconds": 95}
    assert values_of(night_of(changed))["cramps"][1] == before["cramps"][1]
    assert values_of(night_of(changed)) | {"cramps": 0} == before | {"cramps": 0}


def test_an_emptied_cell_is_unknown_now_but_a_note_that_is_not_there_is_not_gone(tmp_path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0].update(alcohol="", note="")
        for row in rows:
            row.update(note="", cramp_note="")

    (changed,) = _arrived(tmp_path, _csv(change), "out.csv", is_taken=True).changed
    assert (changed.evening, changed.alcohol) == (FIRST, None)


@pytest.mark.parametrize("name", KINDS)
def test_a_file_without_notes_changes_no_note(tmp_path: Path, name: str) -> None:
    content = KINDS[name](without(CONTENTS, name=False, notes=True))
    assert _arrived(tmp_path, content, name, is_taken=True).changed == []


def test_an_added_row_is_a_new_night_or_another_cramp(tmp_path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        blank = dict.fromkeys(rows[0], "")
        rows.append(blank | {"evening": "2026-11-15", "state": "cramps", "side": "right"})
        rows.append(blank | {"evening": "2026-11-13", "time": "5:05", "pain": "3"})

    came = _arrived(tmp_path, _csv(change), "out.csv", is_taken=True)
    assert [(night.evening, len(night.cramps)) for night in came.plan.nights] == [(date(2026, 11, 15), 1)]
    (changed,) = came.changed
    assert [cramp.time for cramp in changed.cramps] == ["23:40", "03:10", "05:05"]


def test_a_removed_row_removes_no_night_and_that_is_said(tmp_path: Path) -> None:
    came = _arrived(tmp_path, _csv(lambda rows: rows.__delitem__(slice(1, 3))), "out.csv", is_taken=True)
    assert came.empty
    assert "1 night of your journal is not in the file any more: it stays in the journal." in came.said


def test_rows_in_another_order_are_the_same_journal(tmp_path: Path) -> None:
    assert _arrived(tmp_path, _csv(lambda rows: rows.reverse()), "out.csv").plan.left == []


@pytest.mark.parametrize("written", ["{d}.{m}.{y}", "{d}/{m}/{y}", "{m}/{d}/{y}", "{d}.{m}.26"])
def test_a_spreadsheet_may_write_dates_and_times_in_its_own_way(tmp_path: Path, written: str) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        for row in rows:
            year, month, day = row["evening"].split("-")
            row["evening"] = written.format(d=int(day), m=int(month), y=year)
            row["time"] = {"23:40": "11:40 PM", "03:10": "3:10:00"}.get(row["time"], "")
            row["woke"] = row["woke"].upper()

    came = _arrived(tmp_path, _csv(change), "out.csv")  # 13 and 14 say which one is the day
    assert (came.left, came.plan.left, came.plan.already >= 3) == ([], [], True)


def test_where_no_date_tells_the_day_from_the_month_it_is_asked(tmp_path: Path) -> None:
    file = a_file(tmp_path, b"evening,state,cramp,time,seconds,pain\n3/4/2026,clear,,,,\n", "in.csv")
    (question,) = [each for each in recognise(file).questions() if each.name == "date_order"]
    assert [choice.name for choice in question.choices] == ["day_first", "month_first"]
    (night,) = recognise(file).bring({"date_order": "month_first"}).nights
    assert night["evening"] == "2026-03-04"


def test_a_workbook_saved_by_another_program_comes_back(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(CONTENTS, TODAY)))
    names = [cell.value for cell in book["Cramps"][1]]
    book["Cramps"].cell(2, names.index("seconds") + 1).value = 95
    book["Intakes"].append([date(2026, 11, 12), "zinc", 15, "mg"])
    book.save(tmp_path / "saved.xlsx")
    came = arrival_of(recognise(tmp_path / "saved.xlsx").bring({ABOUT_CHANGES: TAKE}), CONTENTS, TODAY)
    first, second = (values_of(night_of(each)) for each in came.changed)
    assert first["intakes"] == [{"substance": "zinc", "dose": 15.0, "unit": "mg"}]
    assert second["cramps"][0]["seconds"] == 95


def test_a_cell_that_does_not_fit_leaves_its_line_out_with_its_reason(tmp_path: Path) -> None:
    came = _arrived(tmp_path, _csv(lambda rows: rows[0].update(evening="soon")), "out.csv", empty_contents())
    assert came.left == ["line 2: “soon” is no date."]
    came = _arrived(tmp_path, _csv(lambda rows: rows[0].update(alcohol="a little")), "out.csv", empty_contents())
    assert came.left == ["line 2: alcohol: “a little” is not what this column holds."]


# ---------------------------------------------------------------- other files of this kind
def test_a_clinics_document_of_another_program_is_named(tmp_path: Path) -> None:
    file = a_file(tmp_path, b'{"resourceType": "Bundle", "entry": []}', "in.fhir.json")
    with pytest.raises(BadInput, match="FHIR document of another program"):
        recognise(file)
    with pytest.raises(BadInput, match="cut off or damaged"):
        recognise(a_file(tmp_path, as_fhir(CONTENTS, TODAY)[:-200], "cut.fhir.json"))


def test_a_journal_itself_is_named_with_what_can_be_done(tmp_path: Path) -> None:
    file = a_file(tmp_path, b"SQLite format 3\x00", "old.sqlite")
    with pytest.raises(BadInput, match=re.escape(f"cramp-journal restore {file}")):
        recognise(file)


def test_names_with_the_mark_between_names_in_them_are_read_whole() -> None:
    assert texts_in("a\\; b; c\\\\; d") == ["a; b", "c\\", "d"]
