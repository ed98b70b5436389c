"""Folders as people have them: what stays out is named in a sentence, and nothing half-written is left."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from cramp_journal.errors import JournalError
from cramp_journal.study import intake
from cramp_journal.study.intake import take_in
from cramp_journal.study.people import KEY_FILE
from tests.builders import TODAY, journal_values, night_values
from tests.faults.children import Acks, forked
from tests.faults.denied import be_nobody

FIRST = date(2026, 9, 1)


def _nights(count: int, *, began: int | None = None) -> list[dict[str, Any]]:
    """Give nights in a row; with `began`, each was entered in the morning, at a second of its own."""

    def entered(back: int) -> dict[str, str]:
        moment = f"{FIRST + timedelta(days=back + 1)}T07:00:{((began or 0) + 7 * back) % 60:02}Z"
        return {} if began is None else {"entered_at": moment}

    return [night_values(FIRST + timedelta(days=back), back % 2, **entered(back)) for back in range(count)]


def _put(file: Path, nights: Sequence[dict[str, Any]], **person: Any) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(journal_values(person=person, nights=list(nights))), encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound journal of four nights."""
    return _put(tmp_path / "journals" / "sound.json", _nights(4), name="Ann").parent


def _refused(folder: Path, out: Path, why: str) -> None:
    """Try it, and see that one sentence says why, and that nothing but the key of the study was made."""
    before = {each for each in (*folder.parent.rglob("*"),) if each.name != KEY_FILE}
    with pytest.raises(JournalError, match=why) as caught:
        take_in(folder, out, TODAY)
    assert str(caught.value).endswith(".")
    assert {each for each in (*folder.parent.rglob("*"),) if each.name != KEY_FILE} == before


# ---------------------------------------------------------------- what lies in it
def _damaged(file: Path) -> None:
    file.write_text('{"format": "cramp-journal", "nights": [', encoding="utf-8")


