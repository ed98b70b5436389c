"""How long did it last? Asked if no clock knows: it was forgotten, or the program had ended before the cramp did."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.exchange.typed_time import clearly, clock_in
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import question, text_label
from cramp_journal.gui.widgets.exact_rows import said_no_time
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.i18n import _, language_code, ngettext
from cramp_journal.labels import capital, clock_text
from cramp_journal.labels import label as words_for
from cramp_journal.words import ROUGH_LENGTHS, Timing

_LONGEST = 86_400  # seconds
_WITHIN_A_MINUTE = 30  # seconds: it ended within the minute in which it began
_TOO_SOON = 1.0  # seconds: a second press of the button that led here is not an answer
_FIELD = 84  # pixels at 100 % text


class LengthQuestion(QWidget):
    """The question about a cramp's length. Each answer is one press; `make` makes a button with a text."""

    answered = Signal(object, object)  # the seconds and the Timing; None, None if nobody knows
    goes_on = Signal()  # the cramp has not ended
    not_logged = Signal()
    last_night = Signal()  # its start is unknown too: the computer's clock was wrong

    def __init__(self, make: Callable[[str], QPushButton]) -> None:
        super().__init__()
        self._make = make
        self._began = self._now = clock.now()
        self._ran = 0
        self._asked_at = 0.0
        self._build()

    # ---------------------------------------------------------------- what its page calls
    def ask(self, began: datetime, now: datetime, ran: int | None, *, may_go_on: bool, is_certain: bool = True) -> None:
        """Ask about a cramp.

        `ran` is what its clock showed. Without `is_certain`, the start of the cramp is doubtful too.
        """
        self._began, self._now, self._ran, self._asked_at = began, now, ran or 0, clock.seconds()
        to_come = now < began
        for button in self._rough:
            button.setVisible(is_certain or not to_come)
        self._over_at.setVisible(not to_come)
        self._really.setVisible(1 <= self._ran <= _LONGEST)
        self._really.setText(_("Really {length}").format(length=in_short(self._ran)))
        self._unknown.setVisible(is_certain or not to_come)
        self._last_night.setVisible(not is_certain)
        self._goes_on.setVisible(may_go_on)
        self._field.clear()
        self._say("")

    @property
    def stops(self) -> list[QWidget]:
        """All answers that are shown, in their order."""
        all_ = [*self._rough, self._field, self._then, *self._others]
        return [each for each in all_ if each.isVisibleTo(self)]

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        gap = theme().roomy_px(10)
        self._rough = [
            self._button(capital(words_for(each.name)), partial(self.answered.emit, each.value, Timing.GUESS.value))
            for each in ROUGH_LENGTHS
        ]
        self._field = QLineEdit()
        self._field.setPlaceholderText("03:10")
        self._field.setAccessibleName(_("Or it was over at"))
        self._field.setFixedWidth(theme().px(_FIELD))
        self._field.returnPressed.connect(self._on_time)
        self._then = self._button(_("That is when"), self._on_time)
        self._problem = text_label("", "problem")
        self._problem.hide()
        self._really = self._button("", self._on_really)
        self._unknown = self._button(_("I don't know how long"), self._on_unknown)
        self._last_night = self._button(_("Some time last night"), self.last_night.emit)
        self._goes_on = self._button(_("It is still going on"), self.goes_on.emit)
        self._not_logged = self._button(_("Don't log it"), self.not_logged.emit)
        self._others = [self._really, self._unknown, self._last_night, self._goes_on, self._not_logged]
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(gap)
        self._over_at = question(_("Or it was over at"), flowing(self._field, self._then, gap=gap))
        lines.addWidget(flowing(*self._rough, gap=gap))
        lines.addWidget(self._over_at)
        lines.addWidget(self._problem)
        lines.addWidget(flowing(*self._others, gap=gap))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        made = self._make(text)

        def press() -> None:
            if clock.seconds() - self._asked_at >= _TOO_SOON:
                act()

        made.clicked.connect(press)
        return made

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    # ---------------------------------------------------------------- slots
    def _on_really(self) -> None:
        self.answered.emit(self._ran, Timing.CLOCK.value)

    def _on_unknown(self) -> None:
        self.answered.emit(None, None)

    def _end(self, reading: str) -> datetime:
        """Return the moment at which the cramp was over; the minute in which it began is its earliest end."""
        hours, minutes = map(int, reading.split(":"))
        over = self._began.replace(hour=hours, minute=minutes, second=0)
        return over if over >= self._began.replace(second=0) else over + timedelta(days=1)

    def _on_time(self) -> None:
        found = clock_in(self._field.text(), language_code(), by_night=False).readings
        if not found:
            self._say(said_no_time())
            return
        ends = {reading: self._end(reading) for reading in found}
        begun = self._began.replace(second=0)
        fitting = [reading for reading in found if ends[reading] <= self._now or ends[reading] == begun]
        if len(fitting) > 1:
            ways = map(clearly, fitting)
            self._say(_("Is that {first} or {second}? Write it so.").format(first=next(ways), second=next(ways)))
            return
        if not fitting:
            self._say(_("That is later than now. It began at {time}.").format(time=clock_text(f"{self._began:%H:%M}")))
            return
        over = ends[fitting[0]]
        seconds = _WITHIN_A_MINUTE if over == begun else round((over - self._began).total_seconds())
        self.answered.emit(seconds, Timing.GUESS.value)


def in_hours(seconds: int) -> str:
    """Return a long duration in words, such as "6 hours and 10 minutes"."""
    hours, minutes = divmod(round(seconds / 60), 60)
    of_hours = ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    of_minutes = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    if not hours:
        return of_minutes
    return _("{hours} and {minutes}").format(hours=of_hours, minutes=of_minutes) if minutes else of_hours


def in_short(seconds: int) -> str:
    """Return a long duration in short form, such as "6 h 10 min"."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return _("{m} min").format(m=minutes)
    return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{h} h").format(h=hours)
