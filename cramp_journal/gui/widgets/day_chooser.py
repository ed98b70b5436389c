"""A day to choose: typed, stepped with the arrow keys, or with a button on either side. It has no pop-up."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QHBoxLayout, QPushButton, QWidget

from cramp_journal.gui.theme import TARGET, icon, role, theme
from cramp_journal.gui.widgets.country_ways import date_format, words_locale
from cramp_journal.i18n import _


class _Days(QDateEdit):
    """Steps whole days with the arrow keys, even past the end of a month: Qt's own stays in the current section."""

    def stepBy(self, steps: int) -> None:
        self.setDate(self.date().addDays(steps))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:  # the page scrolls beneath the pointer, and no day changes unseen
            event.ignore()


class DayChooser(QWidget):
    """A day from `first` on."""

    chosen = Signal()  # another day is shown

    def __init__(self, name: str, first: date, shown: date) -> None:
        super().__init__()
        self._field = _Days(_qt(shown))
        self._field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel, which Qt's own takes
        self._field.setMinimumDate(_qt(first))
        self._field.setLocale(words_locale())  # otherwise the system's language names the months
        self._field.setDisplayFormat(date_format())
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setMinimumSize(theme().px(180), TARGET)
        self._field.setAccessibleName(name)
        self._field.lineEdit().setAccessibleName(name)
        self._field.dateChanged.connect(self.chosen)
        self.setFocusProxy(self._field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._step("chevron-left", _("A day earlier"), self._on_earlier))
        row.addWidget(self._field)
        row.addWidget(self._step("chevron-right", _("A day later"), self._on_later))

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self._field.date()
        return date(shown.year(), shown.month(), shown.day())

    def _step(self, picture: str, name: str, slot: object) -> QPushButton:
        button = QPushButton(icon(picture, theme().palette.text), "")
        role(button, "icon")
        button.setAutoDefault(False)  # Enter in the field confirms the dialog instead
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(slot)
        return button

    def _on_earlier(self) -> None:
        self._field.stepBy(-1)

    def _on_later(self) -> None:
        self._field.stepBy(1)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
