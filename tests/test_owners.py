"""Whose a file is: what is saved over stays its owner's, and what root makes belongs to whom it is made for."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.safe_file import make_folder, make_private, put_in_place, put_where_nothing_is, write_whole

OURS, THEIRS = (1000, 100), (1001, 101)  # a person and their group


def rights(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _draft(folder: Path, data: bytes = b"new") -> Path:
    draft = folder / "draft"
    draft.write_bytes(data)
    return draft


class Owners:
    """Who owns what, as far as files are asked for it: nobody needs to be root for these tests."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of: dict[str, tuple[int, int]] = {}
        self.refuses: Callable[[int, int], bool] = lambda _user, _group: False
        self.given: list[tuple[str, int, int]] = []
        path_stat, fstat = Path.stat, os.fstat
        monkeypatch.setattr(Path, "stat", lambda path, **how: self._as_owned(str(path), path_stat(path, **how)))
        monkeypatch.setattr(os, "fstat", lambda number: self._as_owned(self._named(number), fstat(number)))
        monkeypatch.setattr(os, "chown", self._chown)
        monkeypatch.setattr(os, "fchown", self._chown)

    def _named(self, file: Any) -> str:
        return os.readlink(f"/proc/self/fd/{file}") if isinstance(file, int) else str(file)

    def _as_owned(self, name: str, found: os.stat_result) -> os.stat_result:
        user, group = self.of.get(name, OURS)
        return os.stat_result([*found[:4], user, group, *found[6:]])

    def _chown(self, file: Any, user: int, group: int) -> None:
        if self.refuses(user, group):
            raise PermissionError(errno.EPERM, "Operation not permitted")
        name = self._named(file)
        was = self.of.get(name, OURS)
        self.of[name] = (was[0] if user == -1 else user, was[1] if group == -1 else group)
        self.given.append((Path(name).name, user, group))


@pytest.fixture
def owners(monkeypatch: pytest.MonkeyPatch) -> Owners:
    return Owners(monkeypatch)


@pytest.fixture
def root(owners: Owners, monkeypatch: pytest.MonkeyPatch) -> Owners:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return owners


@pytest.fixture
def nobody_is_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


# ---------------------------------------------------------------- one that stood there, and one that root makes
@pytest.mark.usefixtures("nobody_is_root")
def test_a_file_of_another_person_is_given_back_to_them_when_it_is_saved_over(tmp_path: Path, owners: Owners) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    file.chmod(0o640)
    owners.of[str(file)] = THEIRS
    write_whole(file, b"new")
    assert owners.given == [("report.pdf.partial", *THEIRS)]
    assert rights(file) == 0o640


@pytest.mark.usefixtures("nobody_is_root")
def test_who_may_not_give_a_file_away_gives_it_to_its_group_at_least(tmp_path: Path, owners: Owners) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    file.chmod(0o664)
    owners.of[str(file)] = THEIRS
    owners.refuses = lambda user, _group: user != -1
    write_whole(file, b"new")
    assert owners.given == [("report.pdf.partial", -1, THEIRS[1])]
    assert rights(file) == 0o664


@pytest.mark.usefixtures("nobody_is_root")
def test_a_file_of_ours_is_given_to_nobody(tmp_path: Path, owners: Owners) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    write_whole(file, b"new")
    write_whole(file, b"newer", private=True)
    put_in_place(_draft(tmp_path), file)
    assert owners.given == []


@pytest.mark.usefixtures("nobody_is_root")
def test_a_private_file_stays_that_of_its_owner(tmp_path: Path, owners: Owners) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"old")
    owners.of[str(file)] = THEIRS
    write_whole(file, b"new", private=True)
    assert owners.given == [("settings.json.partial", *THEIRS)]


