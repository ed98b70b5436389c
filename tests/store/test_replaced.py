"""What is replaced is kept: a night that is overwritten goes into the bin, with its cramps."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.model import cramps_removed, loses
from cramp_journal.store import Journal
from tests.builders import EVENING, TODAY, a_journal, night, night_values

DETAILED = {"side": "left", "muscle": "calf", "pain": 8, "reliefs": [{"what": "massage", "helped": True}]}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with a_journal(tmp_path, night(cramps=[DETAILED, {"pain": 6}], note="bad", factors=["tea"])) as opened:
        yield opened


def _later(monkeypatch: pytest.MonkeyPatch, hours: float) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)
    monkeypatch.setattr("cramp_journal.store.journal.journal.utc_now", lambda: moment)


def test_no_cramps_over_two_cramps_keeps_them_in_the_bin_whole(journal: Journal) -> None:
    meant = journal.contents()["nights"]
    journal.save(night(), TODAY)
    (binned,) = journal.bin()
    assert (binned.evening, binned.cramps, binned.in_the_way) == (EVENING, 2, True)
    journal.restore_night(binned.key)
    assert journal.contents()["nights"] == meant
    assert journal.check() == []


def test_what_stands_keeps_its_key_and_the_replaced_one_gets_another(journal: Journal) -> None:
    before = journal.night(EVENING)
    journal.save(night(), TODAY)
    after = journal.night(EVENING)
    assert before is not None
    assert after is not None
    assert after.id == before.id
    assert journal.bin()[0].key != before.id


def test_typing_goes_on_without_filling_the_bin(journal: Journal) -> None:
    for length in range(1, 30):
        journal.save(night(cramps=[DETAILED, {"pain": 6}], note="bad night "[:length], factors=["tea"]), TODAY)
    assert journal.bin() == []


def test_what_was_said_an_hour_ago_and_is_not_said_any_more_is_kept_once(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _later(monkeypatch, 2)
    for note in ("other words", "yet other words", "yet others"):
        journal.save(night(cramps=[DETAILED, {"pain": 6}], note=note, factors=["tea"]), TODAY)
    (binned,) = journal.bin()
    journal.restore_night(binned.key)
    found = journal.night(EVENING)
    assert found is not None
    assert found.note == "bad"


def test_more_that_is_said_later_replaces_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, 5)
    more: Any = [{**DETAILED, "seconds": 120}, {"pain": 6}, {"pain": 1}]
    journal.save(night(cramps=more, note="bad, and long", factors=["tea", "walk"], woke=True), TODAY)
    assert journal.bin() == []


def test_a_whole_night_that_replaces_another_always_keeps_it(journal: Journal) -> None:
    journal.save(night(cramps=[DETAILED, {"pain": 6}], note="other", factors=["tea"]), TODAY, whole=True)
    assert [each.cramps for each in journal.bin()] == [2]


def test_the_same_night_again_keeps_nothing_more(journal: Journal) -> None:
    again = night(cramps=[DETAILED, {"pain": 6}], note="bad", factors=["tea"])
    journal.save(again, TODAY, whole=True)
    assert journal.bin() == []


@pytest.mark.parametrize(
    ("before", "after", "removed", "lost"),
    [
        (2, 0, 2, True),
        (2, 1, 1, True),
        (1, 2, 0, False),
        ([{}], 0, 0, True),
        ([{"pain": 5}], [{"pain": 6}], 0, True),
        ([{"pain": 5}], [{"pain": 5, "side": "left"}], 0, False),
        ([{"pain": 5}, {"pain": 6}], [{"pain": 6}, {"pain": 5}], 0, False),
        ([{"pain": 5}, {"pain": 5}], [{"pain": 5}], 1, True),
    ],
)
def test_what_a_night_would_lose_is_told(before: Any, after: Any, removed: int, lost: bool) -> None:
    old, new = night_values(cramps=before), night_values(cramps=after)
    assert (cramps_removed(old, new), loses(old, new)) == (removed, lost)
