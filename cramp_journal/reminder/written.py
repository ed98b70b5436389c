"""The files that let a system call the reminder each morning: what stands in them, for each kind of system.

Those for Windows and macOS were written from their documentation and were not run on these systems.
"""

import html
import plistlib
import subprocess
from datetime import time

from cramp_journal.reminder.command import for_desktop, for_systemd

UNIT = "cramp-journal-reminder"
LABEL = "cramp-journal.reminder"  # for macOS
_TITLE = "Cramp Journal: the morning reminder"


def service(words: list[str]) -> str:
    """Return the systemd unit that looks whether to ask; the window that an answer opens outlives it."""
    return f"""\
[Unit]
Description={_TITLE}

[Service]
Type=simple
ExecStart={for_systemd(words)}
KillMode=process
"""


def timer(at: time) -> str:
    """Return the systemd unit that calls the service by the clock on the wall, later where the computer was off.

    It looks again soon after each login: what was asked may have been cut off by the end of the session.
    """
    return f"""\
[Unit]
Description={_TITLE}

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00
OnStartupSec=3min
Persistent=true
AccuracySec=1min

[Install]
WantedBy=timers.target
"""


def autostart(words: list[str]) -> str:
    """Return the desktop entry that starts the waiting helper with the session, where there is no systemd."""
    return f"""\
[Desktop Entry]
Type=Application
Name=Cramp Journal
Comment={_TITLE}
Exec={for_desktop(words)}
NoDisplay=true
Terminal=false
X-GNOME-Autostart-enabled=true
"""


def task_of_windows(words: list[str], at: time) -> bytes:
    """Return the task for the scheduler of Windows, as `schtasks /Create /XML` reads it. Not run on that system."""
    command, arguments = html.escape(words[0]), html.escape(subprocess.list2cmdline(words[1:]))
    return f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{_TITLE}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2020-01-01T{at:%H:%M}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <StartWhenAvailable>true</StartWhenAvailable>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <Enabled>true</Enabled>
  </Settings>
  <Actions>
    <Exec><Command>{command}</Command><Arguments>{arguments}</Arguments></Exec>
  </Actions>
</Task>
""".encode("utf-16")


def agent_of_macos(words: list[str], at: time) -> bytes:
    """Return the launch agent of macOS, which runs after a sleep what was due in it. Not run on that system."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": words,
            "StartCalendarInterval": {"Hour": at.hour, "Minute": at.minute},
            "ProcessType": "Background",
        }
    )
