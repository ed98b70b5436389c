"""A folder that never answers, as a dead network share: each call about what is in it waits, and cannot even be killed.

It is a disk of FUSE (Linux) whose other end takes note of what is asked and never answers. When it is taken away by
force, all calls that wait come to an end with an error, so nothing is left behind.
"""

import ctypes
import os
import struct
from pathlib import Path
from threading import Thread
from typing import Self

_FUSE = "/dev/fuse"
_INIT, _FORGET = 26, 2  # what is asked at first; what needs no answer
_HEAD = struct.Struct("=IIQ")  # length, kind, number
_FORCE, _DETACH = 1, 2
_libc = ctypes.CDLL(None, use_errno=True)


class HangingFolder:
    """Hangs inside a `with`; where no such disk may be made here, `hangs` is False and the folder is as it was."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hangs = False
        self.asked: list[int] = []  # the kinds of what was asked and never answered
        self._end = -1

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self._end = os.open(_FUSE, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return self
        options = f"fd={self._end},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
        self.hangs = _libc.mount(b"hanging", bytes(self.folder), b"fuse", ctypes.c_ulong(0), options.encode()) == 0
        if self.hangs:
            Thread(target=self._swallow, args=(os.dup(self._end),), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.hangs:
            _libc.umount2(bytes(self.folder), _FORCE | _DETACH)  # all that waits comes to an end
        if self._end >= 0:
            os.close(self._end)

    def _swallow(self, end: int) -> None:
        with os.fdopen(end, "r+b", buffering=0) as disk:
            while True:
                try:
                    asked = os.read(disk.fileno(), 1 << 18)
                except OSError:  # it was taken away
                    return
                _length, kind, number = _HEAD.unpack(asked[: _HEAD.size])
                if kind == _INIT:
                    told = struct.pack("=IIIIHHIIHHI28x", 7, 31, 1 << 16, 0, 12, 9, 1 << 16, 1, 0, 0, 0)
                    os.write(disk.fileno(), struct.pack("=IiQ", 16 + len(told), 0, number) + told)
                elif kind != _FORGET:
                    self.asked.append(kind)
