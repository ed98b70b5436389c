"""The journal as an Excel workbook, opened by another library than the one that wrote it."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from openpyxl.utils import get_column_letter

from cramp_journal.errors import BadInput
from cramp_journal.exchange import xlsx_file
from cramp_journal.exchange.columns import Kind
from cramp_journal.exchange.lists import SHEETS
from cramp_journal.exchange.xlsx_file import as_xlsx
from cramp_journal.model import CourseForm, CrampForm, NightForm, SignForm
from tests.builders import TODAY, contents_values, night_values
from tests.exchange.drawn import JOURNALS

FORMS = {"Nights": NightForm, "Cramps": CrampForm, "Courses": CourseForm, "Signs": SignForm}
MEANINGS = "What the columns mean"


def _book(contents: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(contents, TODAY)))


def _of(sheet: str, **parts: Any) -> list[dict[str, Any]]:
    """Give the rows of a sheet, by column."""
    head, *rows = _book(contents_values(**parts))[sheet].iter_rows()
    names = [cell.value for cell in head]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def test_another_library_finds_a_sheet_each_with_its_head_in_sight_and_a_filter() -> None:
    book = _book(contents_values())
    lists = ["Intakes", "Factors", "Reliefs", "Prompts", "Conditions"]
    assert sorted(book.sheetnames) == sorted([*FORMS, *lists, MEANINGS])
    assert (book.sheetnames[:2], book.sheetnames[-1]) == (["Nights", "Cramps"], MEANINGS)
    for name in FORMS:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
    assert book.properties.created == datetime(2026, 11, 22)


def test_dates_times_and_numbers_are_of_their_type() -> None:
    (night, _clear), (cramp,) = _of("Nights"), _of("Cramps")
    assert night["evening"] == cramp["evening"] == datetime(2026, 11, 21)
    assert night["entered_at"] == datetime(2026, 11, 22, 7, 42)
    assert (night["room_temperature_c"], night["minutes_awake"], night["cramps"]) == (17.5, 20, 1)
    assert (cramp["time"], cramp["seconds"], cramp["pain"], cramp["cramp"]) == (time(3, 10), 150, 7, 1)
    assert _of("Courses")[0]["start"] == datetime(2026, 9, 14)
    assert _of("Signs")[0]["noted_on"] == datetime(2026, 11, 2)


def test_a_date_is_shown_as_a_date() -> None:
    book = _book(contents_values())
    assert book["Nights"]["A2"].number_format == "yyyy-mm-dd"
    assert book["Cramps"]["C2"].number_format == "hh:mm"


def test_yes_no_and_unknown_are_told_apart() -> None:
    night, clear = _of("Nights")
    assert (night["woke"], night["smoking"], clear["woke"]) == ("yes", "no", None)
    assert (clear["left_out"], clear["cramps"], clear["note"]) == ("no", 0, None)


def test_nought_is_a_number_and_not_an_empty_cell() -> None:
    (cramp,) = _of("Cramps", nights=[night_values(cramps=[{"pain": 0}])])
    assert (cramp["pain"], cramp["seconds"]) == (0, None)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@a", "{=1}", "https://example.org", "mailto:a@b", "12", "2026-11-21", "1/2", "007", "TRUE"]
)
def test_what_was_typed_stays_text_to_the_letter(text: str) -> None:
    sheet = _book(contents_values(nights=[night_values(note=text)]))["Nights"]
    (cell,) = [cell for cell in sheet[2] if cell.value == text]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_a_day_before_excels_first_is_written_as_text() -> None:
    courses = [{"substance": "quinine", "kind": "medicine", "start": "1899-12-31", "stop": "1900-01-01"}]
    (course,) = _of("Courses", courses=courses)
    assert (course["start"], course["stop"]) == ("1899-12-31", datetime(1900, 1, 1))


def test_a_text_that_is_too_long_for_a_cell_is_told_and_not_cut() -> None:
    contents = contents_values(nights=[night_values(note="🦵" * 16_384)])
    with pytest.raises(BadInput, match="row 2 of the sheet Nights is longer than a cell of Excel can be"):
        as_xlsx(contents, TODAY)
    (night,) = _of("Nights", nights=[night_values(note="🦵" * 16_383)])
    assert len(night["note"]) == 16_383


def test_more_rows_than_a_sheet_has_are_told_and_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "_MOST_ROWS", 3)
    nights = [night_values(date(2026, 11, day)) for day in (1, 2, 3)]
    bare: dict[str, Any] = {"person": {}, "courses": [], "signs": [], "prompts": []}
    as_xlsx(contents_values(nights=nights[:2], **bare), TODAY)
    with pytest.raises(BadInput, match="ends at 3 rows, and the journal has more"):
        as_xlsx(contents_values(nights=nights), TODAY)


# ---------------------------------------------------------------- lists, each in its own sheet
def test_what_is_listed_has_a_sheet_where_each_stands_in_a_row_of_its_own() -> None:
    day = night_values(
        factors=["cold; wet floor"],
        asked=["own:slept badly"],
        intakes=[{"substance": "vitamin D", "dose": 20.0, "unit": "µg"}],
        cramps=[{}, {"reliefs": [{"what": "massage", "helped": False}, {"what": "heat"}]}],
    )
    evening = {"evening": datetime(2026, 11, 21)}
    assert _of("Intakes", nights=[day]) == [evening | {"substance": "vitamin D", "dose": 20, "unit": "µg"}]
    assert _of("Factors", nights=[day]) == [
        evening | {"factor": "cold; wet floor", "held": "yes"},
        evening | {"factor": "slept badly", "held": "no"},
    ]
    assert _of("Reliefs", nights=[day]) == [
        evening | {"cramp": 2, "what": "massage", "helped": "no"},
        evening | {"cramp": 2, "what": "heat", "helped": None},
    ]


def test_what_was_pointed_out_and_what_the_person_has_are_in_the_workbook() -> None:
    prompt = {"rule": "frequent", "raised_on": "2026-11-02", "answer": "appointment", "appointment_on": "2026-12-01"}
    (row,) = _of("Prompts", prompts=[prompt | {"answers": {"numb": "no"}}])
    assert (row["rule"], row["appointment_on"], row["replies"]) == ("frequent", datetime(2026, 12, 1), "numb=no")
    assert _of("Conditions", person={"conditions": ["diabetes"]}) == [{"condition": "diabetes"}]


def _columns(sheet: Any) -> dict[str, Any]:
    """Give what is set for each column by its letter; alike neighbours stand in the file as one."""
    return {
        get_column_letter(place): column
        for column in sheet.column_dimensions.values()
        for place in range(column.min, column.max + 1)
    }


# ---------------------------------------------------------------- on paper, and while typing
def test_thirty_nights_print_on_three_pages_that_can_be_read() -> None:
    month = [
        night_values(date(2026, 10, 1) + timedelta(days=n), [{"side": "left", "note": "word " * 20}], note="word " * 20)
        for n in range(30)
    ]
    book = _book(contents_values(nights=month))
    pages, printed = 0, {"Nights": 2, "Cramps": 1}
    for name, wide in printed.items():
        sheet = book[name]
        assert (int(sheet.page_setup.fitToWidth or 1), int(sheet.page_setup.fitToHeight)) == (wide, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        letters = sum(column.width for column in _columns(sheet).values())
        scale = min(
            1.0, wide * 7.47 / (letters * 7 / 96)
        )  # inches of A4 between its margins; 7 points of a screen a letter
        assert scale * 11 >= 6.5  # points of the letters as they are printed
        tall = sum(sheet.row_dimensions[row].height or 15 for row in range(1, 32)) * scale
        pages += wide * -(-int(tall) // int((11.69 - 1.1) * 72))
    assert pages <= 3
    assert book["Nights"].print_title_cols == "$A:$A"


def test_a_row_is_as_high_as_its_note_so_that_no_row_lies_over_another() -> None:
    book = _book(
        contents_values(nights=[night_values(note="word " * 60), night_values(date(2026, 11, 1), note="夜" * 100)])
    )
    heights = [book["Nights"].row_dimensions[row].height for row in (2, 3)]
    assert [height >= 15 * lines for height, lines in zip(heights, (5, 4), strict=True)] == [True, True]


def test_what_is_typed_into_a_column_of_texts_later_stays_text_too() -> None:
    book = _book(contents_values())
    by_name = {cell.value: cell.column_letter for cell in book["Nights"][1]}
    columns = _columns(book["Nights"])
    assert {columns[by_name[name]].number_format for name in ("note", "posture", "woke")} == {"@"}
    assert columns[by_name["evening"]].number_format == "yyyy-mm-dd"


# ---------------------------------------------------------------- what the columns mean
@pytest.mark.parametrize("name", FORMS)
def test_every_field_of_the_form_has_its_column(name: str) -> None:
    (sheet,) = [sheet for sheet in SHEETS if sheet.name == name]
    columns = [column.name for column in sheet.columns]
    listed = {"factors", "intakes", "reliefs", "cramps"} if name in ("Nights", "Cramps") else set()
    assert set(FORMS[name].model_fields) <= set(columns) | listed
    assert len(set(columns)) == len(columns)


def test_every_column_is_explained_with_what_it_may_say() -> None:
    told = [[cell.value for cell in row] for row in _book(contents_values())[MEANINGS].iter_rows()]
    first = told.index(["sheet", "column", "holds", "means"])
    explained = {(row[0], row[1]): row[2:] for row in told[first + 1 :]}
    assert set(explained) == {(sheet.name, column.name) for sheet in SHEETS for column in sheet.columns}
    assert all(holds and means and means.endswith(".") for holds, means in explained.values())
    assert explained["Cramps", "side"][0] == "one of: left, right, both"
    assert explained["Nights", "alcohol"][0] == "yes or no"


def test_the_last_sheet_says_whose_journal_it_is_and_that_it_is_no_diagnosis() -> None:
    contents = contents_values(person={"name": "Robin Example", "born": 1955})
    told = [row[0].value for row in _book(contents)[MEANINGS].iter_rows(max_row=4)]
    assert "A record, not a diagnosis." in told[0]
    assert told[1:3] == ["Robin Example, born 1955", "Written on 22 Nov 2026 by Cramp Journal 0.1.0."]


# ---------------------------------------------------------------- any journal
@given(JOURNALS)
@settings(max_examples=15, phases=[Phase.generate])
def test_any_journal_comes_out_whole(values: dict[str, Any]) -> None:
    book = _book(values)
    for sheet in SHEETS:
        rows = list(sheet.rows(values))
        assert book[sheet.name].max_row == len(rows) + 1
        for cells, row in zip(book[sheet.name].iter_rows(min_row=2), rows, strict=True):
            for cell, column in zip(cells, sheet.columns, strict=True):
                assert cell.data_type not in "fe"
                _check(cell.value, column.kind, row.get(column.name, column.default))


def _check(found: Any, kind: Kind, value: Any) -> None:
    """Hold a cell to the value of the exchange form. Excel keeps milliseconds, and the writer 16 digits."""
    if value is None:
        assert found is None
    elif kind is Kind.YES_NO:
        assert found == ("yes" if value else "no")
    elif kind is Kind.NUMBER:
        assert found == pytest.approx(value, rel=1e-15)
    elif kind is Kind.CLOCK:
        assert found == time.fromisoformat(value)
    elif kind in (Kind.DATE, Kind.MOMENT) and value >= "1900":
        assert abs(found - datetime.fromisoformat(value).replace(tzinfo=None)) < timedelta(milliseconds=2)
    else:
        assert found == value


def test_the_workbook_is_sound_as_a_container() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx(contents_values(), TODAY))) as parts:
        assert parts.testzip() is None
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "text",
    [
        *("<r></r>", "<r>x</r>", "<r><t>a</t></r>", "<r> & </r>", "<r>_x0041_</r>", "<r>", "</r>", "<r>a\nb</r>"),
        *("<r>\n</r>", "<si><t>x</t></si>", "&lt;r&gt;", "]]>", "_x0041_", "\n", "'x", "=1+1", "  x  ", "\u200b"),
    ],
)
def test_no_text_is_taken_for_the_writers_own_marks(text: str) -> None:
    day = night_values(note=text, factors=[text], cramps=[{"note": text}], intakes=[{"substance": text}])
    (night,), (cramp,) = _of("Nights", nights=[day]), _of("Cramps", nights=[day])
    (factor,), (intake,) = _of("Factors", nights=[day]), _of("Intakes", nights=[day])
    assert [night["note"], factor["factor"], intake["substance"], cramp["note"]] == [text] * 4
    assert _of("Courses", courses=[{"substance": text, "kind": "medicine"}])[0]["substance"] == text
    person = {"name": text}
    assert any(text in str(cell.value) for (cell,) in _book(contents_values(person=person))[MEANINGS]["A1:A9"])
