"""Decides which night is meant: checked before a key, the mouse or handwriting input acts on the window."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, time, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cramp_journal import clock
from cramp_journal.gui.last_night.folded_line import FoldedLine
from cramp_journal.gui.last_night.single_keys import NO_KEYS, SingleKeys
from cramp_journal.gui.widgets.card import AT_SIGHT
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.words import NOON, has_begun, last_evening, night_to_log, turn_of_night

if TYPE_CHECKING:
    from cramp_journal.gui.last_night.log_page import LogPage
    from cramp_journal.model import NightFigures

_EVENING, _DAY, _OF_LATE = attrgetter("evening"), timedelta(days=1), timedelta(days=60)
_YEAR = timedelta(days=366)
_IN_USE = 60  # seconds: a person whose keys recently went into a field continues to type there
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_LOOKED_AT = frozenset(
    (*_KEYS, *_MOUSE, QEvent.Type.KeyRelease, QEvent.Type.InputMethod, QEvent.Type.DragEnter, QEvent.Type.Drop)
)
_PRESS_BUTTONS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class WhichNight(QObject):
    """Watches the input of a page's window while the page is visible; a night that was opened on purpose stays."""

    def __init__(self, page: "LogPage", keys: SingleKeys) -> None:
        super().__init__(page)
        self._page, self._keys = page, keys
        self._by_itself = True  # the page chose its night (last night, or tonight) by itself
        self.boundary = NOON
        self.nights: NightCounts = {}  # the recent nights
        self.ahead: list[date] = []  # recorded evenings after today: some clock was wrong
        self._turn = turn_of_night(clock.now(), NOON)
        self._used = (clock.now(), float("-inf"))  # the time of the last press: by the wall clock, and by the count
        self._leapt = False  # the page moved by more than a year: the clock may be wrong
        self._eats = False  # the rest of a blocked press is blocked too
        self._eaten_at = float("-inf")

    # ---------------------------------------------------------------- what the page asks
    def set_recorded(self, nights: NightCounts, boundary: time) -> None:
        """Set which nights are recorded, and when a new night starts to count."""
        self.nights, self.boundary = nights, boundary

    def set_all_recorded(self, figures: "Sequence[NightFigures]", boundary: time) -> None:
        """Set all recorded nights, oldest first."""
        today = clock.today()
        start, stop = (bisect_left(figures, day, key=_EVENING) for day in (today - _OF_LATE, today + _DAY))
        self.ahead = [night.evening for night in figures[stop:]]
        self.set_recorded({night.evening: (night.count, night.left_out) for night in figures[start:stop]}, boundary)

    def due(self) -> date:
        """Return the night that is to be logged now."""
        return night_to_log(clock.now(), self.boundary, self.nights)

    def note_shown(self, evening: date) -> None:
        """Note that the page shows another night."""
        now = clock.now()
        self._by_itself = last_evening(now) <= evening <= now.date()
        self._turn = turn_of_night(now, self.boundary)
        self._keys.forget()

    def wanted(self, evening: date) -> date | None:
        """Return the night that the page is to move on to, or None if it is to stay."""
        turn, found = turn_of_night(clock.now(), self.boundary), self.due()
        if turn == self._turn or self._is_typing(found):
            return None
        self._turn = turn
        return found if self._by_itself and found != evening else None

    def before(self, evening: date) -> date:
        """Return the night before another; before a night after today, the nearest recorded night, or tonight."""
        nearer = [each for each in self.ahead if each < evening]
        return min(evening - _DAY, max([clock.today(), *nearer]))

    def after(self, evening: date) -> date:
        """Return the night after another; after tonight, the next recorded night."""
        return next((each for each in self.ahead if each > evening >= clock.today()), evening + _DAY)

    def is_newest(self, evening: date) -> bool:
        """Return whether there is no night after this one."""
        return evening >= max([clock.today(), *self.ahead])

    def watch(self) -> None:
        """Start to watch, whenever the page is visible."""
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
        if self._look(watched):
            _open_around(watched)  # what is dropped goes to a field without the focus
        return False

    def _takes_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Check a key before it acts, and return whether to block it."""
        if event.key() in NO_KEYS:  # modifiers, held with another key that is still to come
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._eats = False
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        typing = _is_field(watched)
        if self._look(watched) and not self._may_act(watched, blind=undoes, typing=typing):
            self._eat()
        self._keys.note(event, typing=typing or watched.window() is not self._page.window())
        if event.key() in _PRESS_BUTTONS and self._keys.in_word() and self._page.isAncestorOf(watched) and not typing:
            self._eats = True  # the space of a word, and the focused button is not meant
        if self._eats:
            event.accept()
        return self._eats

    def _takes_press(self, watched: QWidget, kind: QEvent.Type) -> bool:
        """Check a mouse press before it acts, and return whether to block it."""
        self._keys.note_mouse()
        place = watched.mapToGlobal(QPoint(0, 0))
        if self._look(watched):
            for _level in range(3):  # layouts within layouts
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            moved = watched.mapToGlobal(QPoint(0, 0)) != place
            if moved or not self._may_act(watched, typing=_is_field(watched) or _is_field(watched.parentWidget())):
                self._eat()
                return True
        return kind == QEvent.Type.MouseButtonDblClick and clock.seconds() - self._eaten_at < 1

    def _look(self, target: QWidget) -> bool:
        """Move on to the night that is meant if it is not the one shown, and return whether the page moved."""
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
        """Return whether a press that was made before the page moved on still means the same."""
        if not target.isVisible() or blind or target.property(AT_SIGHT) or self._leapt:
            return False
        on_page = target is self._page or self._page.isAncestorOf(target)
        return typing or not on_page or not self._page.is_recorded

    def _eat(self) -> None:
        self._eats, self._eaten_at = True, clock.seconds()
        self._page.say_new_night()

    def _is_typing(self, due: date) -> bool:
        """Return whether somebody is typing about the night that is shown, and must not be moved away.

        Nor does the page move to a night that is still to come, even if the clock was just set.
        """
        moment, second = self._used
        if clock.seconds() - second >= _IN_USE or not _is_field(QApplication.focusWidget()):
            return False
        passed = abs((clock.now() - moment).total_seconds())
        return passed < _IN_USE or not has_begun(due, clock.now(), self.boundary)

    def _is_ours(self, widget: QWidget) -> bool:
        """Return whether a widget is in the page's window, or in a menu or dialog of it."""
        window = self._page.window()
        found: QWidget | None = widget.window()
        while found is not None and found is not window:
            parent = found.parentWidget()
            found = parent.window() if parent is not None else None
        return found is not None and self._page.isVisible()


def _is_field(widget: object) -> bool:
    """Return whether the widget accepts text."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox))


def _open_around(widget: QWidget) -> None:
    """Open the lines that were closed over a widget as the page moved on."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, FoldedLine) and not around.is_open:
            around.open()
        around = around.parentWidget()
