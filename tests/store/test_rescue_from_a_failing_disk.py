"""A disk that gives an error while a rescue reads: once, or for good."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from cramp_journal.errors import JournalError
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file.connection import connect
from cramp_journal.store.recovery.rescue import rescue
from tests.builders import EVENING, TODAY, a_journal, night


def _contents(file: Path) -> dict[str, Any]:
    with Journal(file) as journal:
        assert journal.check() == []
        return journal.contents()


class _Flaky:
    """A connection to a disk that fails at one of all questions that are asked, for good if it is to."""

    asked = 0
    fails_at = 0
    for_good = False

    def __init__(self, real: Any) -> None:
        object.__setattr__(self, "_real", real)

    def execute(self, *question: Any) -> Any:
        _Flaky.asked += 1
        if _Flaky.asked == _Flaky.fails_at or (_Flaky.for_good and _Flaky.asked > _Flaky.fails_at):
            raise sqlite.OperationalError("disk I/O error")
        return self._real.execute(*question)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._real, name, value)


def _flaky_to_read(*given: Any) -> Any:
    return connect(*given) if "rw" in given else _Flaky(connect(*given))


@pytest.mark.parametrize("for_good", [False, True])
def test_a_disk_that_fails_while_a_rescue_reads_costs_no_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_good: bool
) -> None:
    nights = [night(EVENING - timedelta(days=back), 2, note=f"{back}", factors=["tea"]) for back in range(20)]
    a_journal(tmp_path, *nights).close()
    file = tmp_path / "journal.sqlite"
    meant = _contents(file)
    Copies(file).daily(TODAY)
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    damaged = file.read_bytes()
    for module in ("salvage", "rescue"):
        monkeypatch.setattr(f"cramp_journal.store.recovery.{module}.connect", _flaky_to_read)
    _Flaky.asked, _Flaky.fails_at, _Flaky.for_good = 0, 0, False
    rescue(file)
    number, done = _Flaky.asked, 0
    for at in range(1, number + 1, 3):
        file.write_bytes(damaged)
        _Flaky.asked, _Flaky.fails_at, _Flaky.for_good = 0, at, for_good
        with suppress(JournalError):
            rescue(file)
            done += 1
            assert _contents(file) == meant
    assert (done == 0) == for_good
