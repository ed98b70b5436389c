"""What an import notes of itself: it fits into a journal however long, and is forgotten where it cannot be read."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.model import CrampForm, NightForm
from cramp_journal.store import Journal
from cramp_journal.store.file.values import odd_values
from cramp_journal.store.schema.database import driver_of
from cramp_journal.words import State
from tests.builders import EVENING

MANY = 800  # nights: a note of their keys takes more than one piece
EVENINGS = [EVENING - timedelta(days=back) for back in range(MANY)]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.import_rows([NightForm(evening=evening, state=State.CLEAR) for evening in EVENINGS], [])
        yield journal


def test_very_many_changed_and_filled_nights_are_taken_back_and_the_file_holds_no_odd_value(journal: Journal) -> None:
    before = journal.contents()["nights"]
    changed = [NightForm(evening=evening, state=State.CLEAR, alcohol=True) for evening in EVENINGS]
    journal.import_rows([], [], "1", {"room_temperature_c": dict.fromkeys(EVENINGS, 17.5)})
    journal.import_rows([], [], "2", None, changed)
    with journal._reading() as connection:
        assert odd_values(driver_of(connection)) == []
    assert journal.undo_import()[:2] == (MANY, "2")
    assert journal.undo_import()[:2] == (MANY, "1")
    assert journal.contents()["nights"] == before


def test_a_change_goes_in_and_out_again_and_again(journal: Journal) -> None:
    changed = [NightForm(evening=EVENING, state=State.CRAMPS, cramps=[CrampForm(time="03:10")])]
    for mark in ("1", "2", "3"):
        journal.import_rows([], [], mark, None, changed)
        assert [night.state for night in journal.nights(EVENING, EVENING)] == ["cramps"]
        assert journal.undo_import().nights == 1
        assert [night.state for night in journal.nights(EVENING, EVENING)] == ["clear"]


def test_where_the_night_before_has_left_the_bin_the_changed_one_stays(journal: Journal) -> None:
    journal.import_rows([], [], "1", None, [NightForm(evening=EVENING, state=State.CLEAR, alcohol=True)])
    with journal._writing() as connection:
        connection.exec_driver_sql("DELETE FROM night WHERE deleted_at IS NOT NULL")
    assert journal.undo_import().nights == 0
    assert [night.alcohol for night in journal.nights(EVENING, EVENING)] == [True]
