"""Last night: the page for one night. What is entered is saved as one goes."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.gui.journal_bridge import JournalBridge, Values
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import label
from cramp_journal.gui.widgets.cramps_column import CrampsColumn
from cramp_journal.gui.widgets.factors_card import FactorsCard
from cramp_journal.gui.widgets.fortnight_card import FortnightCard
from cramp_journal.gui.widgets.intakes_card import IntakesCard
from cramp_journal.gui.widgets.night_strip import Nights
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.words import State, last_evening

_AFTER_TYPING = 500  # milliseconds of rest before what was entered is saved
_ONE_COLUMN = 860  # pixels at 100 % text: below, the columns stand under each other
_UNSHOWN = (
    "left_out",
    "entered_at",
    "minutes_awake",
    "sleep_disturbance",
)  # no widget here: kept as they came


class LogPage(Page):
    """One night. It is unknown until the person says "No cramps" or "I had cramps"."""

    night_submitted = Signal(object)  # Values
    night_wanted = Signal(object)  # an evening that should be shown
    undo_requested = Signal()

    def __init__(self, bridge: JournalBridge, temperature_unit: str = "c") -> None:
        super().__init__()
        self._bridge = bridge
        self.evening = last_evening(clock.now())
        self._kept: Values = {}  # what stands for this night and has no widget here
        self._sending = False
        self._build(temperature_unit)
        self._connect()
        self.show_night(self.evening, None)

    # ---------------------------------------------------------------- what the window calls
    def show_first_look(self, nights: Nights, values: Values | None) -> None:
        """Show what the first look found, before the journal is open."""
        self.show_night(self.evening, values)
        self._fortnight.show_nights(nights, self.evening)

    def show_night(self, evening: date, values: Values | None) -> None:
        """Show a night, in the exchange form; None where it is not recorded."""
        self.flush()
        self.evening = evening
        self._title.setText(_("Night of {night}").format(night=night_title(evening)))
        self._next.setEnabled(evening < clock.today())
        found = values or {}
        self._kept = {name: value for name, value in found.items() if name in _UNSHOWN}
        self._column.set_values(found)
        self._factors.set_values(found)
        self._show_intakes(found.get("intakes"))
        self._show_state(found.get("state"))
        self._saved.setText(_("Saved ✓") if values else _("Not recorded"))
        self._problem.hide()

    def refresh(self) -> None:
        """Show what the journal holds, unless it is this page that just changed it."""
        if not self._bridge.is_open:
            return
        nights = {night.evening: (night.count, night.left_out) for night in self._bridge.figures()[-60:]}
        self._fortnight.show_nights(nights, last_evening(clock.now()))
        if not self._sending and not self._timer.isActive():
            own = [factor["name"] for factor in self._bridge.contents()["factors"] if not factor.get("hidden")]
            self._factors.set_own(own)
            self.show_night(self.evening, self._bridge.night(self.evening))

    def take_focus(self) -> None:
        """Go to the first answer."""
        self._clear.setFocus()

    def flush(self) -> None:
        """Save at once what waits to be saved."""
        if self._timer.isActive():
            self._timer.stop()
            self._submit()

    def note_saved(self, evening: date) -> None:
        """Say that a night is on the disk."""
        if evening == self.evening:
            self._problem.hide()
            self._saved.setText(_("Saved ✓ {time}").format(time=clock.now().strftime("%H:%M")))

    def note_refused(self, sentence: str) -> None:
        """Say why a night was not saved; what was entered stays on the screen."""
        self._saved.setText(_("Not saved"))
        self._problem.setText(sentence)
        self._problem.show()
        self.see(self._problem)

    def note_undo(self, can_undo: bool, _can_redo: bool) -> None:
        """Offer Undo where there is something to undo."""
        self._undo.setEnabled(can_undo)

    # ---------------------------------------------------------------- inside
    def _build(self, temperature_unit: str) -> None:
        colours = theme().palette
        self._previous = QPushButton(icon("chevron-left", colours.text), "")
        self._previous.setAccessibleName(_("The night before"))
        self._next = QPushButton(icon("chevron-right", colours.text), "")
        self._next.setAccessibleName(_("The night after"))
        for button in (self._previous, self._next):
            role(button, "icon")
        self._title = label("", "title")
        self._saved = label("", "quiet", wraps=False)
        self._undo = QPushButton(icon("undo-2", colours.text), _("Undo"))
        self._undo.setEnabled(False)
        which = QHBoxLayout()
        which.addWidget(self._previous)
        which.addWidget(self._title, 1)
        which.addWidget(self._next)
        tools = QHBoxLayout()
        tools.addStretch(1)
        tools.addWidget(self._saved)
        tools.addWidget(self._undo)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(which, 3)
        self._head.addLayout(tools, 2)
        self.body.addLayout(self._head)

        self._clear = QPushButton(_("No cramps"))
        self._clear.setToolTip(_("Key: N"))
        self._cramps = QPushButton(_("I had cramps"))
        self._cramps.setToolTip(_("Key: C"))
        states = QHBoxLayout()
        states.setSpacing(14)
        for button, kind in ((self._clear, "state"), (self._cramps, "state-cramps")):
            button.setCheckable(True)
            role(button, kind)
            states.addWidget(button, 1)
        self.body.addLayout(states)
        self._problem = label("", "problem")
        self._problem.hide()
        self.body.addWidget(self._problem)

        self._column = CrampsColumn()
        self._factors = FactorsCard(temperature_unit)
        self._intakes = IntakesCard()
        self._fortnight = FortnightCard()
        self._left, self._right = _column(self._column), _column(self._fortnight, self._intakes)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(14)
        self._columns.addLayout(self._left, 3)
        self._columns.addLayout(self._right, 2)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_TYPING)

    def _connect(self) -> None:
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._undo.clicked.connect(self.undo_requested)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._cramps.clicked.connect(self._on_cramps_clicked)
        self._column.changed.connect(self._on_edited)
        self._column.emptied.connect(self._on_emptied)
        self._factors.changed.connect(self._on_edited)
        self._intakes.changed.connect(self._on_edited)
        self._fortnight.night_chosen.connect(self.night_wanted)
        self._timer.timeout.connect(self._submit)
        for key, button in (("N", self._clear), ("C", self._cramps)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        for key, button in (("Alt+Left", self._previous), ("Alt+Right", self._next)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_ONE_COLUMN)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        self._columns.setDirection(direction)

    def _values(self) -> dict[str, Any]:
        values = self._kept | self._column.values() | self._factors.values()
        values["evening"] = self.evening.isoformat()
        values["state"] = (State.CRAMPS if self._cramps.isChecked() else State.CLEAR).value
        intakes = self._intakes.values()
        return values | ({"intakes": intakes} if intakes else {})

    def _submit(self) -> None:
        self._timer.stop()
        if not (self._clear.isChecked() or self._cramps.isChecked()):
            return
        self._saved.setText(_("Saving…"))
        self._sending = True
        try:
            self.night_submitted.emit(self._values())
        finally:
            self._sending = False

    def _show_state(self, state: str | None) -> None:
        self._clear.setChecked(state == State.CLEAR)
        self._cramps.setChecked(state == State.CRAMPS)
        count = len(self._column.cards)
        side = self._right if count else self._left  # a clear night leaves room on the left
        if side.indexOf(self._factors) < 0:
            side.insertWidget(side.count() - 1, self._factors)
        self._cramps.setText(_("I had cramps · {n}").format(n=count) if count else _("I had cramps"))

    def _show_intakes(self, taken: list[Values] | None) -> None:
        offered: list[Values] = []
        if self._bridge.is_open:
            for course in self._bridge.contents()["courses"]:
                start, stop = course.get("start", ""), course.get("stop", "9999")
                if start <= self.evening.isoformat() <= stop:
                    offered.append({name: course[name] for name in ("substance", "dose", "unit") if name in course})
        self._intakes.show_intakes(offered, taken if taken is not None else [])

    def _on_edited(self) -> None:
        chosen = self._clear.isChecked() or self._cramps.isChecked()
        self._show_state(None if not chosen else State.CRAMPS if self._cramps.isChecked() else State.CLEAR)
        if chosen:
            self._saved.setText(_("Saving…"))
            self._timer.start()
        else:
            self._saved.setText(_("Say first: no cramps, or cramps?"))

    def _on_clear_clicked(self) -> None:
        self._column.clear()
        self._show_state(State.CLEAR)
        self._submit()

    def _on_cramps_clicked(self) -> None:
        if not self._column.cards:
            self._column.add()
        self._show_state(State.CRAMPS)
        self._submit()

    def _on_emptied(self) -> None:
        self._column.add()  # "I had cramps" stays true until the person says otherwise

    def _on_previous_clicked(self) -> None:
        self.night_wanted.emit(self.evening - timedelta(days=1))

    def _on_next_clicked(self) -> None:
        self.night_wanted.emit(self.evening + timedelta(days=1))


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
