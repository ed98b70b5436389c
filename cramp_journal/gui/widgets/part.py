"""A part of a page, one of which is shown at a time."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.theme import theme


class PagePart(QWidget):
    """Subclasses add their widgets to `self.column`."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().roomy_px(14))


def stacked() -> tuple[QWidget, QVBoxLayout]:
    """Return a widget for contents that change, and its layout."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().roomy_px(14))
    return holder, layout


def empty(layout: QVBoxLayout) -> None:
    """Remove everything from a layout."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
