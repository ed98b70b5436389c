"""What the program wrote in one of its languages is read back in any other."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cramp_journal.exchange.elsewhere.recognise import recognise
from cramp_journal.exchange.paper_sheet import COLUMNS, paper_sheet
from cramp_journal.i18n import LANGUAGES, _, speaking
from cramp_journal.labels import label
from cramp_journal.model import Values
from cramp_journal.words import Muscle, Side
from tests.exchange.elsewhere.files import a_file
from tests.exchange.elsewhere.test_own import CONTENTS, KINDS

HEAD = 3  # the row with the names of the columns
PAIRS = [(written, read) for written in LANGUAGES for read in LANGUAGES]


def _nights_in(file: Path, language: str) -> list[Values]:
    with speaking(language):
        source = recognise(file)
        brought = source.bring({})
        assert brought.left == []
        return [{name: value for name, value in night.items() if name != "came_from"} for night in brought.nights]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(("written", "read"), PAIRS)
def test_a_file_written_in_one_language_is_read_in_any_other(
    tmp_path: Path, name: str, written: str, read: str
) -> None:
    with speaking("en"):
        expected = _nights_in(a_file(tmp_path, KINDS[name](CONTENTS), name), "en")
    with speaking(written):
        content = KINDS[name](CONTENTS)
    assert _nights_in(a_file(tmp_path, content, name), read) == expected


def _offered(page: Any, column: str) -> list[str]:
    """Return the words that a sheet offers for a column."""
    letter = openpyxl.utils.get_column_letter(COLUMNS.index(column) + 1)
    for each in page.data_validations.dataValidation:
        if str(each.sqref).startswith(letter):
            return str(each.formula1).strip('"').split(",")
    return []


@pytest.mark.parametrize(("written", "read"), PAIRS)
def test_the_words_that_the_form_offers_in_one_language_are_read_in_any_other(
    tmp_path: Path, written: str, read: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(paper_sheet(20, date(2026, 11, 1), written)))
    page = book.worksheets[0]
    sides, yes_no, ticks = (_offered(page, column) for column in ("side", "woke", "clear"))
    with speaking(written):
        muscles = {muscle: label(muscle) for muscle in Muscle}
        example = _("“L calf 3:10 2 min; R foot about 2 5 min”.").strip("“”„".replace("„", "") + "„«».。 ")
    rows: list[dict[str, Any]] = [{"side": side, "where": muscles[Muscle.CALF]} for side in sides]
    rows += [{"count": 1, "woke": each, "cold": each} for each in yes_no]
    rows += [{"where": said} for said in muscles.values()]
    rows += [{"clear": each} for each in ticks] + [{"where": example}]
    for number, row in enumerate(rows, HEAD + 1):
        for column, value in row.items():
            page.cell(number, COLUMNS.index(column) + 1).value = value
    book.save(tmp_path / "form.xlsx")
    nights = iter(_nights_in(tmp_path / "form.xlsx", read))
    found = [next(nights)["cramps"][0] for _side in sides]
    assert [each.get("side") for each in found] == [Side.LEFT, Side.RIGHT, Side.BOTH]
    ticked = [next(nights) for _each in yes_no]
    assert [(each["woke"], each["legs_felt_cold"]) for each in ticked] == [(True, True), (False, False)]
    assert [next(nights)["cramps"] for _muscle in muscles] == [[{"muscle": muscle}] for muscle in muscles]
    assert next(nights)["state"] == "clear"
    assert [(each["side"], each["muscle"], each["time"], each["seconds"]) for each in next(nights)["cramps"]] == [
        ("right", "foot", "02:00", 300),
        ("left", "calf", "03:10", 120),
    ]
