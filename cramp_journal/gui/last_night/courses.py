"""Opens the dialog of courses and saves its changes in the journal."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.session import edits
from cramp_journal.gui.session.drafts import COURSE
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.undo import Step
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
        self._dialog.course_ended.connect(partial(self._apply, edits.stop_course))
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

    def _on_changed_by_hand(self, key: str, course: dict[str, Any]) -> None:
        self._apply(edits.change_course, key, course)

    def _apply(self, change: Callable[..., list[Step]], *args: Any) -> None:
        self._refused = ""
        self._session.apply(change, *args)
        if self._dialog is not None:
            self._dialog.note_refused(self._refused) if self._refused else self._dialog.note_added()

    def _on_refused(self, sentence: str) -> None:
        self._refused = sentence

    def _on_stopped(self, key: str) -> None:
        self._session.apply(edits.stop_course, key, self._evening)

    def _on_removed(self, key: str) -> None:
        self._session.apply(edits.remove_course, key)

    def _on_changed(self) -> None:
        if self._dialog is not None:
            self._dialog.show_courses(self._courses())

    def _on_finished(self) -> None:
        if self._dialog is not None:
            typed = self._dialog.typed()
            self._session.drafts.keep(COURSE, typed) if typed else self._session.drafts.drop(COURSE)
            self._dialog.deleteLater()
            self._dialog = None
