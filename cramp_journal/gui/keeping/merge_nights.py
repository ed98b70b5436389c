"""The nights that a merge would bring, change or remove, one by one, for whoever wants to see them first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.widgets.card import button, text_label
from cramp_journal.i18n import _, ngettext

if TYPE_CHECKING:
    from cramp_journal.merging.asking import MergedNight

_MOST = 60  # nights that are shown


class Nights(QWidget):
    """A button, and in its place the nights once it is pressed."""

    def __init__(self, nights: "Sequence[MergedNight]", grown: Callable[[], object]) -> None:
        super().__init__()
        self._nights, self._grown = nights, grown
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._show = button(_("Show these nights"), self._on_show)
        self._column.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_show(self) -> None:
        from cramp_journal.merging.wording import merged_night_text  # noqa: PLC0415 - not before

        held = self._show.hasFocus()
        for night in self._nights[-_MOST:][::-1]:
            self._column.addWidget(text_label(merged_night_text(night)))
        more = len(self._nights) - _MOST
        if more > 0:
            text = ngettext("and {n} earlier night", "and {n} earlier nights", more).format(n=more)
            self._column.addWidget(text_label(text, "quiet"))
        if held:
            self._show.focusPreviousChild()
        self._show.hide()
        self._grown()
