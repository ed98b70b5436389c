"""The night that the page shows, its saving status, and the buttons for the nights before and after it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.formats import month_name
from cramp_journal.gui.announce import announce
from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import AT_SIGHT, button, text_label
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import dated_night, night_title
from cramp_journal.words import entered_late, last_evening

_STATUS = 170  # pixels at 100 % text: what a short status needs
_GAPS = 8  # between the parts of the one row


class NightHeader(QWidget):
    """The title of a night, with its buttons and its saving status."""

    earlier_wanted = Signal()
    later_wanted = Signal()
    last_night_wanted = Signal()
    undo_wanted = Signal()
    move_wanted = Signal()  # the night belongs to another evening
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._evening = date.min
        self._stacked, self._status_room = False, theme().px(_STATUS)
        self._told = ""  # the status that a screen reader said last
        colours = theme().palette
        self.earlier = QPushButton(icon("chevron-left", colours.text), "")
        self.earlier.setAccessibleName(_("The night before"))
        self.earlier.setAccessibleDescription(_("Alt+Left"))
        self.earlier.setToolTip(_("The night before (Alt+Left)"))
        self.later = QPushButton(icon("chevron-right", colours.text), "")
        self.later.setAccessibleName(_("The night after"))
        self.later.setAccessibleDescription(_("Alt+Right"))
        self.later.setToolTip(_("The night after (Alt+Right)"))
        for each in (self.earlier, self.later):
            role(each, "bare")
        self._title = text_label("", "title", wraps=False)
        self._dates = text_label("", "lead", wraps=False)
        self._back = QPushButton(_("Back to last night"))
        role(self._back, "link")
        self._back.hide()
        self._saved = text_label("", "quiet", wraps=False)
        self.undo = QPushButton(icon("undo-2", colours.accent), _("Undo"))
        self.undo.setToolTip(_("Ctrl+Z; Ctrl+Y does it again"))
        self.undo.setEnabled(False)
        role(self.undo, "link")
        self.undo.setProperty(AT_SIGHT, True)  # noqa: FBT003
        self._problem = text_label("", "problem")
        self._problem.hide()
        self._walk = QHBoxLayout()
        self._walk.addWidget(self.earlier)
        self._walk.addWidget(self._dates)
        self._walk.addWidget(self.later)
        self._walk.addStretch(1)
        self._which = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._which.addWidget(self._title)
        self._which.addLayout(self._walk, 1)
        status = QHBoxLayout()
        status.addWidget(self._saved, 1)
        status.addWidget(self.undo)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.addStretch(1)
        self._tools.addWidget(self._back)
        self._tools.addLayout(status)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(self._which)
        self._row.addLayout(self._tools, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addWidget(self._problem)
        self._column = column
        self._ahead: QWidget | None = None
        self._back.clicked.connect(self.last_night_wanted)
        self.earlier.clicked.connect(self.earlier_wanted)
        self.later.clicked.connect(self.later_wanted)
        self.undo.clicked.connect(self.undo_wanted)

    def show_night(
        self, evening: date, night: Mapping[str, Any] | None, *, tonight: bool, ahead: bool, newest: bool
    ) -> None:
        """Show the night's title, and whether it is recorded (`night` is in the exchange form).

        The newest night has no later one. A night that is `ahead`, after today, is marked and can be corrected.
        """
        is_other, self._evening = evening != self._evening, evening
        last = last_evening(clock.now())
        last_night, earlier, now, to_come = _titles()
        earlier = last_night if evening == last else earlier
        self._title.setText(now if evening == clock.today() else to_come if ahead else earlier)
        far = ahead or evening.year != last.year
        self._dates.setText(dated_night(evening) if far else night_title(evening))
        if is_other:
            self._told = ""
            self._say_night()
        self._back.setVisible(evening != last)
        self.later.setEnabled(not newest)
        self._problem.hide()
        ahead_there = ahead and night is not None
        if ahead_there and self._ahead is None:
            self._ahead = self._made_ahead()
            self._column.addWidget(self._ahead)
        if self._ahead is not None:
            self._ahead.setVisible(ahead_there)
        late = night and entered_late(evening, night.get("entered_at"), night.get("entered_offset"))
        said = (_("Saved ✓ entered later") if late else _("Saved ✓")) if night else _("Not recorded")
        self.say(_("This night is still to come.") if (tonight or ahead) and not night else said)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_night()

    def _say_night(self) -> None:
        announce(_("Night of {night}").format(night=self._dates.text()), self._dates)

    def _made_ahead(self) -> QWidget:
        """Make the line about a night after today, which hardly any journal needs."""
        words = text_label(
            _("This night is after today: was the clock wrong when it was entered? No figure counts it.")
        )
        line, both = QHBoxLayout(), QWidget()
        both.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        for text, wish in ((_("Move it…"), self.move_wanted), (_("Remove it"), self.remove_wanted)):
            made = button(text, wish.emit)
            made.setProperty(AT_SIGHT, True)  # noqa: FBT003
            line.addWidget(made)
        return both

    def say_removed(self, evening: date, count: int) -> None:
        """Say, beside Undo, how many cramps the night just lost."""
        if evening == self._evening:
            lost = ngettext("{n} cramp removed", "{n} cramps removed", count).format(n=count)
            self.say(f"{self._saved.text()} · {lost}")

    def note_undo(self, can_undo: bool, _can_redo: bool) -> None:
        """Offer Undo if there is something to undo."""
        self.undo.setEnabled(can_undo)

    @property
    def said(self) -> str:
        """The text of the saving status."""
        return self._saved.text()

    def say(self, text: str) -> None:
        """Show a saving status."""
        self._saved.setText(text)
        self._wrap_status()
        if text not in (self._told, _("Saving…")):  # who goes on typing hears it once
            self._told = text
            announce(text, self._saved)

    def say_unheard(self) -> None:
        """Say why letters did nothing."""
        self.say(_("Letters were typed, but no field had the keys: nothing was logged."))

    def complain(self, sentence: str) -> None:
        """Show a problem; "" clears it."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def arrange(self, room: int, *, stacked: bool) -> None:
        """Use two rows if all does not fit into `room` pixels, and if there is very little (`stacked`), one for each.

        The longest title and date count, not those that are shown: going from night to night, nothing moves.
        """
        title, dates = _widest(self._title, _titles()), _widest(self._dates, _long_dates(self._dates))
        others = sum(each.sizeHint().width() for each in (self.earlier, self.later, self._back, self.undo))
        gaps = _GAPS * max(0, self._row.spacing())
        narrow = room < title + dates + others + theme().px(_STATUS) + gaps
        self._stacked = stacked
        self._status_room = room - others - gaps if narrow else theme().px(_STATUS)
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(below if narrow else beside)
        self._which.setDirection(below if stacked else beside)
        self._tools.setDirection(below if stacked else beside)
        self._dates.setWordWrap(stacked)
        self._title.setMinimumWidth(0 if stacked else title)
        self._dates.setMinimumWidth(0 if stacked else dates)
        self._wrap_status()
        self._walk.setStretch(self._walk.indexOf(self._dates), int(stacked))  # a text that wraps asks for little room
        self._walk.setStretch(self._walk.count() - 1, int(not stacked))

    def _wrap_status(self) -> None:
        """Break a long status into two lines, so that it never makes the page wider than the window."""
        self._saved.ensurePolished()
        needed = self._saved.fontMetrics().horizontalAdvance(self._saved.text())
        is_long = needed > self._status_room
        self._saved.setWordWrap(self._stacked or is_long)
        self._saved.setMinimumWidth(self._status_room if is_long and not self._stacked else 0)


def _titles() -> tuple[str, ...]:
    return _("Last night"), _("Earlier night"), _("Tonight"), _("Night to come")


def _long_dates(label: QLabel) -> Iterator[str]:
    """Yield what a label may say of the nights of the month with the widest name."""
    longest = max(range(1, 13), key=lambda number: label.fontMetrics().horizontalAdvance(month_name(number)))
    return (night_title(date(2025, longest, day)) for day in range(10, 28))


def _widest(label: QLabel, texts: Iterable[str]) -> int:
    """Return the width that the widest of some texts needs: the arrows beside it then stay where they are."""
    label.ensurePolished()
    return max(map(label.fontMetrics().horizontalAdvance, texts)) + theme().px(6)
