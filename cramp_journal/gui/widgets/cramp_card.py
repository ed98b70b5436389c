"""One cramp: where, when, how long, how bad, what eased it. Folds to one line."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import icon, role, theme
from cramp_journal.gui.widgets.card import Card, label, question
from cramp_journal.gui.widgets.chips import Chip, ChipRow, YesNoChip
from cramp_journal.gui.widgets.exact_rows import LengthRow, TimeRow
from cramp_journal.gui.widgets.leg_map import LegMap
from cramp_journal.gui.widgets.relief_row import ReliefRow
from cramp_journal.i18n import _
from cramp_journal.labels import capital, site
from cramp_journal.labels import label as said
from cramp_journal.words import Muscle, Timing

_BESIDE = 560  # pixels at 100 % text: from here on the legs stand beside the questions
_LONG = 600  # seconds: from here on it matters whether a clock was looked at


class CrampCard(Card):
    """The form of one cramp. `values()` and `set_values()` speak the exchange form."""

    changed = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__(kind="cramp-card")
        self._kept: dict[str, Any] = {}  # what a form of an earlier or later program may hold besides
        self._build()
        self._connect()
        self._retell()

    def values(self) -> dict[str, Any]:
        """Give the cramp; what was not answered is not in it."""
        values = dict(self._kept)
        values |= {"side": self._map.side, "muscle": self._map.muscle, "pain": self._pain.value}
        values |= self._time.values() | self._length.values() | {"went_hard": self._hard.value}
        if self._timing.value is not None and self._asks_for_timing():
            values["timing"] = self._timing.value
        values["reliefs"] = self._reliefs.values()
        return {name: value for name, value in values.items() if value not in (None, [], "")}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show a cramp, without telling anybody."""
        self._kept = {"note": values.get("note", "")}
        self._map.set_site(values.get("side"), values.get("muscle"))
        self._time.set_values(values)
        self._length.set_values(values)
        self._timing.set_value(values.get("timing"))
        self._pain.set_value(values.get("pain"))
        self._hard.set_value(values.get("went_hard"))
        self._reliefs.set_values(values.get("reliefs", []))
        self._retell()

    def fold(self, *, folded: bool) -> None:
        """Show one line only, or the whole form."""
        self._form.setVisible(not folded)
        self._toggle.setText(_("Edit") if folded else _("Fold"))
        self._toggle.setAccessibleName(_("Edit this cramp") if folded else _("Fold this cramp to one line"))

    @property
    def is_folded(self) -> bool:
        """Whether only one line is shown."""
        return self._form.isHidden()

    def number(self, index: int, count: int) -> None:
        """Say which cramp of the night this is."""
        self._which.setText(_("Cramp {n} of {count}").format(n=index + 1, count=count))

    def take_focus(self) -> None:
        """Go to the first question."""
        self._map.setFocus(Qt.FocusReason.TabFocusReason)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self._line: QLabel = label("", "heading")
        self._which = label("", "quiet", wraps=False)
        self._toggle = QPushButton()
        self._remove = QPushButton()
        role(self._remove, "icon")
        self._remove.setIcon(icon("x", theme().palette.text))
        self._remove.setAccessibleName(_("Remove this cramp"))
        self._remove.setToolTip(_("Remove this cramp (Undo brings it back)"))
        head = QHBoxLayout()
        head.addWidget(self._line, 1)
        for widget in (self._which, self._toggle, self._remove):
            head.addWidget(widget)
        self.inside.addLayout(head)
        self._map = LegMap()
        self._elsewhere = Chip(_("somewhere else"), "cramp-chip")
        where = QVBoxLayout()
        where.addWidget(label(_("Where? Left is your left."), "quiet"))
        where.addWidget(self._map)
        where.addWidget(self._elsewhere, 0, Qt.AlignmentFlag.AlignHCenter)
        where.addStretch(1)
        self._form = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._form)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme().roomy_px(20))
        form = QVBoxLayout()
        form.setSpacing(theme().roomy_px(10))
        self._halves.addLayout(where)
        self._halves.addLayout(form, 1)
        kind = "cramp-chip"
        self._time = TimeRow()
        self._length = LengthRow()
        self._timing = ChipRow(_("By the clock or a guess?"), [(t.value, said(t)) for t in Timing], kind)
        self._pain = ChipRow(_("How bad was the pain?"), [(n, str(n)) for n in range(11)], kind, gap=6)
        self._hard = YesNoChip("went_hard", _("the muscle went hard"))
        self._reliefs = ReliefRow()
        form.addWidget(question(_("When?"), self._time))
        form.addWidget(question(_("How long did it last?"), self._length))
        self._timing_question = question(_("By the clock or a guess?"), self._timing)
        form.addWidget(self._timing_question)
        form.addWidget(question(_("How bad was the pain? 0 is none, 10 is the worst there can be"), self._pain))
        form.addWidget(question(_("What did you do? Press again for what did not help"), self._reliefs))
        hard = QHBoxLayout()
        hard.addWidget(self._hard)
        hard.addStretch(1)
        form.addLayout(hard)
        self.inside.addWidget(self._form)
        self.fold(folded=False)

    def _connect(self) -> None:
        for row in (self._timing, self._pain):
            row.chosen.connect(self._on_edited)
        self._map.chosen.connect(self._on_edited)
        self._elsewhere.clicked.connect(self._on_elsewhere_clicked)
        for exact in (self._time, self._length):
            exact.edited.connect(self._on_edited)
        self._hard.answered.connect(self._on_edited)
        self._reliefs.edited.connect(self._on_edited)
        self._toggle.clicked.connect(self._on_toggle_clicked)
        self._remove.clicked.connect(self.removed)

    def _on_edited(self) -> None:
        self._retell()
        self.changed.emit()

    def _on_elsewhere_clicked(self) -> None:
        self._map.set_site(None, Muscle.OTHER.value if self._elsewhere.isChecked() else None)
        self._on_edited()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_BESIDE)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _on_toggle_clicked(self) -> None:
        self.fold(folded=not self.is_folded)

    def _asks_for_timing(self) -> bool:
        return (self._length.values().get("seconds") or 0) > _LONG

    def _retell(self) -> None:
        self._timing_question.setVisible(self._asks_for_timing())
        self._elsewhere.setChecked(self._map.muscle == Muscle.OTHER)
        parts = [capital(site(self._map.side, self._map.muscle)), self._time.said(), self._length.said()]
        if self._pain.value is not None:
            parts.append(_("pain {n}").format(n=self._pain.value))
        self._line.setText(" · ".join(part for part in parts if part))
