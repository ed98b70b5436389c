"""Diaries as people keep them, each of another kind: what is asked, what comes in, and what stays out by its line."""

from pathlib import Path
from typing import Any

from cramp_journal.exchange.elsewhere.brought import Brought
from cramp_journal.exchange.elsewhere.recognise import recognise

MORNING = {"date_is": "morning"}


def brought(tmp_path: Path, text: str, answers: dict[str, Any], encoding: str = "utf-8") -> Brought:
    file = tmp_path / "diary.csv"
    file.write_bytes(text.encode(encoding))
    return recognise(file).bring(answers)


def asked(tmp_path: Path, text: str) -> dict[str, Any]:
    file = tmp_path / "diary.csv"
    file.write_text(text, encoding="utf-8")
    return {question.name: question.default for question in recognise(file).questions()}


def nights(found: Brought) -> dict[str, Any]:
    """Return what is said of the cramps of each evening: their fields, or [] for none."""
    return {night["evening"]: night["cramps"] for night in found.nights}


def test_numbers_under_cramps_are_numbers_of_cramps(tmp_path: Path) -> None:
    table = 'Night of,Cramps,Where,Mins\n2026-01-05,1,L calf,3\n2026-01-06,0,,\n2026-01-07,2,"R foot, L calf","2, 4"\n'
    assert nights(brought(tmp_path, table, {"date_is": "evening"})) == {
        "2026-01-05": [{"side": "left", "muscle": "calf", "seconds": 180}],
        "2026-01-06": [],
        "2026-01-07": [
            {"side": "right", "muscle": "foot", "seconds": 120},
            {"side": "left", "muscle": "calf", "seconds": 240},
        ],
    }


def test_a_zero_of_pain_and_length_beside_a_no_contradicts_nothing(tmp_path: Path) -> None:
    table = "Evening,Cramp,Length (min),Pain 0-10\n2026-01-05,no,0,0\n2026-01-06,no,2,\n2026-01-07,yes,3,5\n"
    found = brought(tmp_path, table, {})
    assert set(nights(found)) == {"2026-01-05", "2026-01-07"}
    assert [str(each) for each in found.left] == [
        "line 3: it says that there was no cramp, and also “2”: which is right?"
    ]


def test_moments_of_cramps_are_no_moments_of_writing(tmp_path: Path) -> None:
    table = "When,Which leg,How long (sec)\n2026-01-03 02:14,Left,120\n2026-01-09 23:50,Right,60\n2026-01-12,Left,30\n"
    assert asked(tmp_path, table) == {"date_is": "moment", "good_nights": "no"}
    found = brought(tmp_path, table, {})
    assert nights(found) == {
        "2026-01-02": [{"side": "left", "seconds": 120, "time": "02:14"}],
        "2026-01-09": [{"side": "right", "seconds": 60, "time": "23:50"}],
    }
    assert [str(each) for each in found.left] == [
        "line 4: “2026-01-12” has no time: it may be the night before or after."
    ]


def test_a_form_that_is_filled_in_each_morning_is_about_the_night_before(tmp_path: Path) -> None:
    head = "Timestamp,Cramp last night?,Did you take magnesium yesterday?\n"
    table = f"{head}1/14/2026 7:45:12,Yes,Yes\n1/15/2026 8:00:00,No,No\n"
    assert asked(tmp_path, table)["date_is"] == "morning"
    found = brought(tmp_path, table, {})
    assert nights(found) == {"2026-01-13": [{}], "2026-01-14": []}
    assert found.nights[0]["intakes"] == [{"substance": "magnesium"}]


def test_signs_that_only_the_person_knows_are_asked_and_unknown_without_an_answer(tmp_path: Path) -> None:
    table = "Datum,Krampf\n13.3.2026,+\n14.3.2026,-\n15.3.2026,++\n"
    assert set(asked(tmp_path, table)) == {"date_is", "means:+", "means:++", "means:-", "good_nights"}
    assert brought(tmp_path, table, MORNING).nights == []
    means = {"means:+": "cramp", "means:-": "clear", "means:++": "cramp"}
    assert nights(brought(tmp_path, table, MORNING | means)) == {
        "2026-03-12": [{}],
        "2026-03-13": [],
        "2026-03-14": [{}],
    }


