"""A day to choose: typed, stepped with the arrow keys, or with a button on either side. It has no pop-up."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QHBoxLayout, QLineEdit, QPushButton, QWidget

from cramp_journal.exchange.elsewhere.dates import DAY_FIRST, MONTH_FIRST, moment_of
from cramp_journal.gui.theme import TARGET, icon, role, theme
from cramp_journal.gui.widgets.country_ways import date_format, words_locale
from cramp_journal.i18n import _

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Days(QDateEdit):
    """Steps whole days with the arrow keys, even past the end of a month: Qt's own stays in the current section.

    What is typed is written on a line of its own and read as a whole, as people write it: “1 March 2026”, “1.3.2026”.
    Qt's own drops letters and digits that do not suit the section in which it thinks the person is.
    """

    def __init__(self, shown: QDate) -> None:
        super().__init__(shown)
        self._line = QLineEdit(self)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.hide()
        self._line.editingFinished.connect(self.take_typed)

    def take_typed(self) -> None:
        """Show the day that was typed; what is no day is let go of, and the day before it is seen again.

        Without a year, the one that is shown is meant, or the next one where that is too early.
        """
        if self._line.isHidden():
            return
        order = DAY_FIRST if "d MMM" in date_format() else MONTH_FIRST
        text, years = self._line.text(), (self.date().year(), self.date().year() + 1)
        read = [moment_of(text, order), *(moment_of(f"{text} {year}", order) for year in years)]
        found = next((each for each in read if each is not None and _qt(each.day) >= self.minimumDate()), None)
        if self._line.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.hide()
        self.lineEdit().show()
        if found is not None:
            self.setDate(_qt(found.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if not text.strip() or not text.isprintable() or event.modifiers() & _HELD:
            super().keyPressEvent(event)
            return
        self._line.setAccessibleName(self.accessibleName())
        self._line.setGeometry(self.rect())
        self._line.setText(text)
        self.lineEdit().hide()
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

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
        """The day that is shown, or was just typed."""
        self._field.take_typed()
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
