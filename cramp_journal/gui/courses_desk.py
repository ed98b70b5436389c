"""Opens the dialog of courses and carries what it wants to the journal."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.journal_bridge import JournalBridge

if TYPE_CHECKING:
    from cramp_journal.gui.dialogs.courses_dialog import CoursesDialog


class CoursesDesk(QObject):
    """Lives as long as the window; the dialog lives while it is open."""

    def __init__(self, window: QWidget, bridge: JournalBridge) -> None:
        super().__init__(window)
        self._window, self._bridge = window, bridge
        self._dialog: CoursesDialog | None = None
        self._evening = date.min
        bridge.changed.connect(self._on_changed)

    def open(self, evening: date) -> None:
        """Show what is taken; what is added counts from an evening on, what is stopped ends with it."""
        if not self._bridge.is_open:
            return
        from cramp_journal.gui.dialogs.courses_dialog import CoursesDialog  # noqa: PLC0415 - not for the first paint

        self._evening = evening
        self._dialog = CoursesDialog(self._window, self._courses(), evening)
        self._dialog.course_added.connect(self._bridge.add_course)
        self._dialog.course_stopped.connect(self._on_stopped)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _courses(self) -> list[dict[str, Any]]:
        names = ("id", "substance", "dose", "unit", "taken_at", "start", "stop")
        found = [{name: getattr(course, name) for name in names} for course in self._bridge.courses()]
        return sorted(found, key=lambda course: (course["stop"] is not None, course["substance"].casefold()))

    def _on_stopped(self, key: str) -> None:
        self._bridge.stop_course(key, self._evening)

    def _on_changed(self) -> None:
        if self._dialog is not None:
            self._dialog.show_courses(self._courses())

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
