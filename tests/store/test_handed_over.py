"""What root notes about a journal in a person's cache belongs to the person, as the cache does."""

import os
import sys
from pathlib import Path

import pytest

from cramp_journal.paths import cache_folder
from cramp_journal.store.copies.looked_through import note_seen, seen
from cramp_journal.store.file.encryption import make_key
from cramp_journal.store.recovery import odd_notes, upkeep
from tests.builders import TODAY, an_example_file

PERSON = 12_345

pytestmark = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can hand over")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal, while the cache is a person's."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    os.chown(cache_folder(), PERSON, PERSON)
    return an_example_file(tmp_path)


def _owners(kind: str) -> set[int]:
    folder = cache_folder() / kind
    return {each.stat().st_uid for each in (folder, *folder.iterdir())}


def test_the_note_of_the_weekly_look_and_its_folder_are_the_person_s(file: Path) -> None:
    assert odd_notes.looked_on(file) is None  # which asks before anything is written
    assert upkeep.check(file, None, TODAY) == []
    assert odd_notes.looked_on(file) == TODAY
    assert _owners(odd_notes.LOOKED) == {PERSON}


def test_the_note_of_folders_that_were_looked_through_and_its_folder_are_the_person_s(file: Path) -> None:
    key = make_key("four words of ours")
    assert seen(file, key, "swept") == {}
    note_seen(file, key, "swept", {"/of/mine": 7}, [])
    assert seen(file, key, "swept") == {"/of/mine": 7}
    assert _owners("swept") == {PERSON}
