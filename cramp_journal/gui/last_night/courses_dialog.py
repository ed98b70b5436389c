"""What I take each day: supplements and medicines with their start and stop. They fill in the intakes of each night."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.medicines import named, study_findings, substances_of
from cramp_journal.exchange.numbers import written
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.last_night.dose_line import DoseLine
from cramp_journal.gui.last_night.substance_line import SubstanceLine
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.more_button import MoreButton
from cramp_journal.gui.widgets.still_hand import may_go_away
from cramp_journal.i18n import _, pgettext
from cramp_journal.labels import begun, capital, day, dose_of
from cramp_journal.labels import label as said
from cramp_journal.since import Since, day_meant
from cramp_journal.words import SubstanceKind, Unit

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_PIECE = 50  # courses shown at a time
_LARGE = 140  # % of the usual text size: from there on, the buttons of a course stand below it
_TIMES = ("morning", "evening")
_EARLIEST = date(1900, 1, 1)
_ROUGHLY = [each for each in Since if each != Since.ON_THE_DAY]  # one press adds, without a day


class CoursesDialog(ScrolledDialog):
    """The courses, each with a button that stops it, and a form for a new course."""

    course_added = Signal(object)  # in the exchange form
    course_stopped = Signal(str)  # the key
    course_ended = Signal(str, object)  # the key, and the last day on which it was taken
    course_removed = Signal(str)  # the key
    course_changed = Signal(str, object)  # the key, and what holds now, in the exchange form

    def __init__(self, parent: QWidget, courses: "Sequence[Values]", start: date, region: str = "") -> None:
        super().__init__(parent, _("What I take each day"))
        self._start = start
        self._changing: Values | None = None  # the course that is being changed
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
        if self._changing is not None and self._changing["id"] not in [each["id"] for each in courses]:
            self._show_ways(None)  # it was removed meanwhile; what was typed stays
        self._show()

    # ---------------------------------------------------------------- inside
    def _show(self) -> None:
        courses = self._courses[: self._more.room]
        self._more.show_left(len(self._courses) - len(courses))
        while self._list.inside.count() > 1:
            item = self._list.inside.takeAt(1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
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
        self._show_ways(None)

    def note_done(self, sentence: str) -> None:
        """Say what was recorded, where the next thing would be added; "" once it is undone."""
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))

    def note_refused(self, sentence: str) -> None:
        """Say why the course was not added; the typed text stays."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _line(self, course: "Values") -> QWidget:
        line = QWidget()
        large = theme().px(100) > _LARGE
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight, line)
        row.setContentsMargins(0, 0, 0, 0)
        since = since_in_words(course)
        stop = _("stopped {day}").format(day=day(course["stop"])) if course.get("stop") else ""
        words = [capital(what_in_words(course)), said(course.get("taken_at") or ""), since, stop]
        row.addWidget(text_label(" · ".join(word for word in words if word)), 1)
        name, key = course["substance"], course["id"]
        acts = [
            (_("Change…"), partial(self._on_change, course), "link", _("Change {what}: its name, dose or start")),
            (
                _("Remove"),
                partial(self.course_removed.emit, key),
                "link",
                _("Remove {what}: it was entered by mistake"),
            ),
        ]
        if not course.get("stop"):
            acts.insert(
                0, (pgettext("button", "Stop"), partial(self.course_stopped.emit, key), "", _("Stop {what} today"))
            )
        beside = QHBoxLayout()
        for text, act, kind, spoken in acts:
            made = button(text, act, kind)
            may_go_away(made)  # the row of another thing may come up in its place
            made.setAccessibleName(spoken.format(what=name))
            beside.addWidget(made)
        beside.addStretch(int(large))
        row.addLayout(beside)
        return line

    def _form(self) -> Card:
        card = self._form_card = Card(_("Add something"))
        self._substance.setPlaceholderText(_("such as magnesium citrate"))
        self._kind = ChipRow(_("Kind"), [(kind.value, said(kind)) for kind in SubstanceKind])
        self._kind.set_value(SubstanceKind.SUPPLEMENT.value)
        self._unit = ChipRow(_("Unit"), [(unit.value, said(unit)) for unit in Unit])
        self._unit.set_value(Unit.MG.value)
        self._when = ChipRow(_("When"), [(time, said(time)) for time in _TIMES])
        self._done = text_label("", "strong", is_news=True)
        self._done.hide()
        card.inside.addWidget(self._done)
        self._problem = text_label("", "problem")
        self._problem.hide()
        card.inside.addWidget(question(_("Name"), self._name_line))
        card.inside.addWidget(question(_("What is it?"), self._kind))
        card.inside.addWidget(question(_("Dose a day (may be left empty)"), self._dose_line))
        card.inside.addWidget(self._unit)
        card.inside.addWidget(question(_("When do you take it?"), self._when))
        card.inside.addWidget(self._problem)
        card.inside.addWidget(question(_("Since when do you take it?"), self._starts()))
        self._show_ways(None)
        return card

    def _starts(self) -> QWidget:
        """Make the ways to add: each says when it was begun, so that no day is invented."""
        self._day = DayChooser(_("The day on which you began"), _EARLIEST, self._start, past=True)
        self._from_day = button("", self._on_from_day)
        self._known_day = QWidget()
        known = FlowLayout(self._known_day)
        known.addWidget(self._day)
        known.addWidget(self._from_day)
        self._ended = button(_("I stopped on that day"), self._on_ended)
        known.addWidget(self._ended)
        self._from_night = button("", lambda: self._on_add(self._start, Since.ON_THE_DAY), "main")
        roughly = [button(capital(said(each)), partial(self._on_roughly, each)) for each in _ROUGHLY]
        self._as_before = button(_("As before; just put it right"), self._on_put_right)
        self._leave = button(_("Leave it as it was"), self.note_added)
        ways = QWidget()
        row = FlowLayout(ways)
        row.addWidget(self._from_night)
        self._by_day = button("", self._on_day_wanted)
        row.addWidget(self._by_day)
        for each in (*roughly, self._as_before, self._leave):
            row.addWidget(each)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ways)
        column.addWidget(self._known_day)
        return both

    def _show_ways(self, course: "Values | None") -> None:
        """Show how to add something, or how to change a course."""
        self._changing = course
        adds = course is None
        self._form_card.heading.setText(
            _("Add something") if course is None else _("Change {what}").format(what=course["substance"])
        )
        self._from_night.setText(_("Add from this night on") if adds else _("So from this night on"))
        self._by_day.setText(_("Since a day that I know…") if adds else _("Since, or until, a day that I know…"))
        self._from_day.setText(_("Add from that day on") if adds else _("So from that day on"))
        for each in (self._as_before, self._leave, self._ended):
            each.setVisible(not adds)
        self._known_day.hide()

    def _on_change(self, course: "Values") -> None:
        dose = course.get("dose")
        self.show_typed({"substance": course["substance"], "dose": "" if dose is None else written(dose)})
        self._kind.set_value(course["kind"])
        self._unit.set_value(course.get("unit") or Unit.MG.value)
        self._when.set_value(course.get("taken_at"))
        self.note_refused("")
        self._show_ways(course)
        self.see(self._form_card)
        self._substance.setFocus()

    def _on_put_right(self) -> None:
        if self._changing is not None:
            self._on_add(self._changing.get("start"), self._changing.get("start_said"))

    def _on_roughly(self, word: Since) -> None:
        self._on_add(day_meant(word, clock.today()), word)

    def _on_from_day(self) -> None:
        start = self._day.day
        if start is None:
            self.note_refused(_("Not added yet: see what is marked below."))
        else:
            self._on_add(start, Since.ON_THE_DAY)

    def _on_ended(self) -> None:
        course, last = self._changing, self._day.day
        if course is None:
            return
        if last is None:
            self.note_refused(_("Not changed yet: see what is marked below."))
            return
        if last > max(self._start, clock.today()):
            self.note_refused(_("Not changed yet: that day is still to come."))
        elif course.get("start") and last < course["start"]:
            self.note_refused(
                _("Not changed yet: you began it on {day}, after that day.").format(day=day(course["start"]))
            )
        else:
            self.course_ended.emit(course["id"], last)

    def _on_day_wanted(self) -> None:
        self._known_day.show()
        self._day.setFocus()
        self.see(self._known_day)

    def _on_add(self, start: date | None, word: str | None) -> None:
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
        course |= {"taken_at": self._when.value, "start": start and start.isoformat(), "start_said": word and str(word)}
        course = {name: value for name, value in course.items() if value is not None}
        if self._changing is not None:
            self.course_changed.emit(self._changing["id"], course)
        elif any(_same(each, course) for each in self._courses):
            self.note_refused(_("You take {what} already: press “Change…” beside it.").format(what=substance))
        else:
            self.course_added.emit(course)


def what_in_words(course: "Values") -> str:
    """Name what is taken, with its dose."""
    return f"{named(course['substance'])} {dose_of(course)}".strip()


def since_in_words(course: "Values") -> str:
    """Say since when something is taken; what an older version noted may be the day on which it was typed in."""
    start, word = course.get("start"), course.get("start_said")
    if isinstance(start, str):  # in the exchange form
        start = date.fromisoformat(start)
    if start is None and word in (None, Since.UNKNOWN):
        return "" if course.get("stop") else _("since when: not said")
    if start is not None and word is None:
        return _("noted on {day}: since when was not asked").format(day=day(start))
    return begun(start, word) if word == Since.FOR_YEARS else _("since {day}").format(day=begun(start, word))


def _same(known: "Values", new: "Values") -> bool:
    """Return whether a course would be taken beside another one of the same name at the same time of day."""
    names = [each["substance"].casefold() for each in (known, new)]
    return not known.get("stop") and names[0] == names[1] and known.get("taken_at") == new.get("taken_at")
