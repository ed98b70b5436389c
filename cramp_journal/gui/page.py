"""A full-size view in the window: refreshed only when it is visible and something has changed."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.debug_log import timed
from cramp_journal.gui.theme import role, theme


class Page(QWidget):
    """A page. Subclasses add their widgets to `self.body`, and show the current state in `refresh()`."""

    def __init__(self) -> None:
        super().__init__()
        self._stale = True
        self._top = 0  # the top edge in the window
        role(self, "ground")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*(theme().roomy_px(px) for px in (24, 20, 24, 20)))
        self.body.setSpacing(14)
        self._scroll = QScrollArea()
        role(self._scroll, "ground")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        role(inside, "ground")
        inside.setLayout(self.body)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_width)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def refresh(self) -> None:
        """Show the current state."""
        raise NotImplementedError

    def is_in_hand(self) -> bool:
        """Return whether somebody is pressing one thing after another here: then nothing may move under the hand."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = self.mapTo(self.window(), QPoint(0, 0)).y()
        if self.is_in_hand():  # a line appeared above the page, or disappeared
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + top - self._top)
        self._top = top

    def _keep_width(self, _least: int, most: int) -> None:
        """Keep the contents as wide with a scroll bar as without one: nothing moves when it appears."""
        margins = self.body.contentsMargins()
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most else 0
        margins.setRight(max(0, theme().roomy_px(24) - bar))
        self.body.setContentsMargins(margins)

    def show_part(self, name: str) -> None:
        """Show one part of the page, if it has several."""

    def first_words(self) -> str:
        """Return what a screen reader says after the name of the page: what is to be seen at first sight, or ""."""
        return ""

    def start(self) -> None:
        """Show what the page starts with: the person chose it among the pages."""

    def mark_stale(self) -> None:
        """Note that something changed; a visible page refreshes at once."""
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Refresh if something has changed since the last time."""
        if self._stale:
            self._stale = False
            with timed(f"{type(self).__name__} refreshed"):
                self.refresh()
                self.order_tabs()

    def order_tabs(self) -> None:
        """Make the Tab key follow the reading order of the layouts, not the order in which the parts were made."""
        order_tabs(self.body)

    def read_by_keys(self, name: str) -> None:
        """Make the page itself focusable, so that the arrow keys scroll a page of words only."""
        role(self._scroll, "reading")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.be_called(name)

    def be_called(self, name: str) -> None:
        """Set the name that a screen reader says while no control of the page has the focus."""
        self._scroll.setAccessibleName(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._scroll.accessibleName():
            labels = self.findChildren(QLabel)
            self.be_called(next((each.text() for each in labels if each.property("role") == "title"), ""))

    def take_focus(self) -> None:
        """Scroll to the top, and move the focus to the first thing to do."""
        self.see_top()

    def take_keys(self) -> None:
        """Take the focus, and scroll nowhere: arrow keys then scroll the page, and single keys are heard."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def see_top(self) -> None:
        """Scroll to the top."""
        self._scroll.verticalScrollBar().setValue(0)

    def see_from(self, widget: QWidget) -> None:
        """Scroll until a widget is the first thing visible."""
        inside = self._scroll.widget()
        if inside is not None:
            self._scroll.verticalScrollBar().setValue(widget.mapTo(inside, QPoint(0, 0)).y() - 8)

    def hidden_height(self) -> int:
        """Return how many pixels of the page are outside the visible part."""
        return self._scroll.verticalScrollBar().maximum()

    def see(self, widget: QWidget) -> None:
        """Scroll until a widget is visible."""
        half = widget.height() // 2 if isinstance(widget, QLineEdit) else 0  # Qt is content to show the caret of these
        self._scroll.ensureWidgetVisible(widget, 20, 20 + half)

    def see_start_soon(self, widget: QWidget) -> None:
        """Scroll until the top of a widget is visible, once it has its place, and no further than that."""
        QTimer.singleShot(0, widget, lambda: self._see_start(widget, self._scroll.viewport().height() // 3))

    def see_whole_soon(self, widget: QWidget) -> None:
        """Scroll until all of a widget is visible, or its start if it does not fit, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self._see_start(widget, self._scroll.viewport().height() - 40))

    def _see_start(self, widget: QWidget, room: int) -> None:
        inside, bar = self._scroll.widget(), self._scroll.verticalScrollBar()
        if inside is not None:
            top, shown = widget.mapTo(inside, QPoint(0, 0)).y(), self._scroll.viewport().height()
            start = min(widget.height() + 20, room)
            bar.setValue(max(min(bar.value(), top - 20), top + start - shown))


def order_tabs(layout: QLayout) -> None:
    """Make the Tab key follow the reading order of a layout."""
    for before, after in pairwise(_in_reading_order(layout)):
        QWidget.setTabOrder(before, after)


def _in_reading_order(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets that can have the focus, in reading order.

    `itemAt` is not asked: Python would hold what it returns after Qt has deleted it, and a later widget at the same
    place in memory would be taken for it.
    """
    holder = layout.parentWidget()
    children: list[QWidget | QLayout] = [each for each in layout.children() if isinstance(each, QLayout)]
    if holder is not None:
        children += [each for each in holder.children() if isinstance(each, QWidget)]
    placed = [(layout.indexOf(each), number, each) for number, each in enumerate(children)]
    for _index, _number, child in sorted(each for each in placed if each[0] >= 0):
        if isinstance(child, QLayout):
            yield from _in_reading_order(child)
            continue
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield child
        inner = child.layout()
        if inner is not None:
            yield from _in_reading_order(inner)