@pytest.mark.usefixtures("nobody_is_root")
def test_who_may_not_give_a_private_file_away_leaves_its_owner_the_use_of_it(tmp_path: Path, owners: Owners) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"old")
    file.chmod(0o660)
    owners.of[str(file)] = THEIRS
    owners.refuses = lambda user, _group: user != -1
    write_whole(file, b"new", private=True)
    assert owners.given == [("settings.json.partial", -1, THEIRS[1])]
    assert rights(file) == 0o660


def test_what_root_makes_belongs_to_whom_the_folder_belongs(tmp_path: Path, root: Owners) -> None:
    root.of[str(tmp_path)] = THEIRS
    make_private(tmp_path / "journal.sqlite")
    make_folder(tmp_path / "backups" / "old")
    assert root.given == [("journal.sqlite", *THEIRS), ("backups", *THEIRS), ("old", *THEIRS)]


def test_what_root_makes_for_another_file_belongs_to_whom_that_belongs(tmp_path: Path, root: Owners) -> None:
    like = tmp_path / "like"
    like.touch()
    root.of[str(like)] = THEIRS
    make_private(tmp_path / "one", like)
    make_folder(tmp_path / "two", like)
    make_folder(tmp_path / "three", tmp_path / "no such file")
    assert [given for given in root.given if given[1:] == THEIRS] == [("one", *THEIRS), ("two", *THEIRS)]


def test_what_root_makes_in_a_folder_of_its_own_stays_its_own(tmp_path: Path, root: Owners) -> None:
    root.of[str(tmp_path)] = (0, 0)
    make_private(tmp_path / "file")
    assert root.given == []


@pytest.mark.usefixtures("nobody_is_root")
def test_who_is_not_root_hands_nothing_over(tmp_path: Path, owners: Owners) -> None:
    owners.of[str(tmp_path)] = THEIRS
    make_private(tmp_path / "file")
    make_folder(tmp_path / "folder")
    assert owners.given == []


def test_a_disk_that_knows_no_owners_does_not_stop_root(tmp_path: Path, root: Owners) -> None:
    root.of[str(tmp_path)] = THEIRS
    root.refuses = lambda _user, _group: True
    make_private(tmp_path / "file")
    assert (tmp_path / "file").exists()


@pytest.mark.parametrize("put", [put_in_place, put_where_nothing_is])
@pytest.mark.usefixtures("nobody_is_root")
def test_what_replaces_a_file_of_another_person_becomes_theirs(
    tmp_path: Path, owners: Owners, put: Callable[[Path, Path], None]
) -> None:
    draft, target = _draft(tmp_path), tmp_path / "file"
    if put is put_in_place:
        target.touch()
        owners.of[str(target)] = THEIRS
    put(draft, target)
    assert owners.given == ([("draft", *THEIRS)] if put is put_in_place else [])


# ---------------------------------------------------------------- lists of those who may read it (acl)
class Lists:
    """The lists of a disk that keeps some."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of: dict[str, bytes] = {}
        monkeypatch.setattr(os, "getxattr", self._get)
        monkeypatch.setattr(os, "setxattr", lambda file, _name, value: self.of.update({Path(file).name: value}))
        monkeypatch.setattr(os, "removexattr", lambda file, _name: self.of.pop(Path(file).name))

    def _get(self, file: Path, name: str) -> bytes:
        assert name == "system.posix_acl_access"
        if file.name not in self.of:
            raise OSError(errno.ENODATA, "No data available")
        return self.of[file.name]


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> Lists:
    return Lists(monkeypatch)


def test_who_might_read_a_file_by_its_list_still_may_when_it_is_saved_over(tmp_path: Path, lists: Lists) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")
    lists.of["report.pdf"] = b"the doctor's office"
    write_whole(tmp_path / "report.pdf", b"new")
    assert lists.of["report.pdf.partial"] == b"the doctor's office"


def test_a_list_that_a_folder_gives_to_each_new_file_is_not_added_to_one_that_had_none(
    tmp_path: Path, lists: Lists
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")
    lists.of["report.pdf.partial"] = b"everybody of the house"
    write_whole(tmp_path / "report.pdf", b"new")
    assert lists.of == {}
