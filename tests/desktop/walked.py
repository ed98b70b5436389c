"""The program on a real bus, one page and one dialog after another: `walked.py FILE`, within `dbus-run-session`.

Each is walked by a reader in a process of its own (reader.py); what it found is printed as JSON, by the name of the
page or dialog. Beside the journal lie `other.sqlite`, which says something else, and `diary.csv` of another program.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from cramp_journal import app, clock, people
from cramp_journal.gui.bringing.bring_dialog import BringDialog
from cramp_journal.gui.frame import PAGES
from cramp_journal.gui.keeping.deleted_nights import DeletedNights
from cramp_journal.gui.keeping.merge_dialog import MergeDialog
from cramp_journal.gui.keeping.missing import MissingFlow
from cramp_journal.gui.keeping.whose_journal import WhoseJournal
from cramp_journal.gui.session import edits
from cramp_journal.gui.settings.settings_dialog import SettingsDialog
from cramp_journal.gui.tasks import finish_all
from cramp_journal.gui.welcome.welcome_flow import WelcomeFlow

READER = str(Path(__file__).parent / "reader.py")
MORNING = datetime(2026, 11, 22, 7, 42)
SETTLED = 300  # milliseconds for what is drawn or found in the background

PARTS = ("check_in", "alike", "tonight", "help", "earlier")  # of See a doctor?
GO_ON = ("bringing: the nights", "merging: a question", "names and colors")  # within the dialog that is open

Shown = TypeVar("Shown", bound=QWidget)

seen: dict[str, list[dict[str, Any]]] = {}


class Walked(app.Program):
    """Opens what is to be walked once all is loaded."""

    def start(self) -> None:
        self._steps = self._all_steps()
        self.session.loading.charts_loaded.connect(self._next)
        super().start()

    def _all_steps(self) -> list[tuple[str, Callable[[], object]]]:
        window, last = self.window, clock.today() - timedelta(days=1)
        nights: list[date] = [last - timedelta(days=back) for back in range(8)]
        pages = [(name, partial(window.show_page, name)) for name in PAGES]
        dialogs: list[tuple[str, Callable[[], object]]] = [
            ("settings", window.settings_flow.open),
            ("copies", window._keeping.open_copies),
            ("passphrase", window._keeping.open_passphrase),
            ("shared folder", window._keeping.open_shared),
            ("what is taken", partial(window._courses.open, last)),
            ("nights of a chart", partial(window._nights.open, "8 nights", nights)),
            ("another evening", partial(window._nights.move, last)),
        ]
        parts = [(f"advice: {part}", partial(self._show_part, part)) for part in PARTS]
        return [*pages, *parts, *dialogs, *self._keeping_steps(last), ("cramp right now", window.now.begin)]

    def _keeping_steps(self, last: date) -> list[tuple[str, Callable[[], object]]]:
        """Return the dialogs in which a journal meets another file, another person, or its own past."""
        window, beside = self.window, Path(sys.argv[1]).parent
        keeping = window._keeping
        self._flows = DeletedNights(window, self.session), MissingFlow(window, self.session)
        return [
            ("reminder", self._open_reminder),
            ("bringing: what is asked", partial(window.bringing.open_file, beside / "diary.csv")),
            ("bringing: the nights", self._look_at_nights),
            ("merging: what comes", partial(keeping.open_journal, beside / "other.sqlite")),
            ("merging: a question", self._merge),
            ("deleted nights", partial(self._open_deleted, last - timedelta(days=3))),
            ("missing nights", self._flows[1].open),
            ("another person", keeping.open_people),
            ("whose journal", self._open_whose),
            ("names and colors", self._open_names),
            ("first start", self._open_welcome),
        ]

    def _show_part(self, part: str) -> None:
        self.window.show_page("advice")
        self.window.page("advice").show_part(part)

    def _open_reminder(self) -> None:
        self.window.settings_flow.open()
        QTimer.singleShot(SETTLED // 2, self._see_reminder)

    def _see_reminder(self) -> None:
        dialog = self._open(SettingsDialog)
        dialog.reminder.say("It comes at 07:30.")
        dialog._scroll.ensureWidgetVisible(dialog.reminder)

    def _look_at_nights(self) -> None:
        dialog = self._open(BringDialog)
        for card in dialog._cards:
            next(each for each in card.findChildren(QAbstractButton) if each.isCheckable()).click()
        dialog.look_button.click()

    def _merge(self) -> None:
        self._open(MergeDialog).merge_wanted.emit()

    def _open_names(self) -> None:
        self._open(WhoseJournal).names_wanted.emit()

    def _open_deleted(self, evening: date) -> None:
        self.session.apply(edits.remove_night, evening)
        self._flows[0].open(self.window)

    def _open_whose(self) -> None:
        people.add_person("Anna", "green", own_name="Jo")
        self.window._keeping.open_people()

    def _open_welcome(self) -> None:
        self._welcome = WelcomeFlow(self.window.views, Path(sys.argv[1]).parent, self.settings)

    def _open(self, kind: type[Shown]) -> Shown:
        """Return the dialog of this kind that is open."""
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def _next(self) -> None:
        dialog = QApplication.activeModalWidget()
        goes_on = self._steps and self._steps[0][0] in GO_ON
        if isinstance(dialog, QDialog) and not goes_on:
            dialog.reject()
        if not self._steps:
            QApplication.quit()
            return
        name, act = self._steps.pop(0)
        act()
        finish_all()
        QTimer.singleShot(SETTLED, partial(self._walk, name))

    def _walk(self, name: str) -> None:
        reader = QProcess(self)
        reader.finished.connect(partial(self._on_walked, name, reader))
        reader.start("/usr/bin/python3", [READER, QApplication.applicationName()])

    def _on_walked(self, name: str, reader: QProcess, *_status: object) -> None:
        said = bytes(reader.readAllStandardOutput().data()).decode()
        if not said:
            sys.stderr.write(bytes(reader.readAllStandardError().data()).decode())
            QApplication.exit(1)
            return
        seen[name] = json.loads(said)
        self._next()


for what in ("IsEnabled", "ScreenReaderEnabled"):  # as a reader says when it starts
    command = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    command += ["org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", f"string:{what}"]
    subprocess.run([*command, "variant:boolean:true"], check=True, stdout=subprocess.DEVNULL)

clock.now = lambda: MORNING
app.Program = Walked  # type: ignore[misc]
status = app.open_window(Path(sys.argv[1]))
sys.stdout.write(json.dumps(seen) + "\n")
sys.exit(status)
