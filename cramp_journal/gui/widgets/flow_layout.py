"""A layout that arranges its items in rows, like words on a page."""

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget, QWidgetItem


def flowing(*widgets: QWidget, gap: int = 8) -> QWidget:
    """Put widgets beside each other, in as many rows as they need."""
    holder = QWidget()
    row = FlowLayout(holder, gap)
    for each in widgets:
        row.addWidget(each)
    return holder


class FlowLayout(QLayout):
    """Items in the direction of reading, with a new row when one does not fit. Its height depends on its width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None  # of the visible items; None: to be computed
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        widget = item.widget()
        if widget is not None:
            # Qt deletes an item together with its widget, and says so only to one that Python made. A wrapper of Qt's
            # own would be left with the address of something else: the window grew, and crashed in the end.
            own = QWidgetItem(widget)
            shiboken6.delete(item)
            item = own
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Insert a widget before the item at a place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks a hundred times for each change
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._sizes = None
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def put(self, item: QLayoutItem, place: QRect, room: QRect) -> None:
        """Set the place of an item, reckoned from the left; where it is read from right to left, from the right."""
        item.setGeometry(QStyle.visualRect(self.direction(), room, place))

    def direction(self) -> Qt.LayoutDirection:
        """Return the direction of reading."""
        holder = self.parentWidget()
        return holder.layoutDirection() if holder is not None else Qt.LayoutDirection.LeftToRight

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, end = rect.x(), rect.right() + 1
        x, y, row = left, rect.y(), 0
        for item, size in self._shown():
            if x > left and x + size.width() > end:
                x, y, row = left, y + row + self._gap, 0
            if move:
                self.put(item, QRect(QPoint(x, y), size), rect)
            x += size.width() + self._gap
            row = max(row, size.height())
        return y + row - rect.y()