def _of_a_night_only(file: Path) -> None:
    """Give a journal that is sound up to a fault in its last night."""
    values = journal_values(person={"name": "Cut"}, nights=[*_nights(6), {"evening": "soon"}])
    file.write_text(json.dumps(values), encoding="utf-8")


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.json": (Path.touch, "empty.json.*not JSON"),
    "damaged.json": (_damaged, "damaged.json.*not JSON"),
    "faulty.json": (_of_a_night_only, r"faulty.json: Night no. 7, .* \(nights\[7\]"),
    "list.json": (lambda file: file.write_text("[1]", encoding="utf-8"), "list.json"),
    "other.json": (lambda file: file.write_text('{"a": 1}', encoding="utf-8"), "other.json is not a journal"),
    "none.json": (lambda file: _put(file, []), "none.json: it has no nights"),
    "binary.json": (lambda file: file.write_bytes(bytes(range(256))), "binary.json"),
    "folder.json": (Path.mkdir, "folder.json cannot be read: it is a folder"),
    "nowhere.json": (lambda file: file.symlink_to("not-there"), "nowhere.json cannot be read: it is not there"),
    "itself.json": (lambda file: file.symlink_to(file), "itself.json cannot be read: its links lead round in a circle"),
    "endless.json": (lambda file: file.symlink_to("/dev/zero"), "endless.json cannot be read: it is no plain file"),
    "pipe.json": (os.mkfifo, "pipe.json cannot be read: it is no plain file"),
    "journal.sqlite": (Path.touch, "journal.sqlite: only journals that were exported as .json"),
    "sub": (Path.mkdir, "sub: only journals that were exported as .json"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_journal_is_named_and_the_rest_comes_in(folder: Path, name: str) -> None:
    make, why = ODD[name]
    make(folder / name)
    done = take_in(folder, folder.parent / "out", TODAY)
    assert (done.people, done.nights) == (1, 4)
    (line,) = done.left
    assert re.search(why, line)
    assert line.endswith(".")


def test_hidden_files_are_no_matter_and_letters_of_any_size_are_an_ending(folder: Path) -> None:
    (folder / "._sound.json").write_bytes(b"\0\5\x16\7")
    _put(folder / "LOUD.JSON", _nights(3), name="Bo")
    done = take_in(folder, folder.parent / "out", TODAY)
    assert (done.people, done.nights, done.left) == (2, 7, [])


def test_made_up_nights_and_nights_after_today_stay_out_by_number(folder: Path) -> None:
    odd = [night_values(FIRST + timedelta(days=30), invented=True), night_values(TODAY + timedelta(days=1))]
    _put(folder / "b.json", [*_nights(3), *odd], name="Bo")
    _put(folder / "demo.json", odd[:1], name="Demo")
    done = take_in(folder, folder.parent / "out", TODAY)
    assert (done.people, done.nights) == (2, 7)
    assert done.left == [
        "b.json: 2 nights, made up or after today.",
        "demo.json: 1 night, made up or after today.",
        "demo.json: it has no nights.",
    ]


# ---------------------------------------------------------------- whose it is
def test_of_two_exports_of_one_journal_the_longer_one_counts_and_the_others_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    for name, nights in (("a", 20), ("b", 30), ("c", 10), ("d", 30)):
        _put(folder / f"{name}.json", _nights(nights), name="Ann", born=1950)
    (folder / "e.json").symlink_to("b.json")
    done = take_in(folder, tmp_path / "out", TODAY)
    assert (done.people, done.nights) == (1, 30)
    assert done.left == [
        f"{name}.json: b.json is the journal of the same person, and has as many nights." for name in "acde"
    ]


def test_people_without_a_name_who_began_on_one_evening_are_not_taken_for_one(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    _put(folder / "a.json", _nights(4, began=1))
    _put(
        folder / "a later.json",
        [night_values(FIRST - timedelta(days=9), entered_at="2026-10-01T09:00:00Z"), *_nights(6, began=1)],
    )
    _put(folder / "b.json", _nights(5, began=2))
    for name in ("c", "d"):  # by another program: nothing says when they were entered
        _put(folder / f"{name}.json", _nights(3))
    done = take_in(folder, tmp_path / "out", TODAY)
    assert (done.people, done.nights) == (4, 7 + 5 + 3 + 3)
    assert done.left == ["a.json: a later.json is the journal of the same person, and has as many nights."]


def test_a_key_of_a_study_that_could_be_guessed_is_refused(folder: Path) -> None:
    (folder / KEY_FILE).write_bytes(b"")
    _refused(folder, folder.parent / "out", "study-key is not the key of a study")
    (folder / KEY_FILE).unlink()
    (folder / KEY_FILE).symlink_to("/dev/zero")
    _refused(folder, folder.parent / "out", "study-key cannot be used|out cannot be used")


# ---------------------------------------------------------------- all or nothing
def test_a_folder_that_has_no_journal_or_is_none_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _refused(tmp_path / "empty", tmp_path / "out", "empty has no journals: export each")
    _refused(tmp_path / "nowhere", tmp_path / "out", "nowhere cannot be read: it is not there")
    _refused(folder / "sound.json", tmp_path / "out", "sound.json cannot be read: a part of its path is no folder")
    _damaged(folder / "sound.json")
    _refused(folder, tmp_path / "out", "No journal of .* could be read: .*not JSON")


def test_what_is_in_the_place_of_the_data_set_stays(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    _refused(folder, tmp_path / "there", "there is there already")
    (tmp_path / "link").symlink_to("nowhere")
    _refused(folder, tmp_path / "link", "link is there already")
    (tmp_path / "out.unfinished").mkdir()
    (tmp_path / "out.unfinished" / "mine.txt").touch()
    _refused(folder, tmp_path / "out", "out.unfinished is in the way")
    (tmp_path / "file.unfinished").touch()
    _refused(folder, tmp_path / "file", "file.unfinished is in the way")
    _refused(folder, folder / "sound.json" / "out", "cannot be used: a part of its path is no folder")


def test_a_data_set_that_was_cut_off_is_begun_anew(folder: Path, tmp_path: Path) -> None:
    take_in(folder, tmp_path / "whole", TODAY)
    shutil.copytree(tmp_path / "whole", tmp_path / "out.unfinished")
    take_in(folder, tmp_path / "out", TODAY)
    assert not (tmp_path / "out.unfinished").exists()
    names = [sorted(each.relative_to(out) for each in out.rglob("*")) for out in (tmp_path / "whole", tmp_path / "out")]
    assert names[0] == names[1]


def test_a_journal_that_changes_while_it_is_read_ends_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = intake._write_groups

    def change_first(*arguments: Any) -> None:
        _damaged(folder / "sound.json")
        write(*arguments)

    monkeypatch.setattr(intake, "_write_groups", change_first)
    _refused(folder, folder.parent / "out", "sound.json was changed while it was read")


CHILD = """
import sys
from datetime import date
from pathlib import Path
from cramp_journal.errors import JournalError
from cramp_journal.study.intake import take_in
try:
    take_in(Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 11, 22))
except JournalError as error:
    print(error)
"""


def _said_by_a_child(folder: Path, out: Path, before: Any) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, folder, out], capture_output=True, text=True, preexec_fn=before, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_a_full_disk_is_told_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    _put(folder / "long.json", _nights(80), name="Bo")
    (folder / KEY_FILE).write_bytes(b"0" * 64)
    before = sorted(tmp_path.rglob("*"))

    def no_file_above_a_kilobyte() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    said = _said_by_a_child(folder, tmp_path / "out", no_file_above_a_kilobyte)
    assert said == f"{tmp_path / 'out'} cannot be used: it is too large for this disk. No data set was made.\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_without_permission_one_sentence_says_so_and_nothing_is_left(folder: Path) -> None:
    take_in(folder, folder.parent / "warm", TODAY)  # the child can load nothing more
    with TemporaryDirectory() as place:
        closed, free = Path(place) / "closed", Path(place) / "free"
        shutil.copytree(folder, closed)
        shutil.copytree(folder, free)
        for each, mode in ((Path(place), 0o755), (closed, 0o700), (free, 0o755), (free / KEY_FILE, 0o644)):
            each.chmod(mode)
        (free / "sound.json").chmod(0o644)

        def job(_acks: Acks) -> int:
            be_nobody()
            for journals, out in ((closed, Path(place) / "out"), (free, Path(place) / "out")):
                try:
                    take_in(journals, out, TODAY)
                except JournalError as error:
                    os.write(1, f"{error}\n".encode())
            return 0

        ended = forked(job)
        assert (ended.status, ended.err) == (0, "")
        if os.getuid() == 0:  # who is not root owns both folders
            first, second = ended.out.splitlines()
            assert first == f"{closed} cannot be read: there is no permission for that."
            assert second.endswith("cannot be used: there is no permission for that. No data set was made.")
            assert sorted(each.name for each in Path(place).iterdir()) == ["closed", "free"]
