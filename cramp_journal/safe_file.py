"""The one way a whole file is written: beside its target, to the disk, read back, then put in its place."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write a file. Raises OSError where that cannot be done; what was there before is then still there, whole."""
    draft = file.parent / f"{file.name}.partial"
    try:
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if draft.read_bytes() != data:
            raise OSError(5, "it did not arrive on the disk as it was written")
        draft.replace(file)
    finally:
        with suppress(OSError):  # there is none where its folder is none, or where it is in its place already
            draft.unlink()
