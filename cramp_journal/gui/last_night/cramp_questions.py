"""The questions about one cramp, all on the screen at once. Each answer is optional."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.last_night.leg_map import LegMap
from cramp_journal.gui.last_night.relief_row import ReliefRow
from cramp_journal.gui.theme import TARGET, role, theme
from cramp_journal.gui.widgets.card import question, text_label
from cramp_journal.gui.widgets.chips import Chip, ChipRow, YesNoChip, walk_with_arrows
from cramp_journal.gui.widgets.exact_rows import LengthRow, TimeRow
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.joined_row import JoinedRow
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.gui.widgets.still_hand import may_go_away
from cramp_journal.i18n import _, pgettext
from cramp_journal.labels import label as said
from cramp_journal.words import Muscle, Timing

_BESIDE = 600  # pixels at 100 % text: from this width on, the legs are beside the questions
_LONG = 600  # seconds: beyond this length, it matters whether a clock was read
_MORE = ("reliefs", "went_hard")


class CrampQuestions(QWidget):
    """The form of one cramp. `values()` and `set_values()` use the exchange form."""

    changed = Signal()
    another_wanted = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, Any] = {}  # values that have no widget here
        self._build()
        self._connect()
        self._ask_for_timing()

    def values(self) -> dict[str, Any]:
        """Return the cramp without its unanswered questions."""
        values = dict(self._kept)
        values |= {"side": self._map.side, "muscle": self._map.muscle, "pain": self._pain.value}
        values |= self._time.values() | self._length.values() | {"went_hard": self._hard.value}
        if self._is_long() and self._length.is_exact:
            values["timing"] = self._timing.value
        values["reliefs"] = self._reliefs.values()
        return {name: value for name, value in values.items() if value not in (None, [], "")}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show a cramp, without emitting a signal."""
        self._kept = {"note": values.get("note", "")}
        self._map.set_site(values.get("side"), values.get("muscle"))
        self._time.set_values(values)
        self._length.set_values(values)
        self._timing.set_value(values.get("timing"))
        self._pain.set_value(values.get("pain"))
        self._hard.set_value(values.get("went_hard"))
        self._reliefs.set_values(values.get("reliefs", []))
        self._elsewhere.setChecked(self._map.muscle == Muscle.OTHER)
        if self._elsewhere.isChecked() or any(values.get(name) is not None for name in _MORE):
            self._show_more(on=True)
        self._ask_for_timing()

    def refused(self) -> dict[str, str]:
        """Return text that is neither a time nor a length, by field name."""
        typed = {"time": self._time.refused(), "seconds": self._length.refused()}
        return {name: text for name, text in typed.items() if text}

    def faults(self) -> list[str]:
        """Return a sentence for each refused field."""
        return [fault for fault in (self._time.fault(), self._length.fault()) if fault]

    def show_refused(self, texts: dict[str, str]) -> None:
        """Show refused text again, without emitting a signal."""
        for name, row in (("time", self._time), ("seconds", self._length)):
            if texts.get(name):
                row.show_refused(texts[name])

    def take_focus(self) -> None:
        """Move the focus to the first question."""
        self._map.setFocus(Qt.FocusReason.TabFocusReason)

    def allow_another(self, *, on: bool) -> None:
        """Offer another cramp, or not."""
        self._another.setEnabled(on)

    def set_pain(self, number: int | None) -> None:
        """Answer how bad the pain was; None is no answer."""
        self._pain.set_value(number)
        self._on_edited()

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self._map = LegMap()
        self._view = JoinedRow(
            _("Seen from"),
            [("front", pgettext("leg", "Front")), ("back", pgettext("leg", "Back"))],
            kind="plain",
            always=True,
        )
        self._view.set_value(self._map.view)
        self._time = TimeRow()
        self._length = LengthRow()
        self._timing = ChipRow(_("By the clock or a guess?"), [(t.value, said(t)) for t in Timing], "cramp-chip")
        self._timing_question = question(_("By the clock or a guess?"), self._timing)
        self._pain = JoinedRow(_("How much pain?"), [(n, str(n)) for n in range(11)])
        where = QVBoxLayout()
        where.setSpacing(theme().roomy_px(8))
        where.addWidget(self._view)
        where.addWidget(self._map, 0, Qt.AlignmentFlag.AlignHCenter)
        where.addStretch(1)
        self._view.setMaximumWidth(theme().roomy_px(216))
        asked = QVBoxLayout()
        asked.setSpacing(theme().roomy_px(12))
        asked.addWidget(self._time)
        asked.addWidget(self._length)
        asked.addWidget(self._timing_question)
        asked.addWidget(self._build_pain())
        asked.addWidget(self._build_ends())
        asked.addWidget(self._build_more())
        asked.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme().roomy_px(32))
        self._halves.addLayout(where)
        self._halves.addLayout(asked, 1)

    def _build_pain(self) -> QWidget:
        both, head = QWidget(), QHBoxLayout()
        asked = text_label(_("How much pain?"), "asked")
        asked.setMinimumHeight(TARGET)  # as the other questions
        head.addWidget(asked, 1)
        head.addWidget(text_label(_("10 = worst"), "quiet", wraps=False))
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._pain)
        return both

    def _build_ends(self) -> QWidget:
        """Make the last row: what more there is to say, and that this is all."""
        self._more = QPushButton()
        role(self._more, "link")
        self._more.setAutoDefault(True)
        self._another, self._done = QPushButton(_("Another cramp")), QPushButton(_("Done"))
        role(self._done, "main")
        for button in (self._another, self._done):
            button.setAutoDefault(True)
            button.setMinimumHeight(max(TARGET, theme().roomy_px(46)))
        acts, ends = QWidget(), QWidget()
        row = OneRow(acts, theme().roomy_px(10))
        row.addWidget(self._another)
        row.addWidget(self._done)
        Sides(self._more, acts, ends)
        return ends

    def _build_more(self) -> QWidget:
        self._hard = YesNoChip("went_hard", _("the muscle went hard"))
        self._elsewhere = Chip(_("somewhere else"), "cramp-chip")
        self._reliefs = ReliefRow()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(question(_("What did you do? Press again for what did not help"), self._reliefs))
        others = QWidget()
        flow = FlowLayout(others)
        flow.addWidget(self._hard)
        flow.addWidget(self._elsewhere)
        walk_with_arrows(others, [self._hard, self._elsewhere])
        column.addWidget(others)
        self._show_more(on=False)
        return self._inside

    def _connect(self) -> None:
        self._pain.chosen.connect(self._on_edited)
        self._timing.chosen.connect(self._on_timing_chosen)
        for exact in (self._time, self._length):
            exact.edited.connect(self._on_edited)
        self._map.chosen.connect(self._on_edited)
        self._map.turned.connect(self._on_turned)
        self._view.chosen.connect(self._map.show_view)
        self._elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self._hard.answered.connect(self._on_edited)
        self._reliefs.edited.connect(self._on_edited)
        self._more.clicked.connect(self._on_more_clicked)
        may_go_away(self._another).clicked.connect(self.another_wanted)  # the next form comes up in its place
        self._done.clicked.connect(self.done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_BESIDE - 40)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _show_more(self, *, on: bool) -> None:
        self._inside.setVisible(on)
        self._more.setText(_("Less about this cramp") if on else _("More about this cramp"))

    def _on_more_clicked(self) -> None:
        self._show_more(on=self._inside.isHidden())

    def _on_turned(self) -> None:
        self._view.set_value(self._map.view)

    def _on_edited(self) -> None:
        self._elsewhere.setChecked(self._map.muscle == Muscle.OTHER)
        self._ask_for_timing()
        self.changed.emit()

    def _on_timing_chosen(self, timing: str | None) -> None:
        if timing == Timing.CLOCK and not self._length.is_exact:
            self._length.ask_exact()  # a clock never shows "over 10 minutes"
        self._on_edited()

    def _on_elsewhere_clicked(self) -> None:
        self._map.set_site(None, Muscle.OTHER.value if self._elsewhere.isChecked() else None)
        self._on_edited()

    def _is_long(self) -> bool:
        return (self._length.values().get("seconds") or 0) > _LONG

    def _ask_for_timing(self) -> None:
        self._timing_question.setVisible(self._is_long())
