"""A factor of the person's own has one spelling in a journal: “Tea” and “TEA” are one."""

from datetime import timedelta
from pathlib import Path

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.exchange.plan import plan_import
from cramp_journal.gui.session import edits
from cramp_journal.model import JournalForm, night_from
from cramp_journal.store import Journal
from tests.builders import EVENING, TODAY, a_journal, night_values

BEFORE = EVENING - timedelta(days=1)


def _names(journal: Journal) -> list[str]:
    return [each.name for each in journal.factors()]


@pytest.mark.parametrize("other", ["TEA", "tea", "Ｔｅａ"])
def test_a_night_with_another_spelling_gets_that_of_the_journal(tmp_path: Path, other: str) -> None:
    with a_journal(tmp_path) as journal:
        journal.save(night_from(night_values(BEFORE, factors=["Tea"])), TODAY)
        journal.save(night_from(night_values(EVENING, factors=[other, "Tea", "long drive"])), TODAY)
        assert [each["factors"] for each in journal.contents()["nights"]] == [["Tea"], ["Tea", "long drive"]]
        assert sorted(_names(journal)) == ["Tea", "long drive"]
        assert not journal.missing()  # what was acknowledged is what is there


def test_an_import_brings_no_second_spelling(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        journal.save(night_from(night_values(BEFORE, factors=["Tea"])), TODAY)
        coming = {
            "format": "cramp-journal",
            "version": 1,
            "factors": [{"name": "TEA"}, {"name": "Long drive"}, {"name": "LONG drive"}],
            "nights": [
                night_values(BEFORE, factors=["tea"]),
                night_values(EVENING, factors=["TEA", "Long Drive"]),
                night_values(BEFORE - timedelta(days=9), factors=["Wine"]),
                night_values(BEFORE - timedelta(days=8), factors=["WINE"]),
            ],
        }
        plan = plan_import(JournalForm.model_validate(coming), journal.contents())
        assert (plan.already, plan.left) == (3, [])  # two factors, and the night of the evening before
        journal.import_rows(plan.nights, plan.rows, "an import")
        assert sorted(_names(journal)) == ["Long drive", "Tea", "Wine"]
        assert not journal.missing()


def test_adding_or_renaming_to_another_spelling_of_a_factor_makes_no_second_one(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        edits.add_factor(journal, "Tea")
        assert edits.add_factor(journal, "TEA") == []
        edits.add_factor(journal, "Coffee")
        with pytest.raises(JournalError, match="called “Tea” already"):
            edits.rename_factor(journal, "Coffee", "tea")
        edits.rename_factor(journal, "Tea", "TEA")  # the spelling itself may change
        assert sorted(_names(journal)) == ["Coffee", "TEA"]
