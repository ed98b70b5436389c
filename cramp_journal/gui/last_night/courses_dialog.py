"""What I take each day: supplements and medicines with their start and stop. They fill in the intakes of each night."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.medicines import named, study_findings, substances_of
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.last_night.dose_line import DoseLine
from cramp_journal.gui.last_night.substance_line import SubstanceLine
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.i18n import _
from cramp_journal.labels import capital, day, dose_of
from cramp_journal.labels import label as said
from cramp_journal.words import SubstanceKind, Unit

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_PIECE = 50  # courses shown at a time
_TIMES = ("morning", "evening")
_EARLIEST = date(1900, 1, 1)


class CoursesDialog(ScrolledDialog):
    """The courses, each with a button that stops it, and a form for a new course."""

    course_added = Signal(object)  # in the exchange form
    course_stopped = Signal(str)  # the key
    course_removed = Signal(str)  # the key

    def __init__(self, parent: QWidget, courses: "Sequence[Values]", start: date, region: str = "") -> None:
        super().__init__(parent, _("What I take each day"))
        self._start = start
        self._dose_line = DoseLine(region)
        self._name_line = SubstanceLine()
        self._substance, self._dose = self._name_line.field, self._dose_line.field
        self._list = Card()
        self._courses: Sequence[Values] = ()
        self._more = MoreButton(_PIECE)
        self._more.wanted.connect(self._show)
        self.add_card(self._list)
        self.add_card(self._more)
        self.add_card(self._form())
        self.show_courses(courses)

    def show_courses(self, courses: "Sequence[Values]") -> None:
        """List the courses again, the first ones of a long list."""
        self._courses = courses
        self._show()

    # ---------------------------------------------------------------- inside
    def _show(self) -> None:
        courses = self._courses[: self._more.room]
        self._more.show_left(len(self._courses) - len(courses))
        while self._list.inside.count() > 1:
            item = self._list.inside.takeAt(1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        if not courses:
            self._list.inside.addWidget(text_label(_("Nothing yet."), "quiet"))
        for course in courses:
            self._list.inside.addWidget(self._line(course))
            words = study_findings(course["substance"])
            if words or not substances_of(course["substance"]):
                unknown = _("This name is not known here: no notice looks at it.")
                self._list.inside.addWidget(text_label(words or unknown, "quiet"))

    def typed(self) -> dict[str, str]:
        """Return what was typed and not added; {} if there is nothing."""
        found = {"substance": self._substance.text(), "dose": self._dose.text()}
        return found if any(found.values()) else {}

    def show_typed(self, texts: Mapping[str, Any]) -> None:
        """Show what was typed and not added before."""
        for line, name in ((self._substance, "substance"), (self._dose, "dose")):
            line.setText(str(texts.get(name, "")))

    def note_added(self) -> None:
        """Clear the form: the journal has the course."""
        self._substance.clear()
        self._dose.clear()
        self._known_day.hide()

    def note_refused(self, sentence: str) -> None:
        """Say why the course was not added; the typed text stays."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _line(self, course: "Values") -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        unsaid = "" if course.get("stop") else _("since when: not said")
        since = _("since {day}").format(day=day(course["start"])) if course.get("start") else unsaid
        stop = _("stopped {day}").format(day=day(course["stop"])) if course.get("stop") else ""
        what = f"{capital(named(course['substance']))} {dose_of(course)}".strip()
        words = [what, said(course.get("taken_at") or ""), since, stop]
        row.addWidget(text_label(" · ".join(word for word in words if word)), 1)
        if not course.get("stop"):
            stop_it = button(_("Stop"), self._on_stop)
            stop_it.setAccessibleName(_("Stop {what} today").format(what=course["substance"]))
            stop_it.setProperty("key", course["id"])
            row.addWidget(stop_it)
        remove = button(_("Remove"), self._on_remove, "link")
        remove.setAccessibleName(_("Remove {what}: it was entered by mistake").format(what=course["substance"]))
        remove.setProperty("key", course["id"])
        row.addWidget(remove)
        return line

    def _form(self) -> Card:
        card = Card(_("Add something"))
        self._substance.setPlaceholderText(_("such as magnesium citrate"))
        self._kind = ChipRow(_("Kind"), [(kind.value, said(kind)) for kind in SubstanceKind])
        self._kind.set_value(SubstanceKind.SUPPLEMENT.value)
        self._unit = ChipRow(_("Unit"), [(unit.value, said(unit)) for unit in Unit])
        self._unit.set_value(Unit.MG.value)
        self._when = ChipRow(_("When"), [(time, said(time)) for time in _TIMES])
        self._problem = text_label("", "problem")
        self._problem.hide()
        card.inside.addWidget(question(_("Name"), self._name_line))
        card.inside.addWidget(question(_("What is it?"), self._kind))
        card.inside.addWidget(question(_("Dose a day (may be left empty)"), self._dose_line))
        card.inside.addWidget(self._unit)
        card.inside.addWidget(question(_("When do you take it?"), self._when))
        card.inside.addWidget(self._problem)
        card.inside.addWidget(question(_("Since when do you take it?"), self._starts()))
        return card

    def _starts(self) -> QWidget:
        """Make the ways to add: each says when it was begun, so that no day is invented."""
        self._day = DayChooser(_("The day on which you began"), _EARLIEST, self._start)
        self._from_day = button(_("Add from that day on"), lambda: self._on_add(self._day.day))
        self._known_day = QWidget()
        known = FlowLayout(self._known_day)
        known.addWidget(self._day)
        known.addWidget(self._from_day)
        self._known_day.hide()
        ways = QWidget()
        row = FlowLayout(ways)
        row.addWidget(button(_("Add from this night on"), lambda: self._on_add(self._start), "main"))
        row.addWidget(button(_("Since a day that I know…"), self._on_day_wanted))
        row.addWidget(button(_("Add; for longer, or not sure"), lambda: self._on_add(None)))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ways)
        column.addWidget(self._known_day)
        return both

    def _on_day_wanted(self) -> None:
        self._known_day.show()
        self._day.setFocus()
        self.see(self._known_day)

    def _on_add(self, start: date | None) -> None:
        self.note_refused("")
        substance, dose = self._name_line.name(), self._dose_line.dose()
        if substance is None or dose is None:
            self.note_refused(_("Not added yet: see what is marked above."))
            return
        if start is not None and start > max(self._start, clock.today()):
            self.note_refused(_("Not added yet: that day is still to come."))
            return
        amount, unit = dose
        if unit is not None:
            self._unit.set_value(unit.value)
        course = {"substance": substance, "kind": self._kind.value or SubstanceKind.SUPPLEMENT.value}
        course |= {"dose": amount, "unit": self._unit.value if amount is not None else None}
        course |= {"taken_at": self._when.value, "start": start and start.isoformat()}
        self.course_added.emit({name: value for name, value in course.items() if value is not None})

    def _on_stop(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.course_stopped.emit(pressed.property("key"))

    def _on_remove(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.course_removed.emit(pressed.property("key"))
