"""Which night is meant: looked at whenever a key, the mouse or a hand-writing reaches the window, before it acts."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, time, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cramp_journal import clock
from cramp_journal.gui.last_night.single_keys import NO_KEYS, SingleKeys
from cramp_journal.gui.widgets.card import AT_SIGHT
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.words import NOON, has_begun, last_evening, night_to_log, turn_of_night

if TYPE_CHECKING:
    from cramp_journal.gui.last_night.log_page import LogPage
    from cramp_journal.model import NightFigures

_EVENING, _DAY, _OF_LATE = attrgetter("evening"), timedelta(days=1), timedelta(days=60)
_YEAR = timedelta(days=366)
_IN_USE = 60  # seconds: whose keys went into a field so lately goes on typing
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_LOOKED_AT = frozenset(
    (*_KEYS, *_MOUSE, QEvent.Type.KeyRelease, QEvent.Type.InputMethod, QEvent.Type.DragEnter, QEvent.Type.Drop)
)
_PRESS_BUTTONS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class WhichNight(QObject):
    """Watches what reaches the window of a page while the page is seen; a night opened on purpose stays."""

    def __init__(self, page: "LogPage", keys: SingleKeys) -> None:
        super().__init__(page)
        self._page, self._keys = page, keys
        self._by_itself = True  # what is shown was last night, or tonight, when it was shown
        self.boundary = NOON
        self.nights: NightCounts = {}  # those of late
        self.ahead: list[date] = []  # recorded evenings after today: some clock was wrong
        self._turn = turn_of_night(clock.now(), NOON)
        self._used = (clock.now(), float("-inf"))  # when something was pressed last: on the wall, and by the count
        self._leapt = False  # the page went on by more than a year: the clock may be wrong
        self._eats = False  # the rest of a press that was not let through
        self._eaten_at = float("-inf")

    # ---------------------------------------------------------------- what the page asks
    def set_recorded(self, nights: NightCounts, boundary: time) -> None:
        """Take in which nights are recorded, and when a new one starts to count."""
        self.nights, self.boundary = nights, boundary

    def set_all_recorded(self, figures: "Sequence[NightFigures]", boundary: time) -> None:
        """Take in all nights, oldest first."""
        today = clock.today()
        start, stop = (bisect_left(figures, day, key=_EVENING) for day in (today - _OF_LATE, today + _DAY))
        self.ahead = [night.evening for night in figures[stop:]]
        self.set_recorded({night.evening: (night.count, night.left_out) for night in figures[start:stop]}, boundary)

    def due(self) -> date:
        """Give the night that is to be logged now."""
        return night_to_log(clock.now(), self.boundary, self.nights)

    def note_shown(self, evening: date) -> None:
        """Note that the page shows another night."""
        now = clock.now()
        self._by_itself = last_evening(now) <= evening <= now.date()
        self._turn = turn_of_night(now, self.boundary)
        self._keys.forget()

    def wanted(self, evening: date) -> date | None:
        """Give the night that the page is to go on to; None: it is to stay."""
        turn, found = turn_of_night(clock.now(), self.boundary), self.due()
        if turn == self._turn or self._is_typing(found):
            return None
        self._turn = turn
        return found if self._by_itself and found != evening else None

    def before(self, evening: date) -> date:
        """Give the night before another; before one after today, the nearest that is recorded, or tonight."""
        nearer = [each for each in self.ahead if each < evening]
        return min(evening - _DAY, max([clock.today(), *nearer]))

    def after(self, evening: date) -> date:
        """Give the night after another; after tonight, the next that is recorded."""
        return next((each for each in self.ahead if each > evening >= clock.today()), evening + _DAY)

    def is_newest(self, evening: date) -> bool:
        """Tell whether there is no night after this one."""
        return evening >= max([clock.today(), *self.ahead])

    def watch(self) -> None:
        """Watch from now on, whenever the page is seen."""
        self._page.installEventFilter(self)
        self._listen(on=self._page.isVisible())

    # ---------------------------------------------------------------- inside
    def _listen(self, *, on: bool) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._page and kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self._listen(on=kind == QEvent.Type.Show)
            return False
        if kind not in _LOOKED_AT or not isinstance(watched, QWidget) or not self._is_ours(watched):
            return False
        if kind == QEvent.Type.KeyRelease:
            self._eats = False
            self._keys.note_release()
            return False
        if isinstance(event, QKeyEvent):
            return self._takes_key(watched, event)
        if kind in _MOUSE:
            return self._takes_press(watched, kind)
        self._look(watched)
        return False

    def _takes_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Look at a key before it acts; tells whether it shall not."""
        if event.key() in NO_KEYS:  # what is held with another key: that one is still to come
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._eats = False
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        typing = _is_field(watched)
        if self._look(watched) and not self._may_act(watched, blind=undoes, typing=typing):
            self._eat()
        self._keys.note(event, typing=typing)
        if event.key() in _PRESS_BUTTONS and self._keys.in_word() and self._page.isAncestorOf(watched) and not typing:
            self._eats = True  # the space of a word, and the button that has the focus is not meant
        if self._eats:
            event.accept()
        return self._eats

    def _takes_press(self, watched: QWidget, kind: QEvent.Type) -> bool:
        """Look at a press of the mouse before it acts; tells whether it shall not."""
        self._keys.finish()
        place = watched.mapToGlobal(QPoint(0, 0))
        if self._look(watched):
            for _level in range(3):  # the layouts within layouts
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            moved = watched.mapToGlobal(QPoint(0, 0)) != place
            if moved or not self._may_act(watched, typing=_is_field(watched) or _is_field(watched.parentWidget())):
                self._eat()
                return True
        return kind == QEvent.Type.MouseButtonDblClick and clock.seconds() - self._eaten_at < 1

    def _look(self, target: QWidget) -> bool:
        """Go on to the night that is meant, if it is another one than is shown; tells whether it was."""
        before = self._page.evening
        turned = self._page.roll_over()
        self._leapt = abs(self._page.evening - before) > _YEAR
        self._used = clock.now(), clock.seconds()
        if turned and _is_field(target):
            if isinstance(target, QPlainTextEdit):
                target.moveCursor(QTextCursor.MoveOperation.End)
            elif isinstance(target, QLineEdit):
                target.end(False)  # noqa: FBT003
        return turned

    def _may_act(self, target: QWidget, *, typing: bool, blind: bool = False) -> bool:
        """Tell whether a press that was made before the page went on still says what was meant."""
        if not target.isVisible() or blind or target.property(AT_SIGHT) or self._leapt:
            return False
        on_page = target is self._page or self._page.isAncestorOf(target)
        return typing or not on_page or not self._page.is_recorded

    def _eat(self) -> None:
        self._eats, self._eaten_at = True, clock.seconds()
        self._page.say_new_night()

    def _is_typing(self, due: date) -> bool:
        """Tell whether somebody is in the midst of typing about the night that is shown, and is not to be torn away.

        Not to a night that is still to come either, even where the clock on the wall was just set.
        """
        moment, second = self._used
        if clock.seconds() - second >= _IN_USE or not _is_field(QApplication.focusWidget()):
            return False
        passed = abs((clock.now() - moment).total_seconds())
        return passed < _IN_USE or not has_begun(due, clock.now(), self.boundary)

    def _is_ours(self, widget: QWidget) -> bool:
        """Tell whether a widget is in the page's window, or in a menu or dialog of it."""
        window = self._page.window()
        found: QWidget | None = widget.window()
        while found is not None and found is not window:
            parent = found.parentWidget()
            found = parent.window() if parent is not None else None
        return found is not None and self._page.isVisible()


def _is_field(widget: object) -> bool:
    """Tell whether letters go into a text there."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox))
