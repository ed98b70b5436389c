"""Factors of the night: the day, the evening, the bed. Each answer is optional."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cramp_journal.exchange.numbers import readings
from cramp_journal.formats import number_text
from cramp_journal.gui.last_night.own_factors import OwnFactors
from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.gui.widgets.card import Card, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow, YesNoChip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve, said_taken_out
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.words import FACTORS_BY_TIME, Exercise, Posture

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from collections.abc import Mapping

    from cramp_journal.model import Values


_SHOWN = 3  # factors that are named in one line


class FactorsCard(Card):
    """The factors of a night. `values()` and `set_values()` use the exchange form."""

    changed = Signal()

    def __init__(self, temperature_unit: str = "c") -> None:
        super().__init__(kind="part")
        self.inside.setContentsMargins(0, 0, 0, 0)
        self._fahrenheit = temperature_unit == "f"
        self._unit = "°F" if self._fahrenheit else "°C"
        self._minutes: int | None = None
        self._temperature_as_loaded: tuple[str, float | None] = ("", None)
        self._chips: dict[str, YesNoChip] = {}
        self._build()
        self._connect()

    def values(self) -> dict[str, Any]:
        """Return the answers."""
        values: dict[str, Any] = {name: chip.value for name, chip in self._chips.items()}
        values |= {"exercise": self._exercise.value, "posture": self._posture.value}
        values |= {"room_temperature_c": self._temperature(), "exercise_minutes": self._minutes}
        values["factors"] = self.own.values()
        return {name: value for name, value in values.items() if value not in (None, [])}

    def set_values(self, values: "Values") -> None:
        """Show the factors of a night, without emitting a signal."""
        for name, chip in self._chips.items():
            chip.set_value(values.get(name))
        self._exercise.set_value(values.get("exercise"))
        self._posture.set_value(values.get("posture"))
        self._minutes = values.get("exercise_minutes")
        celsius = values.get("room_temperature_c")
        shown = None if celsius is None else celsius * 9 / 5 + 32 if self._fahrenheit else celsius
        text = "" if shown is None else number_text(round(shown, 1))
        self._room.setText(text)
        self._temperature_as_loaded = (text, celsius)
        self._problem.say("")
        self.own.set_values(values.get("factors", []))

    def answer_rest(self, answers: "Mapping[str, bool]") -> None:
        """Answer what is not answered yet, without emitting a signal."""
        for name, chip in self._chips.items():
            if chip.value is None:
                chip.set_value(answers.get(name))

    def in_words(self) -> str:
        """Say what was answered; "" if nothing was."""
        values = self.values()
        yes = [said(name) for name, chip in self._chips.items() if chip.value]
        yes += [_("exercise: {how}").format(how=said(values["exercise"]))] if "exercise" in values else []
        yes += values.get("factors", [])
        shown = in_list(yes[:_SHOWN]) + (f" + {len(yes) - _SHOWN}" if len(yes) > _SHOWN else "")
        return capital(shown) or (_("Nothing special") if values else "")

    def refused(self) -> str:
        """Return typed text that is not a temperature; "" if there is none."""
        text = self._room.text()
        return text if text.strip() and text != self._temperature_as_loaded[0] and self._typed() is None else ""

    def faults(self) -> list[str]:
        """Return what is wrong with that text."""
        said = _("A temperature is written like 17.5. Is it in {unit}?")
        return [said.format(unit=self._unit)] if self.refused() else []

    def show_refused(self, text: str) -> None:
        """Show refused text again, without emitting a signal."""
        self._room.setText(text)
        self._problem.say(in_sentences(self.faults()))

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self.inside.addWidget(
            text_label(_("Press once for yes, again for no. What you do not press is not recorded."), "quiet")
        )
        self._exercise = ChipRow(_("Exercise"), [(each.value, said(each)) for each in Exercise])
        self._posture = ChipRow(_("Slept mostly on"), [(each.value, said(each)) for each in Posture])
        unit = self._unit
        self._room = QLineEdit()
        self._room.setAccessibleName(_("Room temperature in {unit}").format(unit=unit))
        self._room.setMinimumHeight(TARGET)
        self._room.setMaximumWidth(theme().px(110))
        self._room.setPlaceholderText("64" if self._fahrenheit else "18")
        self._problem = Aside(self._room)
        Sieve(self._room).took_out.connect(self._on_taken_out)
        room = QWidget()
        line = QHBoxLayout(room)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._room)
        line.addWidget(text_label(unit, wraps=False))
        line.addWidget(self._problem, 1)
        self.inside.addWidget(question(_("The day: exercise"), self._exercise))
        self.inside.addWidget(self._group(FACTORS_BY_TIME["day"]))
        self.inside.addWidget(question(_("The evening"), self._group(FACTORS_BY_TIME["evening"])))
        self.inside.addWidget(question(_("The bed: room temperature"), room))
        self.inside.addWidget(self._group(FACTORS_BY_TIME["bed"]))
        self.inside.addWidget(question(_("Slept mostly on"), self._posture))
        self.own = OwnFactors()
        self.inside.addWidget(question(_("Your own"), self.own))
        self._rest_no = TwoLineButton(_("No to all the rest"))
        role(self._rest_no, "link")
        self._rest_no.setToolTip(_("Answer everything above that can be yes or no, and is not answered, with no"))
        self.inside.addWidget(self._rest_no, 0, Qt.AlignmentFlag.AlignLeft)

    def _group(self, names: tuple[str, ...]) -> QWidget:
        group = QWidget()
        layout = FlowLayout(group)
        chips = [YesNoChip(name, said(name)) for name in names]
        for chip in chips:
            self._chips[chip.name] = chip
            layout.addWidget(chip)
        walk_with_arrows(group, chips)
        return group

    def _connect(self) -> None:
        for chip in self._chips.values():
            chip.answered.connect(self.changed)
        self._exercise.chosen.connect(self.changed)
        self._posture.chosen.connect(self.changed)
        self._room.textEdited.connect(self._on_room_edited)
        self._rest_no.clicked.connect(self._on_rest_no_clicked)
        self.own.changed.connect(self.changed)

    def _on_room_edited(self) -> None:
        self._problem.say(in_sentences(self.faults()))
        self.changed.emit()

    def _on_taken_out(self) -> None:
        self._problem.say(in_sentences(self.faults()) or said_taken_out())

    def _on_rest_no_clicked(self) -> None:
        self.answer_rest(dict.fromkeys(self._chips, False))
        self.changed.emit()

    def _temperature(self) -> float | None:
        """Return the temperature in °C: the stored one if the text makes no sense, None if the field is empty."""
        text, celsius = self._temperature_as_loaded
        if self._room.text() == text:
            return celsius
        return self._typed() if not self._room.text().strip() or self._typed() is not None else celsius

    def _typed(self) -> float | None:
        low, high = (-22, 140) if self._fahrenheit else (-30, 60)
        typed = self._room.text().strip().removesuffix(self._unit[-1]).removesuffix("°")
        found = readings(typed, low=low, high=high)
        if len(found) != 1:
            return None
        return round((found[0] - 32) * 5 / 9 if self._fahrenheit else found[0], 2)
