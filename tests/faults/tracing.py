"""The system calls of a child, one by one: to note them, to let one fail, or to kill the child at one.

This is what strace does (and what libfiu does to a call), by the same means, ptrace: but there is nothing to install.
Linux on x86-64 and on 64-bit ARM only; the second was not tried.
"""

import ctypes
import os
import platform
import signal
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

KILL = -1  # a verdict: kill the child before it makes this call

_TRACEME, _SYSCALL, _SETOPTIONS, _GETREGSET, _SETREGSET = 0, 24, 0x4200, 0x4204, 0x4205
_SYSGOOD, _EXITKILL = 1, 0x100000
_REGISTERS, _ARM_SYSTEM_CALL = 1, 0x404  # sets of registers
_AT_FDCWD = -100


@dataclass(frozen=True)
class _Machine:
    """Where a processor keeps what belongs to a system call, by the place among its registers."""

    registers: int
    arguments: tuple[int, ...]
    number: int
    result: int
    calls: dict[int, str]


_MACHINES = {
    "x86_64": _Machine(
        registers=27,
        arguments=(14, 13, 12, 7, 9, 8),
        number=15,
        result=10,
        calls={
            0: "read",
            1: "write",
            2: "open",
            3: "close",
            17: "pread64",
            18: "pwrite64",
            40: "sendfile",
            74: "fsync",
            75: "fdatasync",
            77: "ftruncate",
            82: "rename",
            83: "mkdir",
            84: "rmdir",
            86: "link",
            87: "unlink",
            257: "openat",
            258: "mkdirat",
            263: "unlinkat",
            264: "renameat",
            265: "linkat",
            316: "renameat2",
            326: "copy_file_range",
            285: "fallocate",
            20: "writev",
            296: "pwritev",
        },
    ),
    "aarch64": _Machine(
        registers=34,
        arguments=(0, 1, 2, 3, 4, 5),
        number=8,
        result=0,
        calls={
            56: "openat",
            57: "close",
            63: "read",
            64: "write",
            67: "pread64",
            68: "pwrite64",
            71: "sendfile",
            82: "fsync",
            83: "fdatasync",
            46: "ftruncate",
            34: "mkdirat",
            35: "unlinkat",
            37: "linkat",
            38: "renameat",
            276: "renameat2",
            285: "copy_file_range",
            47: "fallocate",
            66: "writev",
            70: "pwritev",
        },
    ),
}
# For each call: where its path stands among the arguments, after the number of the folder it starts from; two for two.
_PATHS: dict[str, tuple[tuple[int | None, int], ...]] = {
    "open": ((None, 0),),
    "openat": ((0, 1),),
    "unlink": ((None, 0),),
    "unlinkat": ((0, 1),),
    "mkdir": ((None, 0),),
    "mkdirat": ((0, 1),),
    "rmdir": ((None, 0),),
    "rename": ((None, 0), (None, 1)),
    "renameat": ((0, 1), (2, 3)),
    "renameat2": ((0, 1), (2, 3)),
    "link": ((None, 0), (None, 1)),
    "linkat": ((0, 1), (2, 3)),
}
_SAME = {
    "openat": "open",
    "unlinkat": "unlink",
    "mkdirat": "mkdir",
    "renameat": "rename",
    "renameat2": "rename",
    "linkat": "link",
    "fdatasync": "fsync",
    "pread64": "read",
    "pwrite64": "write",
    "pwritev": "write",
    "writev": "write",
    "sendfile": "write",
    "copy_file_range": "write",
    "ftruncate": "truncate",
}
WRITES = ("write", "fsync", "unlink", "rename", "truncate", "link", "mkdir", "creat")  # what changes a disk


@dataclass
class Call:
    """One system call. Its `kind` is the name of what it does: one word for all calls that do the same."""

    name: str
    kind: str
    arguments: tuple[int, ...]
    pid: int
    paths: list[str] = field(default_factory=list)
    is_ack: bool = False
    empties: bool = False  # it opens a file that is there and empties it

    def written(self, done: int) -> tuple[int, bytes]:
        """Give where and what this call wrote, once it has written `done` bytes."""
        if self.name == "pwrite64":
            return self.arguments[3], _memory(self.pid, self.arguments[1], done)
        out = 2 if self.name == "copy_file_range" else 0
        if self.name == "pwritev":
            at = self.arguments[3]
        else:
            info = Path(f"/proc/{self.pid}/fdinfo/{self.arguments[out]}").read_text(encoding="ascii")
            at = int(info.split()[1]) - done
        with Path(f"/proc/{self.pid}/fd/{self.arguments[out]}").open("rb") as file:  # its name may be gone
            file.seek(at)
            return at, file.read(done)


class Watch(Protocol):
    """Somebody who is shown each call."""

    def entering(self, call: Call) -> int | None:
        """Say what is to become of a call: None (nothing), KILL, or the number of the error that it fails with."""

    def left(self, call: Call, result: int) -> None:
        """Take note of what a call came to: below zero, an error."""


