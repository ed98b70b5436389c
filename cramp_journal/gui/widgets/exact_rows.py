"""When and how long: rough answers in a row, with a field beside them for exact ones.

The stored value says how precise it is; a rough value is never shown as an exact one.
"""

import re
from datetime import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cramp_journal.exchange.numbers import plain_digits, readings
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.joined_row import JoinedRow
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve, said_taken_out
from cramp_journal.i18n import _, language_code
from cramp_journal.labels import clock_text
from cramp_journal.words import PARTS_OF_NIGHT, ROUGH_LENGTHS, Rough, TimePrecision, Timing

if TYPE_CHECKING:  # not for the first paint
    from cramp_journal.exchange.typed_time import TypedTime

_EXACT, _UNKNOWN = "exact", "unknown"
_LONGEST = 86_400  # seconds


class _ExactRow(QWidget):
    """Answers in a row, the last of which opens a field above the row."""

    edited = Signal()

    def __init__(self, name: str, rough: tuple[Rough, ...], exact: str, hint: str, *, unknown: bool) -> None:
        super().__init__()
        options: list[tuple[Any, str]] = [(each.name, in_few_letters(each.name)) for each in rough]
        if unknown:
            options.append((_UNKNOWN, _("Not sure")))
        self._row = JoinedRow(name, [*options, (_EXACT, exact)])
        self._field = QLineEdit()
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(f"{name} {exact}")
        self._field.setMinimumHeight(TARGET)
        self._field.setMaximumWidth(theme().px(180))
        room = self._field.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # nothing moves when it is shown
        self._field.setSizePolicy(room)
        self._problem = Aside(self._field)
        line = QHBoxLayout()
        line.addWidget(text_label(name, "asked", wraps=False))
        line.addWidget(self._problem, 1)
        line.addStretch(0)
        line.addWidget(self._field)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        both.addLayout(line)
        both.addWidget(self._row)
        self._ways = QHBoxLayout()
        self._way_buttons: list[QPushButton] = []
        both.addLayout(self._ways)
        self._row.chosen.connect(self._on_chosen)
        Sieve(self._field).took_out.connect(self._on_taken_out)
        self._field.textEdited.connect(self._on_typed)
        self._show()

    def refused(self) -> str:
        """Return typed text that was not understood; "" if there is none."""
        return self._field.text() if self.fault() else ""

    def fault(self) -> str:
        """Return what is wrong with the typed text."""
        return self._fault() if self._row.value == _EXACT else ""

    def show_refused(self, text: str) -> None:
        """Show refused text again, without emitting a signal."""
        self._row.set_value(_EXACT)
        self._field.setText(text)
        self._show()

    def _show(self) -> None:
        exact = self._row.value == _EXACT
        self._field.setVisible(exact)
        self._problem.say(self.fault())
        self._offer(self._meanings() if exact else [])

    def _offer(self, meanings: list[tuple[str, str]]) -> None:
        """Show a button for each meaning of the typed text: what it says, and the text that has this meaning only."""
        while len(self._way_buttons) < len(meanings):
            button = QPushButton()
            button.setAutoDefault(True)
            button.setMinimumHeight(TARGET)
            button.clicked.connect(self._on_way)
            self._ways.insertWidget(len(self._way_buttons), button)
            self._way_buttons.append(button)
            if len(self._way_buttons) == 1:
                self._ways.addStretch(1)  # after them
        for place, button in enumerate(self._way_buttons):
            button.setVisible(place < len(meanings))
            if place < len(meanings):
                button.setText(meanings[place][0])
                button.setProperty("means", meanings[place][1])

    def _on_way(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self._field.setText(pressed.property("means"))
            self._field.setFocus()
            self._on_typed()

    def _meanings(self) -> list[tuple[str, str]]:
        return []

    def _on_chosen(self) -> None:
        self._show()
        if self._row.value == _EXACT:
            self._field.setFocus()
        self.edited.emit()

    def _on_typed(self) -> None:
        self._show()
        self.edited.emit()

    def _on_taken_out(self) -> None:
        self._show()
        if not self.fault():
            self._problem.say(said_taken_out())

    def _fault(self) -> str:
        raise NotImplementedError


class TimeRow(_ExactRow):
    """The time of a cramp."""

    def __init__(self) -> None:
        super().__init__(_("When?"), PARTS_OF_NIGHT, _("Time…"), clock_text("03:10"), unknown=True)
        self._loaded: dict[str, Any] = {}
        self._as_loaded = ""

    def values(self) -> dict[str, Any]:
        """Return time and precision: the stored ones if the text is not understood, nothing if the time is unknown."""
        chosen = self._row.value
        if chosen == _EXACT:
            text = self._field.text()
            if text.strip() and (self.refused() or text == self._as_loaded):
                return dict(self._loaded)
            typed = _clock(text)
            kind = TimePrecision.ABOUT if typed.about else TimePrecision.EXACT
            return {"time": typed.readings[0], "time_precision": kind.value} if typed.readings else {}
        rough = next((each for each in PARTS_OF_NIGHT if each.name == chosen), None)
        return {"time": rough.value, "time_precision": TimePrecision.PART_OF_NIGHT.value} if rough else {}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show the time of a cramp."""
        time, precision = values.get("time"), values.get("time_precision")
        self._loaded = {"time": time, "time_precision": precision or TimePrecision.EXACT.value} if time else {}
        self._as_loaded = ""
        rough = next((each.name for each in PARTS_OF_NIGHT if each.value == time), None)
        if time is None:
            self._row.set_value(None)
        elif precision == TimePrecision.PART_OF_NIGHT and rough:
            self._row.set_value(rough)
        else:
            self._row.set_value(_EXACT)
            self._as_loaded = clock_text(time)
            self._field.setText(self._as_loaded)
        self._show()

    def _fault(self) -> str:
        text = self._field.text()
        if not text.strip() or text == self._as_loaded:
            return ""
        found = _clock(text).readings
        if len(found) > 1:
            ways = [time_of_day(time.fromisoformat(each)) for each in found]
            return _("Is that {first}, or {second}?").format(first=ways[0], second=ways[1])
        return "" if found else said_no_time()

    def _meanings(self) -> list[tuple[str, str]]:
        from cramp_journal.exchange.typed_time import clearly  # noqa: PLC0415 - not for the first paint

        text = self._field.text()
        found = () if text == self._as_loaded else _clock(text).readings
        return [(time_of_day(time.fromisoformat(each)), clearly(each)) for each in found if len(found) > 1]


class LengthRow(_ExactRow):
    """How long a cramp lasted."""

    def __init__(self) -> None:
        super().__init__(_("How many minutes?"), ROUGH_LENGTHS, _("Exact…"), _("2 or 2:30"), unknown=False)
        self._loaded: dict[str, Any] = {}
        self._as_loaded = ""
        self._rough: Rough | None = None  # the rough answer before the exact length was asked for

    def values(self) -> dict[str, Any]:
        """Return the length and how it is known: the stored ones if the text is unclear, nothing if there is none."""
        chosen, text = self._row.value, self._field.text()
        if chosen == _EXACT and text and (text == self._as_loaded or self.refused()):
            return dict(self._loaded)
        if chosen == _EXACT and seconds_in(text):
            return {"seconds": seconds_in(text)}
        rough = self._rough if chosen == _EXACT and not text else None
        rough = rough or next((each for each in ROUGH_LENGTHS if each.name == chosen), None)
        return {"seconds": rough.value, "timing": Timing.GUESS.value} if rough else {}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show the length of a cramp."""
        seconds, timing = values.get("seconds"), values.get("timing")
        self._loaded = {name: values[name] for name in ("seconds", "timing") if values.get(name) is not None}
        self._rough = None
        rough = next((each.name for each in ROUGH_LENGTHS if each.value == seconds), None)
        if seconds is None:
            self._row.set_value(None)
        elif rough and timing == Timing.GUESS:
            self._row.set_value(rough)
        else:
            self._row.set_value(_EXACT)
            minutes, rest = divmod(int(seconds), 60)
            self._as_loaded = f"{minutes}:{rest:02}" if rest else str(minutes)
            self._field.setText(self._as_loaded)
        self._show()

    @property
    def is_exact(self) -> bool:
        """Whether the field has a length."""
        return self._row.value == _EXACT and bool(seconds_in(self._field.text()))

    def ask_exact(self) -> None:
        """Ask what the clock said; until that is typed, the rough answer stays."""
        self._rough = next((each for each in ROUGH_LENGTHS if each.name == self._row.value), self._rough)
        self._row.set_value(_EXACT)
        self._field.clear()
        self._show()
        self._field.setFocus()

    def _fault(self) -> str:
        text = self._field.text().strip()
        return "" if not text or seconds_in(text) else _("A length is written like 2 or 2:30 (minutes).")


def in_few_letters(name: str) -> str:
    """Say a rough answer in the few letters that a joined row has room for."""
    return {
        "going_to_bed": _("Bedtime"),
        "before_midnight": _("Before 12"),
        "12_to_2": _("12–2"),
        "2_to_4": _("2–4"),
        "4_to_6": _("4–6"),
        "on_waking": _("Waking"),
        "under_1": _("Under 1"),
        "1_to_3": _("1–3"),
        "3_to_10": _("3–10"),
        "over_10": _("Over 10"),
    }[name]


def clock_time(text: str) -> str | None:
    """Read a time of day as a person may type it; return None if it is none, or has two meanings."""
    found = _clock(text).readings
    return found[0] if len(found) == 1 else None


def time_of_day(moment: time) -> str:
    """Say a time so that nobody takes it for the other half of the day, such as "11:30 in the morning"."""
    if moment.hour < 5 or moment.hour >= 22:
        text = _("{time} at night")
    elif moment.hour < 12:
        text = _("{time} in the morning")
    elif moment.hour < 18:
        text = _("{time} in the afternoon")
    else:
        text = _("{time} in the evening")
    return text.format(time=clock_text(f"{moment:%H:%M}").split(" ")[0])


def said_no_time() -> str:
    """Say that a time was not understood."""
    return _("A time is written like 03:10, 3.10 am or half past three.")


def _clock(text: str) -> "TypedTime":
    from cramp_journal.exchange.typed_time import clock_in  # noqa: PLC0415 - not for the first paint

    return clock_in(text, language_code())


def seconds_in(text: str) -> int | None:
    """Read a length as a person may type it: 2, 2.5, ½ or 2:30 (minutes), 2m30s, 45s. Return None if it is none."""
    plain = " ".join(plain_digits(text).lower().split())
    if match := re.fullmatch(r"(\d{1,3}):([0-5]\d)", plain):
        seconds = int(match[1]) * 60 + int(match[2])
    elif match := re.fullmatch(r"(?:(\d{1,3}) ?m(?:in)? ?)?(\d{1,4}) ?s(?:ec)?", plain):
        seconds = int(match[1] or 0) * 60 + int(match[2])
    elif match := re.fullmatch(r"(.*?) ?(?:m|min|minutes?)?", plain):
        minutes = readings(match[1], high=999)
        seconds = round(minutes[0] * 60) if len(minutes) == 1 else 0
    else:
        return None
    return seconds if 0 < seconds <= _LONGEST else None
