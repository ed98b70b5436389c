"""The emergency signs with the number to call, and the question which of them a person has now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.advice.signs import emergencies
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.sides import Sides, in_columns
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.i18n import _
from cramp_journal.labels import capital

_LEAST = 320  # pixels that the heading needs beside “I have one now”


class EmergencyCard(Card):
    """The list; “I have one now” asks which, below the number to call."""

    picked = Signal(str)  # a sign that the person has now

    def __init__(self, region: str) -> None:
        found = emergencies(region)
        super().__init__(found.title)
        words = [capital(each) for each in found.words]
        half = (len(words) + 1) // 2
        self._list = in_columns([_lines(words[:half]), _lines(words[half:])], 330)
        self._which = text_label(_("Which one? If more than one, the first that you see."), "strong")
        self._ticks = TickList([(row.id, said) for row, said in zip(found.rows, words, strict=True)])
        self._ticks.toggled.connect(self._on_ticked)
        self._now = button(_("I have one now"), self._on_now, "link")
        self._now.setProperty("kind", "danger")
        self._back = button(_("None of these"), self._on_back)
        self.heading.setParent(None)
        role(self.heading, "danger")
        head = QWidget()
        Sides(self.heading, self._now, head, least=theme().px(_LEAST))
        for each in (head, self._list, self._which, self._ticks):
            self.inside.addWidget(each)
        self.inside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._ask(on=False)

    def _ask(self, *, on: bool) -> None:
        self._ticks.show_ticked(())
        asked: tuple[QWidget, ...] = (self._which, self._ticks, self._back)
        for widget in (*asked, self._list, self._now):
            widget.setVisible(on == (widget in asked))

    # ---------------------------------------------------------------- slots
    def _on_now(self) -> None:
        self._ask(on=True)
        self._ticks.rows[0].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        self._ask(on=False)
        self._now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ticked(self, sign: str, _on: bool) -> None:
        self._ask(on=False)
        self.picked.emit(sign)


def _lines(words: list[str]) -> Card:
    holder = Card(kind="")
    holder.inside.setContentsMargins(0, 0, 0, 0)
    for each in words:
        holder.inside.addWidget(text_label(f"•  {each}"))
    holder.inside.addStretch(1)
    return holder