def let_me_be_traced() -> None:
    """Stop this process until its parent follows it."""
    if _ptrace(_TRACEME, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "this system does not let a process be traced")
    os.kill(os.getpid(), signal.SIGSTOP)


def follow(pid: int, watch: Watch, folder: Path, acks: int) -> int:
    """Run a child that waits to be traced until it ends, and give how it ended, as `os.waitpid` does.

    `watch` is shown the calls about files in `folder`, and the writes to the file of number `acks`.
    """
    machine, inside = _MACHINES[platform.machine()], str(folder.resolve())
    _, status = os.waitpid(pid, 0)
    if not os.WIFSTOPPED(status):
        return status
    _ptrace(_SETOPTIONS, pid, 0, _SYSGOOD | _EXITKILL)
    call: Call | None = None
    entering, fails_with, signal_for_it = True, 0, 0
    while True:
        _ptrace(_SYSCALL, pid, 0, signal_for_it)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return status
        signal_for_it = 0
        if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
            signal_for_it = os.WSTOPSIG(status)
            continue
        if entering:
            registers = _registers(pid, machine)
            call = _call(pid, machine, registers, inside, acks)
            verdict = watch.entering(call) if call else None
            if verdict == KILL:
                os.kill(pid, signal.SIGKILL)
                return os.waitpid(pid, 0)[1]
            fails_with = verdict or 0
            if fails_with:
                _cancel(pid, machine, registers)
        elif call is not None:
            registers = _registers(pid, machine)
            if fails_with:
                registers[machine.result] = -fails_with
                _set_registers(pid, registers)
            watch.left(call, _signed(registers[machine.result]))
        entering = not entering


def _call(pid: int, machine: _Machine, registers: list[int], inside: str, acks: int) -> Call | None:
    name = machine.calls.get(registers[machine.number])
    if name is None:
        return None
    arguments = tuple(registers[place] for place in machine.arguments)
    call = Call(name, _SAME.get(name, name), arguments, pid)
    if name in _PATHS:
        call.paths = [_path(pid, arguments, *place) for place in _PATHS[name]]
    else:
        number = arguments[2] if name == "copy_file_range" else arguments[0]
        if number == acks and call.kind == "write":
            call.is_ack = True
            return call
        try:
            call.paths = [os.readlink(f"/proc/{pid}/fd/{number}")]
        except OSError:
            return None
    if not any(path.startswith(inside) for path in call.paths):
        return None
    if call.kind == "open":
        flags, there = arguments[2 if name == "openat" else 1], os.path.lexists(call.paths[0])
        call.kind = "creat" if flags & os.O_CREAT and not there else "open"
        call.empties = bool(flags & os.O_TRUNC) and there
    return call


def _path(pid: int, arguments: tuple[int, ...], start: int | None, place: int) -> str:
    data = b""
    while b"\0" not in data:
        more = _memory(pid, arguments[place] + len(data), 256 - (arguments[place] + len(data)) % 256)
        if not more:
            break
        data += more
    text = os.fsdecode(data.partition(b"\0")[0])
    folder = ctypes.c_int(arguments[start] & 0xFFFFFFFF).value if start is not None else _AT_FDCWD
    where = f"/proc/{pid}/cwd" if folder == _AT_FDCWD else f"/proc/{pid}/fd/{folder}"
    return text if text.startswith("/") else os.path.join(os.readlink(where), text)


def _memory(pid: int, at: int, length: int) -> bytes:
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        return os.pread(memory, length, at)
    except OSError:
        return b""
    finally:
        os.close(memory)


# ---------------------------------------------------------------- registers
_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def _ptrace(request: int, pid: int, address: Any, data: Any) -> int:
    return int(_libc.ptrace(request, pid, address, data))


class _Piece(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def _registers(pid: int, machine: _Machine) -> list[int]:
    room = ctypes.create_string_buffer(machine.registers * 8)
    piece = _Piece(ctypes.addressof(room), len(room))
    if _ptrace(_GETREGSET, pid, _REGISTERS, ctypes.addressof(piece)) != 0:
        return [0] * machine.registers  # it was killed meanwhile
    return list(struct.unpack(f"{machine.registers}Q", room.raw))


def _set_registers(pid: int, registers: list[int]) -> None:
    data = struct.pack(f"{len(registers)}Q", *(value & 0xFFFFFFFFFFFFFFFF for value in registers))
    room = ctypes.create_string_buffer(data, len(data))
    piece = _Piece(ctypes.addressof(room), len(data))
    _ptrace(_SETREGSET, pid, _REGISTERS, ctypes.addressof(piece))


def _cancel(pid: int, machine: _Machine, registers: list[int]) -> None:
    """Let the system do nothing for the call that is under way."""
    if platform.machine() == "aarch64":
        room = ctypes.c_int(-1)
        piece = _Piece(ctypes.addressof(room), ctypes.sizeof(room))
        _ptrace(_SETREGSET, pid, _ARM_SYSTEM_CALL, ctypes.addressof(piece))
    else:
        _set_registers(pid, [-1 if place == machine.number else value for place, value in enumerate(registers)])


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value
