"""Diaries of other habits than those the reader was written for: nothing is made up, and nothing is lost unsaid."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.recognise import recognise
from cramp_journal.exchange.xlsx_file import as_xlsx
from tests.builders import contents_values
from tests.exchange.elsewhere.files import (
    TODAY,
    a_file,
    a_workbook,
    arrived,
    brought_by,
    lines_left,
    nights_of,
    questions_about,
)


def _states(folder: Path, text: str, **answers: Any) -> dict[str, str]:
    """Return by the day of October what the nights of a diary are."""
    found = nights_of(brought_by(a_file(folder, text), date_is="evening", **answers))
    return {evening[8:]: night["state"] for evening, night in found.items()}


# ---------------------------------------------------------------- several cramps in one cell
@pytest.mark.parametrize("column", ["Cramps", "Where", "Cramp time"])
def test_two_cramps_that_one_cell_describes_are_two(tmp_path: Path, column: str) -> None:
    said = "3:10 L calf 2 min; 4:30 R foot 1 min pain 6"
    found = nights_of(brought_by(a_file(tmp_path, f'Date,{column}\n2026-10-01,"{said}"\n'), date_is="evening"))
    assert found["2026-10-01"]["cramps"] == [
        {"time": "03:10", "seconds": 120, "side": "left", "muscle": "calf"},
        {"time": "04:30", "seconds": 60, "pain": 6, "side": "right", "muscle": "foot"},
    ]


def test_a_cell_that_is_not_understood_whole_stays_as_words_of_one_cramp(tmp_path: Path) -> None:
    text = "Date,Cramps\n2026-10-01,cramp 3:10 L calf after the party; slept on the sofa\n2026-10-02,no\n"
    (cramp,) = nights_of(brought_by(a_file(tmp_path, text), date_is="evening"))["2026-10-01"]["cramps"]
    assert "after the party" in cramp["note"]


def test_a_german_cell_with_place_time_and_length_is_taken_apart(tmp_path: Path) -> None:
    text = "Datum;Bemerkung\n1.10.26;Krampf re. Wade 4:10 Uhr, 2 Min.\n13.10.26;kein Krampf\n"
    assert nights_of(brought_by(a_file(tmp_path, text), date_is="evening"))["2026-10-01"]["cramps"] == [
        {"time": "04:10", "seconds": 120, "side": "right", "muscle": "calf"}
    ]


def test_two_in_words_is_two_in_every_language(tmp_path: Path) -> None:
    text = "Date;Crampe\n2026-10-01;oui, deux\n2026-10-02;non\n"
    assert len(nights_of(brought_by(a_file(tmp_path, text), date_is="evening"))["2026-10-01"]["cramps"]) == 2


# ---------------------------------------------------------------- no cramp is made up
@pytest.mark.parametrize(
    "words",
    [
        *(
            "almost a cramp",
            "didn't have a cramp",
            "not a single cramp",
            "doctor about cramps",
            "massage for my cramps",
        ),
        *("fast ein Krampf", "Krämpfe hatte ich nicht", "Krampf verhindert", "o.B.", "keine Angabe"),
        *("presque une crampe", "pas eu de crampe", "je n'ai pas eu de crampes", "casi calambre", "no tuve calambres"),
        *("quasi un crampo", "bijna kramp", "差点抽筋", "可能抽筋了", "not sure"),
    ],
)
def test_a_cramp_that_was_not_or_is_doubted_is_asked_about_and_never_taken_for_one(tmp_path: Path, words: str) -> None:
    text = f"Date,Cramp\n2026-10-01,yes\n2026-10-02,no\n2026-10-03,{words}\n"
    assert _states(tmp_path, text) == {"01": "cramps", "02": "clear"}


@pytest.mark.parametrize(
    "words", ["niente crampi", "aucune crampe", "geen kramp", "ningún calambre", "没抽", "#no_cramps"]
)
def test_no_cramps_in_other_words_is_a_clear_night(tmp_path: Path, words: str) -> None:
    assert _states(tmp_path, f"Date,Cramp\n2026-10-01,yes\n2026-10-03,{words}\n") == {"01": "cramps", "03": "clear"}


def test_a_hashtag_is_its_word(tmp_path: Path) -> None:
    text = "date,entry\n2026-10-01,bad night #cramps left calf\n2026-10-02,slept fine #nocramps\n2026-10-03,#cramp\n"
    assert _states(tmp_path, text) == {"01": "cramps", "02": "clear", "03": "cramps"}


def test_where_the_answer_is_not_known_a_place_beside_it_makes_no_cramp(tmp_path: Path) -> None:
    text = "Date,Cramp,Side\n2026-10-01,yes,left\n2026-10-02,no,\n2026-10-03,not sure,left\n2026-10-04,y?,right\n"
    assert _states(tmp_path, text) == {"01": "cramps", "02": "clear"}
    assert lines_left(brought_by(tmp_path / "diary.csv", date_is="evening")) == [4, 5]


def test_a_column_of_restless_legs_is_no_place_of_cramps(tmp_path: Path) -> None:
    text = (
        "Date,Restless legs,Comments\n2026-10-01,yes,\n2026-10-02,no,no cramp for once\n2026-10-03,yes,cramp in calf\n"
    )
    assert _states(tmp_path, text) == {"02": "clear", "03": "cramps"}


def test_cramps_beside_a_column_of_the_cycle_are_asked_about(tmp_path: Path) -> None:
    text = "Date,Cramps,Flow\n2026-10-01,severe,heavy\n2026-10-02,none,light\n"
    assert questions_about(a_file(tmp_path, text))["each_line"] is None
    assert _states(tmp_path, text, each_line="no") == {}
    assert "each_line" not in questions_about(a_file(tmp_path, text.replace("Cramps", "Leg cramps")))


def test_weeks_are_no_nights(tmp_path: Path) -> None:
    assert _states(tmp_path, "Week of,Number of cramps\n2026-10-05,4\n2026-10-12,2\n2026-10-19,0\n") == {}


def test_a_log_of_workouts_is_asked_about(tmp_path: Path) -> None:
    text = "Date,Workout,Muscle,Notes\n2026-10-01,legs,calf,\n2026-10-02,run,calf,cramp at mile 10\n"
    assert questions_about(a_file(tmp_path, text))["each_line"] is None


def test_of_several_residents_one_is_chosen(tmp_path: Path) -> None:
    text = "Date,Resident,Cramp\n2026-10-01,Mrs B,yes\n2026-10-02,Mrs B,no\n2026-10-02,Mr K,yes\n"
    assert questions_about(a_file(tmp_path, text))["person"] is None
    assert _states(tmp_path, text, person="mrs b") == {"01": "cramps", "02": "clear"}
    assert _states(tmp_path, text, person="mr k") == {"02": "cramps"}


def test_a_column_for_each_muscle_is_clear_only_where_all_say_so(tmp_path: Path) -> None:
    text = "Date,L calf,R calf,L foot\n2026-10-01,0,1,0\n2026-10-02,0,0,0\n2026-10-03,0,,\n2026-10-04,,,2\n"
    assert _states(tmp_path, text) == {"01": "cramps", "02": "clear", "04": "cramps"}
    (first, *_rest) = brought_by(tmp_path / "diary.csv", date_is="evening").nights
    assert first["cramps"] == [{"side": "right", "muscle": "calf"}]


def test_a_scale_is_no_number_of_cramps(tmp_path: Path) -> None:
    text = "Date,Cramps (0-10)\n2026-10-01,4\n2026-10-02,0\n2026-10-03,7\n"
    found = nights_of(brought_by(a_file(tmp_path, text), date_is="evening"))
    assert found == {
        "2026-10-01": {"state": "cramps", "cramps": [{"pain": 4}]},
        "2026-10-03": {"state": "cramps", "cramps": [{"pain": 7}]},
    }


def test_cramps_by_day_are_no_cramps_at_night(tmp_path: Path) -> None:
    text = "Date,Day cramps,Night cramps\n2026-10-01,1,0\n2026-10-02,0,2\n2026-10-03,2,\n"
    assert _states(tmp_path, text) == {"01": "clear", "02": "cramps"}


def test_the_time_of_going_to_bed_makes_no_cramp(tmp_path: Path) -> None:
    text = "Date,Bed time,Wake time,Reason\n2026-10-01,22:30,06:30,leg cramp\n2026-10-02,23:00,07:00,\n"
    assert _states(tmp_path, text) == {"01": "cramps"}
    assert "time" not in brought_by(tmp_path / "diary.csv", date_is="evening").nights[0]["cramps"][0]


def test_a_cramp_of_the_hand_is_none_of_a_leg(tmp_path: Path) -> None:
    text = (
        "Date,Cramp where\n2026-10-01,left hand\n2026-10-02,left calf\n2026-10-03,stomach\n2026-10-04,back of thigh\n"
    )
    assert _states(tmp_path, text) == {"02": "cramps", "04": "cramps"}
    assert lines_left(brought_by(tmp_path / "diary.csv", date_is="evening")) == [2, 4]


def test_boxes_that_nobody_ticked_make_no_clear_night(tmp_path: Path) -> None:
    text = (
        "Night,No cramp,Left leg,Right leg\n2026-10-01,TRUE,FALSE,FALSE\n2026-10-02,FALSE,TRUE,FALSE\n"
        "2026-10-03,FALSE,FALSE,FALSE\n"
    )
    assert _states(tmp_path, text) == {"01": "clear", "02": "cramps"}


def test_a_tablet_that_was_not_taken_is_no_intake(tmp_path: Path) -> None:
    text = "Date,Medication,Taken,Cramps\n2026-10-01,Magnesium 300 mg,yes,1\n2026-10-02,Magnesium 300 mg,no,0\n"
    found = nights_of(brought_by(a_file(tmp_path, text), date_is="evening"))
    assert ["intakes" in night for night in found.values()] == [True, False]


# ---------------------------------------------------------------- other shapes
def test_the_times_of_a_google_form_have_a_zone_behind_them(tmp_path: Path) -> None:
    text = (
        '"Timestamp","Cramp last night?","Which leg(s)?"\n"2026/10/01 7:31:02 AM GMT-4","Yes","Left;Right"\n'
        '"2026/10/02 7:40:10 PM GMT+5:30","No",""\n'
    )
    found = nights_of(brought_by(a_file(tmp_path, text)))
    assert {evening: night["state"] for evening, night in found.items()} == {
        "2026-09-30": "cramps",
        "2026-10-01": "clear",
    }


@pytest.mark.parametrize("line", ["[03.10.26, 07:12:44] Maria: Krampf links", "03/10/2026, 7:12 am - Maria: a cramp"])
def test_a_chat_is_named_with_what_can_be_done(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadInput, match=r"is a chat\. Type what it says into a spreadsheet"):
        recognise(a_file(tmp_path, f"{line}\n{line}\n", "chat.txt"))


def test_a_line_drawn_below_the_header_is_no_night(tmp_path: Path) -> None:
    text = "Date | Cramp\n---- | -----\n2026-10-01 | Y\n2026-10-02 | N\n"
    assert _states(tmp_path, text) == {"01": "cramps", "02": "clear"}
    assert lines_left(brought_by(tmp_path / "diary.csv", date_is="evening")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Datum;Kramp;Been\n1-10-2026;ja;links\n14-10-2026;nee;\n",
        "Data;Cãibra;Perna\n01/10/2026;sim;esquerda\n14/10/2026;não;\n",
    ],
)
def test_dutch_and_portuguese_diaries_are_read(tmp_path: Path, text: str) -> None:
    found = nights_of(brought_by(a_file(tmp_path, text), date_is="evening"))
    assert found == {
        "2026-10-01": {"state": "cramps", "cramps": [{"side": "left"}]},
        "2026-10-14": {"state": "clear", "cramps": []},
    }


# ---------------------------------------------------------------- workbooks
def test_lines_of_a_workbook_with_several_tables_are_named_by_their_sheet(tmp_path: Path) -> None:
    head: list[Any] = ["Date", "Cramp"]
    rows: list[list[Any]] = [head, [date(2025, 2, 5), "?"], [date(2025, 2, 6), "yes"], ["soon", "yes"]]
    file = a_workbook(tmp_path, {"2025": rows, "2026": [head, [date(2026, 10, 1), "no"]]})
    arrival = arrived(file, date_is="evening")
    assert arrival.left == [
        "sheet 2025, row 2: nothing says whether there was a cramp in the night of 5 Feb 2025.",
        "sheet 2025, row 4: “soon” is no date.",
    ]
    assert [form.came_from for form in arrival.plan.nights] == [
        "diary.xlsx, sheet 2025, row 3",
        "diary.xlsx, sheet 2026, row 2",
    ]


def test_hidden_rows_and_columns_are_read_and_said_and_a_hidden_sheet_brings_nothing(tmp_path: Path) -> None:
    file = tmp_path / "diary.xlsx"
    book = openpyxl.Workbook()
    nights, helper = book.active, book.create_sheet("helper")
    assert nights is not None
    nights.title = "nights"
    for row in [["Date", "Cramp", "Pain"], *([date(2026, 10, day), "yes", 5] for day in (1, 2, 3))]:
        nights.append(row)
        helper.append(row)
    nights.row_dimensions[3].hidden = nights.row_dimensions[4].hidden = nights.column_dimensions["C"].hidden = True
    helper.sheet_state = "hidden"
    book.save(file)
    found = brought_by(file, date_is="evening")
    assert [night["cramps"][0]["pain"] for night in found.nights] == [5, 5, 5]
    assert (
        "Read too, though you may not see them: 2 hidden rows and 1 hidden column of the sheet “nights”." in found.said
    )
    assert [left.why for left in found.left] == ["The hidden sheet “helper” was not read."]


def test_our_own_workbook_says_what_of_it_stays_out(tmp_path: Path) -> None:
    contents = contents_values(nights=[], prompts=[], person={"conditions": ["diabetes"]})
    (tmp_path / "out.xlsx").write_bytes(as_xlsx(contents, TODAY))
    said = brought_by(tmp_path / "out.xlsx").said
    assert any("Not read: “Conditions”." in sentence and "JSON" in sentence for sentence in said)
