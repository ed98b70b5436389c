"""The one way a whole file is written: beside its target, to the disk, read back, then put in its place."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700  # for its owner alone
_PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def write_whole(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file, for its owner's eyes alone where it is `private`.

    Raises OSError where that cannot be done; what was there before is then still there, whole.
    """
    draft = file.parent / f"{file.name}.partial"
    try:
        if private:
            make_private(draft)
        with draft.open("wb") as out:
            hand_over(out.fileno(), file.parent)
            out.write(data)
            out.flush()
            _give_as(out.fileno(), file, private=private)
            os.fsync(out.fileno())
        if draft.read_bytes() != data:
            raise OSError(5, "it did not arrive on the disk as it was written")
        draft.replace(file)
        sync_folder(file.parent)  # else a power cut could bring back what was there before
    finally:
        with suppress(OSError):  # there is none where its folder is none, or where it is in its place already
            draft.unlink()


def make_private(file: Path, like: Path | None = None) -> None:
    """Make an empty file that only its owner can read, whatever the umask says; what stood there is gone.

    Made by root, it belongs to whom `like` belongs (else its folder).
    """
    file.unlink(missing_ok=True)
    _make(file, like)


def begin_private(file: Path) -> None:
    """Make such a file where there is none; one that another program made this moment is left as it is."""
    with suppress(FileExistsError):
        _make(file, None)


def _make(file: Path, like: Path | None) -> None:
    opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE)
    try:
        hand_over(opened, like or file.parent)
    finally:
        os.close(opened)


def hand_over(made: Path | int, like: Path) -> None:
    """Give what root made to whom something else belongs: with `sudo`, too, a person's files stay the person's."""
    if not _is_root():
        return
    with suppress(OSError):  # a disk that knows no owners
        owner = like.stat()
        if owner.st_uid:
            os.chown(made, owner.st_uid, owner.st_gid)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _give_as(draft: int, target: Path, *, private: bool = True) -> None:
    """Let a file that is about to replace another belong to the same owner.

    Where only root could do that, its owner may use it all the same, as they could use what stood there.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        old = target.stat()
        if old.st_uid == os.fstat(draft).st_uid:
            return
        with suppress(OSError):
            os.fchown(draft, old.st_uid, old.st_gid)
        if private and os.fstat(draft).st_uid != old.st_uid:
            with suppress(OSError):
                os.fchown(draft, -1, old.st_gid)
            os.fchmod(draft, stat.S_IMODE(old.st_mode))


def keep_private(file: Path) -> None:
    """Take the eyes of others off a file that is there; a disk that knows no owners is left as it is."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if mode & 0o077:
            file.chmod(mode & 0o700)


def make_folder(folder: Path, like: Path | None = None) -> None:
    """Make a folder for its owner alone, and those above it, where they are not there; no power cut undoes it.

    Made by root, they belong to whom `like` belongs (else the folder that they are made in).
    """
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for each in reversed(new):
        hand_over(each, like if like is not None and like.exists() else each.parent)
        sync_folder(each.parent)


def put_in_place(draft: Path, target: Path) -> None:
    """Bring a file that was written to the disk, then put it where it belongs, so that a power cut undoes neither.

    It belongs to whom that belongs which it replaces.
    """
    _bring_to_disk(draft, target)
    draft.replace(target)
    sync_folder(target.parent)


def put_where_nothing_is(draft: Path, target: Path) -> None:
    """Put a file in its place as `put_in_place` does. Raises FileExistsError where there is something by now."""
    _bring_to_disk(draft, target)
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names
        if target.exists():
            raise FileExistsError(17, "there is a file by now", str(target)) from None
        draft.replace(target)
    else:
        draft.unlink()
    sync_folder(target.parent)


def _bring_to_disk(draft: Path, target: Path) -> None:
    with draft.open("rb+") as written:
        _give_as(written.fileno(), target)
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; not every system lets a folder be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def wipe(file: Path, *, unless: Path | None = None) -> None:
    """Write zeros over a file and delete it; only delete it where something else would be written over.

    That is so where it is a link, where it is but a second name of one that is needed (`unless`), and where it has
    another name left, of whomever. What is no file is left alone.
    """
    with suppress(OSError):
        if file.is_symlink():
            file.unlink()
            return
        opened = os.open(file, os.O_RDWR | _PLAINLY)
        try:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                return
            if found.st_nlink < 2 and not (unless is not None and unless.exists() and file.samefile(unless)):
                zeros = memoryview(bytes(found.st_size))
                while zeros:
                    zeros = zeros[os.write(opened, zeros) :]
                os.fsync(opened)
        finally:
            os.close(opened)
        file.unlink()
