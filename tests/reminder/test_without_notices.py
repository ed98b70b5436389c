"""The reminder where the session lacks something: a bus, what shows notices, their buttons, or systemd."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.reminder.conftest import MORNING, home_of_children
from tests.reminder.session import Notices, Program


@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", "", "nonsense", "own"])
def test_where_nothing_can_show_a_notice_it_stays_quiet_and_the_next_look_asks(
    address: str, program: Program, bus: str, tmp_path: Path
) -> None:
    program.environment |= {"XDG_RUNTIME_DIR": str(tmp_path)}  # where a bus without an address would be looked for
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = bus if address == "own" else address
    assert program.end_of(program.start("reminder", "look")) == ""
    assert program.window is None
    assert program.call("reminder", "look", "--why").strip() == "asks"
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    with Notices(bus) as notices:
        asking = program.start("reminder", "look")
        notices.close(notices.wait_for(1))
        program.end_of(asking)


def test_a_desktop_without_buttons_shows_where_to_answer_and_nothing_waits(program: Program, bus: str) -> None:
    with Notices(bus, has_buttons=False) as notices:
        program.end_of(program.start("reminder", "look"))
        (shown,) = notices.shown
    assert (shown.body, shown.buttons) == ("How was last night? Open your journal to answer.", {})
    assert program.call("reminder", "look", "--why").strip() == "asked"


def test_without_systemd_a_helper_asks_each_morning_until_the_reminder_is_off(
    program: Program, notices: Notices
) -> None:
    waiting = program.start("reminder", "wait")
    notices.close(notices.wait_for(1))
    assert program.end_of(program.start("reminder", "wait")) == "", "a second helper ends at once"
    program.set_clock(MORNING + timedelta(days=1))
    notices.close(notices.wait_for(2))
    home_of_children().unlink()
    program.end_of(waiting)
    assert [each.title for each in notices.shown] == ["Good morning"] * 2
