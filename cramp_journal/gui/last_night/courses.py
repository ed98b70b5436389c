"""Opens the dialog of courses and saves its changes in the journal."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.session import edits
from cramp_journal.gui.session.drafts import COURSE
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.undo import Step
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.last_night.courses_dialog import CoursesDialog


class CoursesFlow(QObject):
    """Lives as long as the window; the dialog exists only while it is open."""

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._refused = ""  # why the journal did not accept a new course
        self._dialog: CoursesDialog | None = None
        self._evening = date.min
        self._told: object = None  # the change of which the status line tells
        session.changed.connect(self._on_changed)
        session.refused.connect(self._on_refused)

    def open(self, evening: date) -> None:
        """Show the courses; a new course starts on `evening`, and a stopped course ends with it."""
        if not self._session.is_open:
            return
        from cramp_journal.gui.last_night.courses_dialog import CoursesDialog  # noqa: PLC0415 - not for the first paint

        self._evening = evening
        self._dialog = CoursesDialog(self._window, self._courses(), evening, self._settings.region)
        self._dialog.show_typed(self._session.drafts.of(COURSE) or {})
        self._dialog.course_added.connect(self._on_added)
        self._dialog.course_stopped.connect(self._on_stopped)
        self._dialog.course_ended.connect(self._on_ended)
        self._dialog.course_removed.connect(self._on_removed)
        self._dialog.course_changed.connect(self._on_changed_by_hand)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _courses(self) -> list[dict[str, Any]]:
        names = ("id", "substance", "kind", "dose", "unit", "taken_at", "start", "start_said", "stop")
        found = [{name: getattr(course, name) for name in names} for course in self._session.journal().courses()]
        return sorted(found, key=lambda course: (course["stop"] is not None, course["substance"].casefold()))

    def _on_added(self, course: dict[str, Any]) -> None:
        self._apply(edits.add_course, course, self._evening)
        self._tell(_("Added: {what}, {since}."), course)

    def _on_changed_by_hand(self, key: str, course: dict[str, Any]) -> None:
        self._apply(edits.change_course, key, course)
        self._tell(_("Changed: {what}, {since}."), course)

    def _on_ended(self, key: str, last: date) -> None:
        before = self._course(key)
        self._apply(edits.stop_course, key, last)
        self._tell_stopped(before, last)

    def _tell_stopped(self, before: dict[str, Any], last: date) -> None:
        self._tell(_("Stopped: {what}, last taken on {day}."), before, day=day(last))

    def _tell(self, text: str, course: dict[str, Any], **more: str) -> None:
        """Say in the window's line, and in the dialog, what was just recorded; what was refused is said there."""
        from cramp_journal.gui.last_night.courses_dialog import since_in_words, what_in_words  # noqa: PLC0415 - as above

        if self._refused:
            return
        said = text.format(what=what_in_words(course), since=since_in_words(course), **more)
        self._told = self._session.last_change
        self._session.lines.tell_done(said)
        if self._dialog is not None:
            self._dialog.note_done(said)

    def _course(self, key: str) -> dict[str, Any]:
        return next((each for each in self._courses() if each["id"] == key), {"substance": ""})

    def _apply(self, change: Callable[..., list[Step]], *args: Any, of_form: bool = True) -> None:
        """Make a change; what is typed in the form stays there unless it was `of_form`."""
        self._refused = ""
        self._session.apply(change, *args)
        if self._dialog is not None and (of_form or self._refused):
            self._dialog.note_refused(self._refused) if self._refused else self._dialog.note_added()

    def _on_refused(self, sentence: str) -> None:
        self._refused = sentence

    def _on_stopped(self, key: str) -> None:
        before = self._course(key)
        self._apply(edits.stop_course, key, self._evening, of_form=False)
        self._tell_stopped(before, self._evening)

    def _on_removed(self, key: str) -> None:
        before = self._course(key)
        self._apply(edits.remove_course, key, self._evening, of_form=False)
        self._tell(_("Removed: {what}."), before)

    def _on_changed(self) -> None:
        if self._told is not None and self._session.last_change is not self._told:
            self._told = None
            self._session.lines.tell_done("")
            if self._dialog is not None:
                self._dialog.note_done("")
        if self._dialog is not None:
            self._dialog.show_courses(self._courses())

    def _on_finished(self) -> None:
        if self._dialog is not None:
            typed = self._dialog.typed()
            self._session.drafts.keep(COURSE, typed) if typed else self._session.drafts.drop(COURSE)
            self._dialog.deleteLater()
            self._dialog = None
