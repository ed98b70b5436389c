"""Things side by side if there is room for all, otherwise one below the other."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.flow_layout import FlowLayout


class OneRow(FlowLayout):
    """Like words on a page, but its preferred size is one row."""

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))


class Sides(FlowLayout):
    """A left and a right widget; the left one gets the spare room."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None, *, least: int = 0) -> None:
        """Take two widgets; the left one needs `least` pixels beside the right one (0: its own preferred width)."""
        super().__init__(parent, theme().roomy_px(12))
        self._least = least
        self.addWidget(left)
        self.addWidget(right)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        left, right = (QSize() if item.isEmpty() else item.sizeHint() for item in self._items)
        return QSize(left.width() + self._gap + right.width(), max(left.height(), right.height()))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, right = self._items
        if left.isEmpty():  # then the right one begins at the left
            height = _height(right, rect.width())
            if move:
                self.put(right, QRect(rect.x(), rect.y(), rect.width(), height), rect)
            return height
        wide = right.sizeHint().width()
        room = rect.width() - wide - self._gap
        if room >= (self._least or left.sizeHint().width()):
            heights = _height(left, room), _height(right, wide)
            height = max(heights)
            places = [
                QRect(rect.x(), rect.y() + (height - heights[0]) // 2, room, heights[0]),
                QRect(rect.right() + 1 - wide, rect.y() + (height - heights[1]) // 2, wide, heights[1]),
            ]
        else:
            wide = rect.width() if right.hasHeightForWidth() else min(rect.width(), wide)
            heights = _height(left, rect.width()), _height(right, wide)
            height = sum(heights) + self._gap
            places = [
                QRect(rect.x(), rect.y(), rect.width(), heights[0]),
                QRect(rect.x(), rect.y() + heights[0] + self._gap, wide, heights[1]),
            ]
        if move:
            for item, place in zip(self._items, places, strict=True):
                self.put(item, place, rect)
        return height


class Columns(FlowLayout):
    """Things in columns of equal width if each gets `least` pixels, otherwise one below the other."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, theme().roomy_px(14))
        self._least = least

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(len(shown) * (self._least + self._gap), max((size.height() for size in shown), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        count = max(1, len(shown))
        wide = (rect.width() - (count - 1) * self._gap) // count
        if wide >= self._least:
            height = max((_height(item, wide) for item in shown), default=0)
            places = [QRect(rect.x() + n * (wide + self._gap), rect.y(), wide, height) for n in range(count)]
        else:
            places, y = [], rect.y()
            for item in shown:
                places.append(QRect(rect.x(), y, rect.width(), _height(item, rect.width())))
                y = places[-1].bottom() + 1 + self._gap
            height = max(0, y - self._gap - rect.y())
        if move:
            for item, place in zip(shown, places, strict=False):
                self.put(item, place, rect)
        return height


def in_columns(widgets: Iterable[QWidget], least: float) -> QWidget:
    """Return widgets in columns, each at least `least` pixels wide at 100 % text."""
    holder = QWidget()
    columns = Columns(theme().px(least), holder)
    for widget in widgets:
        columns.addWidget(widget)
    return holder


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
