"""Every night since the journal began as a line of words, newest first: made only while it is seen."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView

from cramp_journal.gui.calendar.night_grid import Choice
from cramp_journal.gui.theme import TARGET, theme
from cramp_journal.gui.widgets.night_strip import UNREMEMBERED, night_in_words
from cramp_journal.i18n import _
from cramp_journal.labels import cramp_in_parts, night_title
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import in_parts, name_and_value

_Index = QModelIndex | QPersistentModelIndex


class _Nights(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._nights: dict[date, NightFigures] = {}
        self._not_remembered: Collection[date] = ()
        self._last, self._count = date.min, 0

    def show_nights(self, nights: dict[date, NightFigures], last: date, not_remembered: Collection[date]) -> None:
        self.beginResetModel()
        self._nights, self._last, self._not_remembered = nights, max([last, *nights]), not_remembered
        self._count = (self._last - min(nights)).days + 1 if nights else 0
        self.endResetModel()

    def evening(self, row: int) -> date:
        return self._last - timedelta(days=row)

    def row(self, evening: date) -> int:
        return (self._last - evening).days

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self.evening(index.row()))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(100, max(TARGET, theme().px(38)))
        return None

    def _words(self, evening: date) -> str:
        night = self._nights.get(evening)
        if night is None:
            return night_in_words(evening, UNREMEMBERED if evening in self._not_remembered else None)
        said = " / ".join(in_parts(cramp_in_parts(cramp._asdict())) for cramp in night.cramps) or _("no cramps")
        if night.left_out:
            said = _("{said}, left out of the figures").format(said=said)
        return name_and_value(night_title(evening), said)


class NightList(QListView):
    """The list of nights. The arrow keys and a press choose a night, Enter or a double click opens it."""

    chosen = Signal(object)  # an evening
    opened = Signal(object)  # an evening

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self._nights = _Nights()
        self.setModel(self._nights)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("All nights, newest first"))
        self.setFixedHeight(theme().roomy_px(390))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)

    def show_nights(self, nights: dict[date, NightFigures], last: date, not_remembered: Collection[date]) -> None:
        """Show the nights up to `last`, newest first."""
        self._nights.show_nights(nights, last, not_remembered)
        self.show_choice()

    def show_choice(self) -> None:
        """Show which night is chosen."""
        index = self._nights.index(self._nights.row(self._choice.evening), 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _on_current(self, now: QModelIndex) -> None:
        if now.isValid() and self._nights.evening(now.row()) != self._choice.evening:
            self._choice.go(self._nights.evening(now.row()))
            self.chosen.emit(self._choice.evening)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._nights.evening(index.row()))
