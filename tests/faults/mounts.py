"""Small disks and read-only ones, where this process may make them: in a world of mounts of its own (Linux)."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path

_NEW_MOUNTS, _NEW_USERS = 0x20000, 0x10000000
_READ_ONLY, _REMOUNT, _BIND, _REC, _PRIVATE, _DETACH = 1, 32, 4096, 16384, 1 << 18, 2
_libc = ctypes.CDLL(None, use_errno=True)


def mount_small(folder: Path, size: int) -> bool:
    """Put a disk of so many bytes in the place of a folder; False where that is not allowed."""
    return _own_mounts() and _mount(b"tmpfs", folder, b"tmpfs", 0, f"size={size}".encode())


def mount_read_only(folder: Path) -> bool:
    """Make a folder one of a disk that cannot be written to; False where that is not allowed."""
    if not (_own_mounts() and _mount(bytes(folder), folder, None, _BIND, None)):
        return False
    return _mount(None, folder, None, _REMOUNT | _BIND | _READ_ONLY, None)


def unmount(folder: Path) -> None:
    """Take a disk away."""
    _libc.umount2(bytes(folder), _DETACH)


def _mount(what: bytes | None, where: Path, kind: bytes | None, flags: int, options: bytes | None) -> bool:
    return bool(_libc.mount(what, bytes(where), kind, ctypes.c_ulong(flags), options) == 0)


_state: dict[str, bool] = {}


def _own_mounts() -> bool:
    """Leave the world of mounts that others see, once."""
    if "own" not in _state:
        user, group = os.getuid(), os.getgid()
        alone = _libc.unshare(_NEW_MOUNTS) == 0
        if not alone and _libc.unshare(_NEW_MOUNTS | _NEW_USERS) == 0:
            alone = True
            with suppress(OSError):
                Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="ascii")
        _state["own"] = alone and _mount(None, Path("/"), None, _REC | _PRIVATE, None)
    return _state["own"]
