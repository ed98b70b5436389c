"""What a person says of a sign that they ticked: since when, which leg, in own words, and since when it is gone."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.gui.widgets.card import button, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.gui.widgets.typed_fields import NameLine
from cramp_journal.i18n import _
from cramp_journal.labels import begun, label
from cramp_journal.punctuation import name_and_value
from cramp_journal.since import Since, day_meant
from cramp_journal.words import Side

_EARLIEST = date(1900, 1, 1)
_LONGEST = 200  # letters: one line of the report
_COLUMN = 220  # pixels at 100 % text: a column of ticks has little more


class SignDetails(QWidget):
    """One line below a ticked sign; it unfolds into four small questions, each saved as soon as it is answered."""

    told = Signal(str, object)  # the sign, and what changes of it, in the exchange form

    def __init__(self, sign: str, born: int | None = None) -> None:
        """Make it for a sign; nothing began before the year of birth."""
        super().__init__()
        self._sign = sign
        speak_as(self, SpokenRole.Grouping)
        self.setAccessibleName(label(sign))
        self._earliest = date(born, 1, 1) if born else _EARLIEST
        self._noted_on = clock.today()
        self._values: dict[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(TARGET) + 10, 0, 0, 4)  # below the words of the tick
        column.setSpacing(6)
        self._summary = text_label("", "quiet")
        self._more = TwoLineButton(widest=theme().px(_COLUMN))
        self._more.setAutoDefault(True)
        role(self._more, "link")
        self._more.clicked.connect(self._on_more)
        column.addWidget(self._summary)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside: QWidget | None = None
        self._unfold(on=False)

    def show_sign(self, values: dict[str, Any]) -> None:
        """Show what was said of the sign, in the exchange form."""
        self._values = values
        self._noted_on = date.fromisoformat(values["noted_on"])
        start = date.fromisoformat(values["onset"]) if values.get("onset") else None
        said = values.get("onset_said")
        since = _("since: {when}").format(when=begun(start, said)) if start or said else ""
        parts = (since, label(values["side"]) if values.get("side") else "", values.get("note", ""))
        self._summary.setText(" · ".join(part for part in parts if part))
        self._summary.setVisible(any(parts))
        if self._inside is not None:
            self._show_answers()

    def _unfold(self, *, on: bool) -> None:
        self._more.setText(_("Done") if on else _("Say more: since when, which leg…"))
        self._more.setAccessibleName(name_and_value(self._more.text(), label(self._sign)))
        if self._inside is not None:
            self._inside.setVisible(on)

    def _on_more(self) -> None:
        if self._inside is None:
            self._build()
            self._show_answers()
            self._unfold(on=True)
        else:
            self._keep_note()
            self._unfold(on=self._inside.isHidden())

    def _build(self) -> None:
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._since = ChipRow(_("Since when?"), [(each.value, label(each)) for each in Since])
        today = clock.today()
        self._day = DayChooser(_("The day on which it began"), self._earliest, today, past=True)
        self._side = ChipRow(_("Which leg?"), [(each.value, label(each)) for each in Side])
        self._note = NameLine(_("In your own words"), most=_LONGEST)
        self._note.field.setPlaceholderText(_("such as: after 200 m"))
        self._gone = DayChooser(_("The first day without it"), self._earliest, today, past=True)
        self._problem = text_label("", "problem")
        self._problem.hide()
        column.addWidget(question(_("Since when?"), self._since))
        self._on_day = flowing(self._day, button(_("Since that day"), self._on_day_chosen))
        column.addWidget(self._on_day)
        column.addWidget(question(_("Which leg?"), self._side))
        column.addWidget(question(_("In your own words"), self._note))
        gone = flowing(self._gone, button(_("Gone since that day"), self._on_gone))
        column.addWidget(question(_("Is it gone? Since when?"), gone))
        column.addWidget(self._problem)
        self._since.chosen.connect(self._on_since)
        self._side.chosen.connect(lambda value: self._tell(side=value))
        self._note.field.editingFinished.connect(self._keep_note)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, inside)

    def _show_answers(self) -> None:
        said = self._values.get("onset_said")
        self._since.set_value(said)
        self._on_day.setVisible(said == Since.ON_THE_DAY)
        self._side.set_value(self._values.get("side"))
        if not self._note.field.hasFocus():
            self._note.field.setText(self._values.get("note", ""))

    def _on_since(self, said: str | None) -> None:
        self._on_day.setVisible(said == Since.ON_THE_DAY)
        if said == Since.ON_THE_DAY:
            self._day.setFocus()  # the day follows
        else:
            meant = day_meant(Since(said), self._noted_on) if said else None
            self._tell(onset=meant and meant.isoformat(), onset_said=said)

    def _on_day_chosen(self) -> None:
        day = self._day.day
        if day is None:
            self._say("")
        elif day > self._noted_on:
            self._say(_("It was ticked before that day. When did it begin?"))
        else:
            self._tell(onset=day.isoformat(), onset_said=Since.ON_THE_DAY.value)

    def _on_gone(self) -> None:
        gone = self._gone.day
        if gone is None:
            self._say("")
            return
        began = date.fromisoformat(self._values.get("onset") or self._values["noted_on"])
        last = gone - timedelta(days=1)
        if gone > clock.today():
            self._say(_("That day is still to come."))
        elif last < began:
            self._say(_("It had not begun by then. Since when is it gone?"))
        else:
            self._tell(until=last.isoformat())

    def _keep_note(self) -> None:
        if self._inside is None or self._note.field.text() == self._values.get("note", ""):
            return
        note = self._note.name() if self._note.field.text().strip() else ""
        if note is not None:
            self._tell(note=note)

    def _tell(self, **values: Any) -> None:
        self._say("")
        self.told.emit(self._sign, values)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
