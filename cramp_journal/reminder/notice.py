"""Notices of the desktop (org.freedesktop.Notifications), by jeepney: shown, answered, closed.

Qt would cost 50 MB while a notice waits, and its D-Bus sends a number of the wrong kind.
"""

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from jeepney import Message

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_BUS = "org.freedesktop.DBus"
_PATIENCE = 10.0  # seconds for an answer of the desktop
CLOSED = "closed"  # the person or the desktop closed the notice
FLEETING, STAYS = 15_000, 0  # milliseconds that a notice is shown; 0: until it is answered


class NoNotices(Exception):
    """Nothing on this computer can show a notice now, or it went away."""


class Desktop:
    """What shows notices in this session. Use it with `with`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._heard: Any = None  # the signals that came in
        self._connection: Any = None
        self.has_buttons = False

    def __enter__(self) -> Self:
        """Connect.

        Raises:
            NoNotices: There is no bus, or nothing that shows notices.
        """
        from jeepney import MatchRule, message_bus  # noqa: PLC0415 - only on Linux, and only where it asks
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - as above

        try:
            self._connection = self._stack.enter_context(open_dbus_connection(bus="SESSION"))
            rules = (
                MatchRule(type="signal", interface=_NAME, path=_PATH),
                MatchRule(type="signal", interface=_BUS, member="NameOwnerChanged"),
            )
            rules[1].add_arg_condition(0, _NAME)
            for rule in rules:
                self._answer(message_bus.AddMatch(rule))
            everything = MatchRule(type="signal")
            self._heard = self._stack.enter_context(self._connection.filter(everything, bufsize=100))
            self.has_buttons = "actions" in self._call("GetCapabilities", "", ())[0]
        except (OSError, ValueError, KeyError, LookupError, RuntimeError) as error:
            self._stack.close()
            raise NoNotices from error
        except NoNotices:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._stack.close()

    def show(self, title: str, body: str, buttons: dict[str, str] | None = None, *, lasts: int = STAYS) -> int:
        """Show a notice, and return its number.

        Args:
            title: Its first line.
            body: What stands below.
            buttons: The words of each button, by what a press is called.
            lasts: For how many milliseconds it is shown.

        Raises:
            NoNotices: The desktop did not take it.
        """
        actions = [each for button in (buttons or {}).items() for each in button] if self.has_buttons else []
        hints = {"urgency": ("y", 1), "resident": ("b", False)}
        what = ("Journal", 0, "appointment-soon", title, body, actions, hints, lasts)
        return int(self._call("Notify", "susssasa{sv}i", what)[0])

    def close(self, number: int) -> None:
        """Close a notice that is not needed any more."""
        with suppress(NoNotices):
            self._call("CloseNotification", "u", (number,))

    def pressed(self, number: int, seconds: float) -> str | None:
        """Wait for an answer to a notice: the name of a button, or CLOSED; None if nothing happened for so long.

        Raises:
            NoNotices: What showed it has ended.
        """
        from jeepney import HeaderFields  # noqa: PLC0415 - as above

        while True:
            try:
                heard: Message = self._connection.recv_until_filtered(self._heard, timeout=seconds)
            except TimeoutError:
                return None
            except OSError as error:
                raise NoNotices from error
            member, body = heard.header.fields.get(HeaderFields.member), heard.body
            if member == "NameOwnerChanged" and body[0] == _NAME and body[1]:  # it had an owner
                raise NoNotices
            if member == "ActionInvoked" and body[0] == number:
                return str(body[1])
            if member == "NotificationClosed" and body[0] == number:
                return CLOSED

    def _call(self, method: str, signature: str, what: tuple[Any, ...]) -> tuple[Any, ...]:
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - as above

        there = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        return self._answer(new_method_call(there, method, signature or None, what))

    def _answer(self, asked: "Message") -> tuple[Any, ...]:
        from jeepney import MessageType  # noqa: PLC0415 - as above

        try:
            answer = self._connection.send_and_get_reply(asked, timeout=_PATIENCE)
        except OSError as error:  # a timeout is one too
            raise NoNotices from error
        if answer.header.message_type == MessageType.error:
            raise NoNotices
        return tuple(answer.body)
