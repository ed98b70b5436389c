"""Two things side by side where there is room for both, else one under the other."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.flow_layout import FlowLayout


class OneRow(FlowLayout):
    """Like words on a page, but it would like to be one row."""

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))


class Sides(QLayout):
    """What stands at the left and what stands at the right; the left one gets the room that is over."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None, *, least: int = 0) -> None:
        """Take two things; the left one needs `least` pixels to stand beside the right one (0: what it asks for)."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least = least
        self._gap = theme().roomy_px(12)
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(left)
        self.addWidget(right)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        left, right = (item.sizeHint() for item in self._items)
        return QSize(left.width() + self._gap + right.width(), max(left.height(), right.height()))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, right = self._items
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
                item.setGeometry(place)
        return height


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