def test_a_column_of_sentences_tells_of_nights(tmp_path: Path) -> None:
    table = (
        "date,notes\n2026-03-01,slept through\n2026-03-02,bad cramp in left calf\n2026-03-03,restless but no cramp\n"
        '2026-03-04,"two cramps, right foot"\n2026-03-05,no cramp until 5am\n'
    )
    found = brought(tmp_path, table, {"date_is": "evening"})
    assert nights(found) == {
        "2026-03-01": [],
        "2026-03-02": [{"side": "left", "muscle": "calf", "note": "bad cramp in left calf"}],
        "2026-03-03": [],
        "2026-03-04": [{"side": "right", "muscle": "foot"}, {}],
    }
    assert found.nights[2]["note"] == "restless but no cramp"
    assert [each.line for each in found.left] == [6]


def test_places_and_dates_are_found_by_their_cells(tmp_path: Path) -> None:
    table = "wann war es;krampf;am meisten;x1\n13.3.2026;ja;li Wade;a\n14.3.2026;nein;;\n15.3.2026;ja;re Fuß;b\n"
    assert nights(brought(tmp_path, table, MORNING)) == {
        "2026-03-12": [{"side": "left", "muscle": "calf"}],
        "2026-03-13": [],
        "2026-03-14": [{"side": "right", "muscle": "foot"}],
    }


def test_a_table_without_a_line_of_headings_loses_no_night(tmp_path: Path) -> None:
    table = "2026-03-01,left calf,2 min\n2026-03-02,right foot,30 s\n"
    found = nights(brought(tmp_path, table, {"date_is": "evening"}))
    assert list(found) == ["2026-03-01", "2026-03-02"]


def test_tablets_are_named_by_their_cells(tmp_path: Path) -> None:
    table = 'Evening,Cramp,Tablets\n2026-01-05,yes,Mg 200mg\n2026-01-06,no,"Vitamin D, Mg 300 mg"\n2026-01-07,no,none\n'
    found = brought(tmp_path, table, {})
    assert [night.get("intakes", []) for night in found.nights] == [
        [{"substance": "Mg", "dose": 200.0, "unit": "mg"}],
        [{"substance": "Vitamin D"}, {"substance": "Mg", "dose": 300.0, "unit": "mg"}],
        [],
    ]


def test_a_column_that_nobody_knows_is_kept_as_a_note_with_its_heading(tmp_path: Path) -> None:
    table = "Evening,Cramp,Steps,Remarks\n2026-01-05,yes,8000,cold\n2026-01-06,no,,\n"
    assert brought(tmp_path, table, {}).nights[0]["note"] == "Steps: 8000\ncold"


def test_a_cell_under_no_heading_and_a_date_in_another_order_are_told_of(tmp_path: Path) -> None:
    table = "Date,Cramp\n13/01/2026,yes,left calf\n01/14/2026,no\n15/01/2026,no\n"
    found = brought(tmp_path, table, MORNING)
    assert "Line 2: “left calf” stands under no heading, and was not read." in found.said
    assert [str(each) for each in found.left] == [
        "line 3: “01/14/2026” is no date in the order of day and month of the other lines: which day is it?"
    ]


def test_the_person_may_say_which_column_is_about_cramps(tmp_path: Path) -> None:
    table = "Evening,Bad night?,Length (min)\n2026-01-05,yes,2\n2026-01-06,no,\n"
    assert "column:Bad night?" in asked(tmp_path, table)
    found = brought(tmp_path, table, {"column:Bad night?": "cramp"})
    assert nights(found) == {"2026-01-05": [{"seconds": 120}], "2026-01-06": []}


def test_other_languages_and_encodings_are_read_as_they_are(tmp_path: Path) -> None:
    french = "Date\tCrampes cette nuit ?\tJambe\tHeure\n13/03/2026\toui\tgauche\t3h20\n14/03/2026\tnon\t\t\n"
    assert nights(brought(tmp_path, french, MORNING, "utf-16")) == {
        "2026-03-12": [{"side": "left", "time": "03:20"}],
        "2026-03-13": [],
    }
    chinese = "日期,昨晚抽筋,部位,持续(分钟)\n2026年5月1日,有,左小腿,3\n2026年5月2日,无,,\n2026年5月3日,两次,右脚,2\n"
    assert nights(brought(tmp_path, chinese, MORNING, "gbk")) == {
        "2026-04-30": [{"side": "left", "muscle": "calf", "seconds": 180}],
        "2026-05-01": [],
        "2026-05-02": [{"side": "right", "muscle": "foot", "seconds": 120}, {}],
    }
