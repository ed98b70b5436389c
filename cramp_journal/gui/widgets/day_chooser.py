"""A day to choose: typed, stepped with the arrow keys, or with a button on either side. It has no pop-up.

What is typed and is no day stays in the field, with a sentence below it, and nothing is done with it.
"""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QHBoxLayout, QLineEdit, QPushButton, QWidget

from cramp_journal import clock
from cramp_journal.exchange.typed_day import DAY_FIRST, MONTH_FIRST, days_in
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import TARGET, icon, role, theme
from cramp_journal.gui.widgets.country_ways import date_format, words_locale
from cramp_journal.gui.widgets.typed_fields import Aside
from cramp_journal.i18n import _
from cramp_journal.labels import day as day_in_words

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Days(QDateEdit):
    """Steps whole days with the arrow keys, even past the end of a month: Qt's own stays in the current section.

    What is typed is written on a line of its own and read as a whole, as people write it: “1 March 2026”, “1.3.2026”.
    Qt's own drops letters and digits that do not suit the section in which it thinks the person is.
    """

    misread = Signal(str)  # why what was typed is no day; "": it is none of that any more

    def __init__(self, shown: QDate, *, past: bool) -> None:
        """Show a day; with `past`, one that is typed without a year is not later than today."""
        super().__init__(shown)
        self._past = past
        self._line = QLineEdit(self)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.hide()
        self._line.editingFinished.connect(self.take_typed)
        self._line.textEdited.connect(lambda: self.misread.emit(""))

    def take_typed(self) -> bool:
        """Show the day that was typed, and return whether there is one; what is no day stays, to be put right."""
        if self._line.isHidden():
            return True
        text, first = self._line.text(), _day(self.minimumDate())
        order = DAY_FIRST if "d MMM" in date_format() else MONTH_FIRST
        last = clock.today() if self._past else date.max
        found = next(iter(days_in(text, _day(self.date()), order, first=first, last=last)), None)
        if found is None and text.strip():
            self.misread.emit(_("This is no day. Write it like {day}.").format(day=self._example()))
        elif found is not None and found < first:
            self.misread.emit(_("It cannot be before {day}.").format(day=day_in_words(first)))
        else:
            self._let_go()
            before = self.date()
            self.setDate(before if found is None else _qt(found))
            if self.date() == before:
                self.dateChanged.emit(before)  # it counts again
            return True
        return False

    def _example(self) -> str:
        return words_locale().toString(self.date(), date_format().replace("ddd ", "").replace("MMM", "MMMM"))

    def _let_go(self) -> None:
        """Show the day again."""
        if self._line.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.hide()
        self.lineEdit().show()
        self.misread.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._line.isHidden():  # what is no day waits there
            self._line.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.setGeometry(self.rect())

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
        self._let_go()
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

    chosen = Signal()  # another day is shown, or one was typed that cannot be read

    def __init__(self, name: str, first: date, shown: date, *, past: bool = False) -> None:
        """Show a day; with `past`, one that is typed without a year is not later than today."""
        super().__init__()
        self._field = _Days(_qt(shown), past=past)
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
        self._aside = Aside(self._field)
        self._field.misread.connect(self._on_misread)
        both = QWidget()
        self._aside.put_below(both, self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._step("chevron-left", _("A day earlier"), self._on_earlier))
        row.addWidget(self._field)
        row.addWidget(self._step("chevron-right", _("A day later"), self._on_later))

    @property
    def day(self) -> date | None:
        """The day that is shown, or was just typed; None if what was typed is none, which is said below it."""
        return _day(self._field.date()) if self._field.take_typed() else None

    def _step(self, picture: str, name: str, slot: object) -> QPushButton:
        button = QPushButton(icon(picture, theme().palette.text), "")
        role(button, "icon")
        button.setAutoDefault(False)  # Enter in the field confirms the dialog instead
        button.setAccessibleName(name)
        button.setToolTip(name)
        speak_as(button, SpokenRole.Button)
        button.clicked.connect(slot)
        return button

    def _on_misread(self, sentence: str) -> None:
        if sentence != self._aside.text():
            self._aside.say(sentence)
            if sentence:
                self.chosen.emit()

    def _on_earlier(self) -> None:
        self._field.stepBy(-1)

    def _on_later(self) -> None:
        self._field.stepBy(1)


def _day(shown: QDate) -> date:
    return date(shown.year(), shown.month(), shown.day())


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
