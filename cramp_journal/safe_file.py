"""The one way a whole file is written: beside its target, to the disk, read back, then put in its place."""

import os
from contextlib import suppress
from pathlib import Path

_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700  # for its owner alone


def write_whole(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file, for its owner's eyes alone where it is `private`.

    Raises OSError where that cannot be done; what was there before is then still there, whole.
    """
    draft = file.parent / f"{file.name}.partial"
    try:
        if private:
            make_private(draft)
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if draft.read_bytes() != data:
            raise OSError(5, "it did not arrive on the disk as it was written")
        draft.replace(file)
        sync_folder(file.parent)  # else a power cut could bring back what was there before
    finally:
        with suppress(OSError):  # there is none where its folder is none, or where it is in its place already
            draft.unlink()


def make_private(file: Path) -> None:
    """Make an empty file that only its owner can read, whatever the umask says; what stood there is gone."""
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))


def keep_private(file: Path) -> None:
    """Take the eyes of others off a file that is there; a disk that knows no owners is left as it is."""
    with suppress(OSError):
        mode = file.stat().st_mode
        if mode & 0o077:
            file.chmod(mode & 0o700)


def make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, and those above it, where they are not there; no power cut undoes it."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    for each in new:
        sync_folder(each.parent)


def put_in_place(draft: Path, target: Path) -> None:
    """Bring a file that was written to the disk, then put it where it belongs, so that a power cut undoes neither."""
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; not every system lets a folder be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def wipe(file: Path, *, unless: Path) -> None:
    """Write zeros over a file and delete it; only delete it where it is but a second name of one that is needed."""
    with suppress(OSError):
        if not (unless.exists() and file.samefile(unless)):
            with file.open("rb+") as opened:
                opened.write(bytes(file.stat().st_size))
                opened.flush()
                os.fsync(opened.fileno())
        file.unlink()
