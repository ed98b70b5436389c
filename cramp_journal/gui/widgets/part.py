"""A part of a page of which one is seen at a time."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.theme import theme


class PagePart(QWidget):
    """Subclasses put their widgets into `self.column`."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().roomy_px(14))


def stacked() -> tuple[QWidget, QVBoxLayout]:
    """Give a widget for things that come and go, and the layout to put them into."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().roomy_px(14))
    return holder, layout


def empty(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
