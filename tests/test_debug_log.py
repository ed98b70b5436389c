"""What `--debug` writes down, line by line: kinds, versions and times; no names, no dates, no folders."""

import logging
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path

import pytest

from cramp_journal import debug_log
from cramp_journal.errors import JournalError
from cramp_journal.paths import journal_file
from tests.builders import an_example_file


@pytest.fixture
def log() -> Iterator[StringIO]:
    stream = StringIO()
    debug_log.start(logging.StreamHandler(stream))
    yield stream
    debug_log.stop()


def test_nothing_is_written_down_unless_it_was_asked_for() -> None:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger(debug_log.LOGGER).addHandler(handler)
    debug_log.note("a step")
    with debug_log.timed("another"):
        pass
    logging.getLogger(debug_log.LOGGER).removeHandler(handler)
    assert (stream.getvalue(), debug_log.is_on()) == ("", False)


def test_the_log_begins_with_the_versions(log: StringIO) -> None:
    assert "Cramp Journal " in log.getvalue()
    assert "SQLite 3." in log.getvalue()
    assert "PySide6_Essentials 6." in log.getvalue()


def test_a_step_is_written_with_its_time(log: StringIO) -> None:
    with debug_log.timed("a step"):
        pass
    last = log.getvalue().splitlines()[-1]
    assert last.split()[1:5] == ["s", "main", "a", "step:"]
    assert last.endswith(" ms")


def test_an_error_is_written_by_its_kind_and_places_and_never_by_its_words(log: StringIO) -> None:
    with pytest.raises(JournalError), debug_log.timed("a step"):
        raise JournalError("my secret note")
    assert "a step: JournalError after" in log.getvalue()
    assert "tests/test_debug_log.py:" in log.getvalue()
    assert "secret" not in log.getvalue()
    assert str(Path(__file__).parent) not in log.getvalue()


def test_the_persons_folder_and_dates_are_left_out_even_where_one_slips_in(log: StringIO) -> None:
    debug_log.note("%s of %s", Path.home() / "journal.sqlite", "2026-11-21")
    assert log.getvalue().endswith("  ~/journal.sqlite of DATE\n")


def test_work_is_named_by_its_function_and_never_by_what_it_is_done_with() -> None:
    work = partial(partial(an_example_file, Path("secret")))
    assert debug_log.name_of_work(work) == "tests.builders.an_example_file"
    assert debug_log.name_of_work(debug_log.note) == "debug_log.note"


def test_a_file_is_told_by_its_kind_and_whereabouts(tmp_path: Path) -> None:
    whole, locked, empty, link = (tmp_path / name for name in ("journal.sqlite", "locked", "empty", "link"))
    an_example_file(tmp_path)
    locked.write_bytes(bytes(range(200)))
    empty.touch()
    link.symlink_to(whole)
    under_home = Path.home() / "Annabella" / "nights.sqlite"
    assert debug_log.kind_of(whole) == f"SQLite, {whole.stat().st_size:,} bytes, outside of ~"
    assert debug_log.kind_of(locked) == "a locked journal, or no journal, 200 bytes, outside of ~"
    assert debug_log.kind_of(empty) == "an empty file, 0 bytes, outside of ~"
    assert debug_log.kind_of(link).endswith(" bytes, by a link, outside of ~")
    assert debug_log.kind_of(tmp_path) == "something that is no file, outside of ~"
    assert debug_log.kind_of(under_home) == "nothing yet, in another place under ~"
    assert debug_log.kind_of(journal_file()) == "nothing yet, in its usual place"
