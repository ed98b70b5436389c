"""A session for the tests: a bus, what shows notices on it, and the program with a clock that can be set."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from jeepney import DBusAddress, HeaderFields, Message, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

ROOT = Path(__file__).parent.parent.parent
NAME = "org.freedesktop.Notifications"
PATIENCE = 240  # seconds for a program on a busy computer
CLOSED_BY_PERSON = 2

# The program as it is installed, but for its clock, its naps, and the window, which only leaves a note that it opened.
_PROGRAM = """\
#!{python}
import os, sys
sys.path.insert(0, {root!r})
from datetime import datetime
from pathlib import Path
from cramp_journal import clock
clock.now = lambda: datetime.fromisoformat(Path(os.environ["CLOCK_OF_TEST"]).read_text())
if "reminder" not in sys.argv:
    Path(os.environ["CLOCK_OF_TEST"]).with_name("window").write_text(" ".join(sys.argv[1:]))
    sys.exit(0)
if "ask" in sys.argv:
    from cramp_journal.reminder import asking
    asking._NAP = 0.05
if "wait" in sys.argv:
    from cramp_journal.cli import morning
    morning._NAP = 0.05
from cramp_journal.__main__ import main
sys.exit(main())
"""


@dataclass
class Shown:
    """A notice as the desktop was asked to show it."""

    number: int
    name: str
    title: str
    body: str
    buttons: dict[str, str]
    kinds: str  # the D-Bus types of its parts


@dataclass
class Notices:
    """What shows notices, in a thread of its own. `shown` are all notices, `closed` the numbers that were closed."""

    address: str
    has_buttons: bool = True
    shown: list[Shown] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._changed = threading.Condition()
        self._connection = open_dbus_connection(bus=self.address)
        self._connection.send_and_get_reply(message_bus.RequestName(NAME))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with open_dbus_connection(bus=self.address) as other:
            other.send(_to(self._connection.unique_name, "Stop"))
            self._thread.join(PATIENCE)
        self._connection.close()

    def wait_for(self, count: int) -> Shown:
        """Wait until so many notices were shown, and give the last."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.shown) >= count, PATIENCE), self.shown
            return self.shown[count - 1]

    def wait_for_closing(self) -> int:
        """Wait until the program closes a notice."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.closed, PATIENCE)
            return self.closed[-1]

    def press(self, notice: Shown, words: str) -> None:
        """Press a button by its words, as a person does; the desktop then closes the notice."""
        (key,) = [key for key, said in notice.buttons.items() if said == words]
        self._tell("ActionInvoked", "us", (notice.number, key))
        self.close(notice)

    def close(self, notice: Shown) -> None:
        """Close a notice by its cross."""
        self._tell("NotificationClosed", "uu", (notice.number, CLOSED_BY_PERSON))

    def _tell(self, member: str, kinds: str, what: tuple[Any, ...]) -> None:
        there = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
        self._connection.send(new_signal(there, member, kinds, what))

    def _serve(self) -> None:
        while True:
            asked = self._connection.receive()
            member = asked.header.fields.get(HeaderFields.member)
            if member == "Stop":
                return
            if asked.header.message_type == MessageType.method_call:
                self._connection.send(self._answer(asked, str(member)))

    def _answer(self, asked: Message, member: str) -> Message:
        if member == "GetCapabilities":
            return new_method_return(asked, "as", (["body", *(["actions"] if self.has_buttons else [])],))
        with self._changed:
            if member == "CloseNotification":
                self.closed.append(asked.body[0])
                self._changed.notify_all()
                return new_method_return(asked)
            name, _instead_of, _icon, title, body, actions, _hints, _lasts = asked.body
            number = len(self.shown) + 1
            kinds = asked.header.fields[HeaderFields.signature]
            buttons = dict(zip(actions[::2], actions[1::2], strict=True))
            self.shown.append(Shown(number, name, title, body, buttons, kinds))
            self._changed.notify_all()
        return new_method_return(asked, "u", (number,))


def _to(name: str | None, member: str) -> Message:
    from jeepney import new_method_call

    return new_method_call(DBusAddress("/", bus_name=name, interface="test.Stop"), member)


_FOR_ALL = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
"""


@contextmanager
def a_bus() -> Iterator[str]:
    """Run a session bus of the test's own, and give its address."""
    with _bus_with("--session") as address:
        yield address


@contextmanager
def _bus_with(settings: str) -> Iterator[str]:
    started = subprocess.Popen(
        ["dbus-daemon", settings, "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert started.stdout is not None
    try:
        yield started.stdout.readline().strip()
    finally:
        started.terminate()
        started.wait(PATIENCE)
        started.stdout.close()


@contextmanager
def a_bus_for_all(folder: Path) -> Iterator[str]:
    """Run a bus whose socket lies in a folder and that any person of this computer may use, and give its address."""
    with TemporaryDirectory() as own:
        settings = Path(own) / "bus.conf"
        settings.write_text(_FOR_ALL.format(folder=folder))
        with _bus_with(f"--config-file={settings}") as address:
            yield address


class Program:
    """The program as a timer calls it, with a clock that the test sets."""

    def __init__(self, folder: Path, journal: Path, environment: dict[str, str]) -> None:
        self._script, self._clock = folder / "cramp-journal", folder / "clock"
        self._script.write_text(_PROGRAM.format(python=sys.executable, root=str(ROOT)))
        self._script.chmod(0o755)
        self.journal = journal
        self.environment = {**os.environ, "PYTHONWARNINGS": "error", "CLOCK_OF_TEST": str(self._clock), **environment}
        self._running: list[subprocess.Popen[str]] = []

    def set_clock(self, moment: datetime) -> None:
        """Set the clock of the program, also of one that runs."""
        draft = self._clock.with_suffix(".new")
        draft.write_text(moment.isoformat())
        draft.replace(self._clock)

    def call(self, *words: str) -> str:
        """Call the program, and give what it printed."""
        done = subprocess.run(self.words(*words), capture_output=True, check=False, text=True, env=self.environment)
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start the program."""
        begun = subprocess.Popen(
            self.words(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment
        )
        self._running.append(begun)
        return begun

    def end_of(self, begun: "subprocess.Popen[str]") -> str:
        """Wait for the end of a started program, and give what it wrote on stderr."""
        _out, told = begun.communicate(timeout=PATIENCE)
        assert begun.returncode == 0, told
        return told

    @property
    def window(self) -> str | None:
        """How the window was called; None if it was not."""
        note = self._clock.with_name("window")
        return note.read_text() if note.exists() else None

    def end_all(self) -> None:
        """End what still runs."""
        for begun in self._running:
            if begun.poll() is None:
                begun.kill()
                begun.communicate()

    def words(self, *words: str) -> list[str]:
        """Give a call of the program about the journal."""
        return [str(self._script), "--journal", str(self.journal), *words]
