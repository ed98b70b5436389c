"""Opens the dialog of settings, saves the choices, and announces a changed look."""

from contextlib import suppress
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from cramp_journal.errors import JournalError
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.gui.theme import palette_of, theme
from cramp_journal.i18n import _
from cramp_journal.paths import journal_file, where_it_lies
from cramp_journal.settings import TEXT_SIZES, Settings

if TYPE_CHECKING:
    from cramp_journal.gui.settings.settings_dialog import SettingsDialog

_AGAIN = 2000  # milliseconds


class SettingsFlow(QObject):
    """Holds the settings for the window."""

    look_changed = Signal()  # after the dialog is closed: then the window is built again
    copies_wanted = Signal(object)  # the dialog that the copies open over
    passphrase_wanted = Signal(object)  # the same for the passphrase
    bring_wanted = Signal(object)  # the same for bringing nights from elsewhere
    merge_wanted = Signal(object)  # the same for bringing another journal in
    share_wanted = Signal(object)  # the same for the folder that several computers share
    people_wanted = Signal(object)  # the same for the people who keep a journal here

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._dialog: SettingsDialog | None = None
        self._changed = False
        self.is_to_reopen = False  # in another language
        self._later = QTimer(self, singleShot=True, interval=_AGAIN)
        self._later.timeout.connect(self._follow_desktop)
        self._hints = QApplication.styleHints()  # which owns what it returns
        self._hints.colorSchemeChanged.connect(self._follow_desktop)
        if hasattr(self._hints, "accessibility"):  # since Qt 6.10
            self._hints.accessibility().contrastPreferenceChanged.connect(self._follow_desktop)

    def open(self) -> None:
        """Show the settings."""
        from cramp_journal.gui.settings.settings_dialog import SettingsDialog  # noqa: PLC0415 - not for the first paint

        boundary = self._session.boundary().strftime("%H:%M") if self._session.is_open else None
        is_locked = self._session.door.key is not None
        about = self._session.journal().about() if self._session.is_open else None
        person = (about.name, about.born) if about is not None else None
        whose = self._session.door.person
        self._dialog = SettingsDialog(self._window, self._settings, boundary, person, whose, is_locked=is_locked)
        self._dialog.person_typed.connect(partial(self._session.apply, edits.set_person))
        self._dialog.setting_chosen.connect(self._on_chosen)
        self._dialog.reminder.wanted.connect(self._on_reminder_wanted)
        self._dialog.boundary_chosen.connect(partial(self._session.apply, edits.set_boundary))
        self._dialog.copies_wanted.connect(lambda: self.copies_wanted.emit(self._dialog))
        self._dialog.passphrase_wanted.connect(lambda: self.passphrase_wanted.emit(self._dialog))
        self._dialog.bring_wanted.connect(lambda: self.bring_wanted.emit(self._dialog))
        self._dialog.merge_wanted.connect(lambda: self.merge_wanted.emit(self._dialog))
        self._dialog.share_wanted.connect(lambda: self.share_wanted.emit(self._dialog))
        self._dialog.people_wanted.connect(lambda: self.people_wanted.emit(self._dialog))
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def close_dialog(self) -> None:
        """Close the settings: another file is the journal now, and they show the earlier one."""
        if self._dialog is not None:
            self._dialog.done(0)

    def larger(self) -> None:
        """Make the text one step larger."""
        self._use_size(TEXT_SIZES.index(self._settings.text_size) + 1)

    def smaller(self) -> None:
        """Make the text one step smaller."""
        self._use_size(TEXT_SIZES.index(self._settings.text_size) - 1)

    def usual(self) -> None:
        """Set the text to its usual size."""
        self._use_size(0)

    def choose_size(self, size: int) -> None:
        """Set the text to a size in per cent."""
        self._use_size(TEXT_SIZES.index(size))

    def _use_size(self, place: int) -> None:
        self._settings.text_size = TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))]
        self._keep()
        self.look_changed.emit()

    def turn_dark(self) -> None:
        """Switch from light to dark, or back."""
        self._settings.theme = "light" if theme().palette.name == "dark" else "dark"
        self._keep()
        self.look_changed.emit()

    def _follow_desktop(self) -> None:
        """Turn light or dark with the desktop; while a dialog is open, wait: what is typed there would be lost."""
        if theme().palette is palette_of(self._settings.theme):
            return
        if QApplication.activeModalWidget() is None:
            self.look_changed.emit()
        else:
            self._later.start()

    def _on_chosen(self, name: str, value: object) -> None:
        setattr(self._settings, name, value)
        self._changed = True
        self._keep()
        if name == "language" and self._dialog is not None:  # at once: who reads no English would not find “Close”
            self.is_to_reopen = True
            self._dialog.accept()

    def _on_reminder_wanted(self, at: str, neutral: bool) -> None:
        run_in_background(partial(_set_up, at, neutral, self._session.file), self._on_reminder_set)

    def _on_reminder_set(self, done: "tuple[bool, str]") -> None:
        is_done, words = done
        if self._dialog is None:
            if not is_done:
                self._session.lines.tell(words)
        elif is_done:
            self._dialog.reminder.say(words)
        else:
            self._dialog.reminder.show_refused(words)

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        if self._changed:
            self._changed = False
            self.look_changed.emit()

    def _keep(self) -> None:
        self._settings.keep(self._session.refused.emit)


def _set_up(at: str, neutral: bool, file: Path) -> tuple[bool, str]:
    """Turn the reminder on or off; return whether that was done, and a sentence about it."""
    from cramp_journal.reminder import schedule  # noqa: PLC0415 - not for the first paint
    from cramp_journal.reminder.sentences import what_it_does  # noqa: PLC0415 - as above
    from cramp_journal.reminder.wished import MorningWish, keep_wish  # noqa: PLC0415 - as above

    try:
        keep_wish(MorningWish(at, neutral))
        if at:
            other = None if file == where_it_lies(journal_file()) else file
            return True, what_it_does(schedule.install(time.fromisoformat(at), other))
        schedule.take_away()
    except JournalError as error:
        with suppress(JournalError):
            keep_wish(MorningWish("", neutral))
        return False, str(error)
    return True, _("The reminder is off.")
