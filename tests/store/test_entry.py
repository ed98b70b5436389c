"""When a night was entered, and by which clock: carried from one zone to another, it says the same."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cramp_journal import clock
from cramp_journal.analysis.period import Period, coverage
from cramp_journal.model import night_from
from cramp_journal.store import Journal
from cramp_journal.words import entered_late
from tests.builders import night

TODAY = clock.today()
EVENINGS = [TODAY - timedelta(days=back) for back in range(1, 4)]


def _late(journal: Journal) -> tuple[int, int]:
    """Return how many nights are late: by the figures, and by what the window and the report ask."""
    asked = [
        entered_late(date.fromisoformat(each["evening"]), each["entered_at"], each.get("entered_offset"))
        for each in journal.contents()["nights"]
    ]
    return coverage(journal.figures(), Period(EVENINGS[-1], TODAY)).entered_late, sum(asked)


@pytest.mark.parametrize(
    ("here", "ahead", "there"), [("Asia/Shanghai", 480, "America/Phoenix"), ("America/Phoenix", -420, "Asia/Shanghai")]
)
def test_nights_that_were_entered_in_one_zone_are_late_or_not_in_another_as_well(
    tmp_path: Path, in_zone: Callable[[str], None], here: str, ahead: int, there: str
) -> None:
    in_zone(here)
    with Journal(tmp_path / "journal.cramps") as journal:
        for evening in EVENINGS:
            journal.save(night(evening), TODAY)
        assert {each["entered_offset"] for each in journal.contents()["nights"]} == {ahead}
        before = _late(journal)
    in_zone(there)
    with Journal(tmp_path / "journal.cramps") as journal:
        assert _late(journal) == before


def test_a_night_of_the_morning_after_in_shanghai_is_not_late_in_los_angeles(
    tmp_path: Path, in_zone: Callable[[str], None]
) -> None:
    evening = date(2026, 11, 21)
    with Journal(tmp_path / "journal.cramps") as journal:
        for entered, offset in (("2026-11-22T23:30:00+08:00", 480), ("2026-11-23T00:30:00+08:00", 480)):
            journal.save(night_from({"evening": f"{evening}", "state": "clear", "entered_at": entered}), TODAY)
            found = journal.contents()["nights"][0]
            assert "entered_offset" not in found  # the zone of a moment that is typed is its spelling
            changed = found | {"entered_offset": offset}
            journal.save(night_from(changed), TODAY)
            said = set()
            for zone in ("Asia/Shanghai", "America/Los_Angeles"):
                in_zone(zone)
                said.add(coverage(journal.figures(), Period(evening, evening)).entered_late)
            assert said == {0 if "22T" in entered else 1}


def test_the_clock_of_the_entry_stays_when_a_night_is_changed_elsewhere(
    tmp_path: Path, in_zone: Callable[[str], None]
) -> None:
    in_zone("Asia/Shanghai")
    with Journal(tmp_path / "journal.cramps") as journal:
        journal.save(night(EVENINGS[0]), TODAY)
        first = journal.contents()["nights"][0]
        in_zone("America/Los_Angeles")
        journal.save(night(EVENINGS[0], cramps=1), TODAY)  # as a typed line, which says nothing of the entry
        without = {name: value for name, value in first.items() if name != "entered_offset"} | {"note": "so"}
        journal.save(night_from(without), TODAY)  # as a page of before
        again = journal.contents()["nights"][0]
    assert (again["entered_at"], again["entered_offset"]) == (first["entered_at"], 480)


def test_a_night_of_an_older_program_keeps_a_clock_that_nobody_knows(tmp_path: Path) -> None:
    made = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)
    evening = date(2026, 11, 21)
    with Journal(tmp_path / "journal.cramps") as journal:
        journal.save(night(evening, entered_at=made), TODAY)
        journal.save(night(evening, cramps=1), TODAY)
        found = journal.contents()["nights"][0]
    assert found["entered_at"] == "2026-11-22T07:42:00Z"
    assert "entered_offset" not in found
