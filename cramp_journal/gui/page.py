"""A full-size view in the window: it is refreshed when it is seen and something has changed, never before."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme


class Page(QWidget):
    """A page. Subclasses build their widgets into `self.body`, and show what is true in `refresh()`."""

    def __init__(self) -> None:
        super().__init__()
        self._stale = True
        role(self, "ground")
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*(theme().roomy_px(px) for px in (26, 20, 26, 20)))
        self.body.setSpacing(14)
        self._scroll = QScrollArea()
        role(self._scroll, "ground")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        role(inside, "ground")
        inside.setLayout(self.body)
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def refresh(self) -> None:
        """Show what is true now."""
        raise NotImplementedError

    def mark_stale(self) -> None:
        """Note that something changed; a page that is seen shows it at once."""
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Refresh where something has changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def see(self, widget: QWidget) -> None:
        """Scroll so that a widget is seen."""
        self._scroll.ensureWidgetVisible(widget, 20, 20)
