"""What is no plain file, or plainly somebody else's, is told at once: never opened, waited for or changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cramp_journal.errors import NotAJournal
from cramp_journal.paths import note_about
from cramp_journal.store import Journal
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import seals
from cramp_journal.store.file.encryption import salt_of
from cramp_journal.store.file.front import Front, NotOurs, first_bytes, front_of, looks_familiar
from cramp_journal.store.journal.first_look import FirstLook, first_look
from cramp_journal.store.recovery.rescue import rescue
from cramp_journal.store.recovery.restore import restore
from tests.builders import EVENING, an_example_file


def _link_to(target: str) -> Callable[[Path], object]:
    return lambda file: file.symlink_to(target)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "it is a folder"),
    "a pipe": (os.mkfifo, "it is a pipe"),
    "a link to a device": (_link_to("/dev/zero"), "it is a device"),
    "a link to a folder": (_link_to("."), "it is a folder"),
    "a link to a file of the system": (_link_to("/proc/self/status"), "a file of the system"),
}


@pytest.mark.parametrize(("make", "said"), KINDS.values(), ids=KINDS)
def test_what_is_no_plain_file_is_told_by_whatever_opens_a_journal(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    (tmp_path / "good").mkdir()
    good, file = an_example_file(tmp_path / "good"), tmp_path / "odd"
    make(file)
    acts: tuple[Callable[[], object], ...] = (
        lambda: Journal(file),
        lambda: Journal(file, start_anew=True),
        lambda: rescue(file),
        lambda: restore(file, good),
    )
    for act in acts:
        with pytest.raises(NotAJournal, match=said):
            act()
    assert first_look(file, EVENING) == FirstLook()
    assert salt_of(file) is None
    assert not Copies(good).newest_sound()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["good", "odd"]


def test_a_pipe_in_the_place_of_a_note_is_not_waited_for(tmp_path: Path) -> None:
    file = an_example_file(tmp_path)
    os.mkfifo(note_about(file, seals.SEALS))
    assert not seals.is_unchanged(file)


def test_a_file_that_is_larger_than_any_journal_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large"
    with file.open("wb") as written:
        written.truncate(1 << 42)  # takes no room
    with pytest.raises(NotOurs, match="larger than any journal"):
        front_of(file)
    assert first_bytes(file, 4) == bytes(4)


@pytest.mark.parametrize(
    ("content", "familiar"),
    [
        (b"Dear diary,\n", True),
        ("夜".encode() * 40, True),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), True),
        (b"%PDF-1.7\n\xff\xfe", True),
        (b"\xa5" * 400, False),
        (bytes(400), False),
        (b"", False),
    ],
)
def test_damage_is_told_from_pictures_and_texts(tmp_path: Path, content: bytes, familiar: bool) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert looks_familiar(file) == familiar
    assert front_of(file) is (Front.STRANGE if content else Front.EMPTY)
