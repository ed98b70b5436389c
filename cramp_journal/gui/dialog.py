"""The base of most dialogs: a title, cards that scroll if there is little room, and a button that closes the dialog."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.gui.page import order_tabs
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _


class ScrolledDialog(QDialog):
    """A dialog that shows cards; `add_card` adds one."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumSize(520, 420)
        self.resize(min(760, theme().px(640)), min(680, theme().px(640)))
        inside = QWidget()
        role(inside, "ground")
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(12)
        self._scroll = scroll = QScrollArea()
        role(scroll, "ground")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.done_button = QPushButton(_("Done"))
        self.done_button.setAutoDefault(False)  # Enter in a field does not close the dialog
        self.done_button.clicked.connect(self.accept)
        self._column.addWidget(text_label(title, "title"))
        self._column.addStretch(1)
        self._column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignRight)

    def add_card(self, card: QWidget) -> None:
        """Add a card below the others."""
        self._column.insertWidget(self._column.count() - 2, card)
        order_tabs(self._column)

    def see(self, widget: QWidget) -> None:
        """Scroll until a widget is visible, after the layout has placed it."""
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget, 20, 20))

    def hidden_height(self) -> int:
        """Return how many pixels of the dialog are outside the visible part."""
        return self._scroll.verticalScrollBar().maximum()


class WorkingDialog(ScrolledDialog):
    """A dialog for work that takes a moment: it shows the result, and disables its controls meanwhile."""

    def __init__(self, parent: QWidget, title: str, meanwhile: str) -> None:
        """Make the dialog; it shows `meanwhile` during the work."""
        super().__init__(parent, title)
        self._working, self._meanwhile = False, meanwhile
        self._told = text_label("", "strong")
        self._told.hide()
        self.add_card(self._told)

    def say(self, text: str) -> None:
        """Show the result of the work; "" shows nothing."""
        self.set_working(on=False)
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            self.see(self._told)

    def note(self, text: str) -> None:
        """Show the result of work in the background, without disturbing other work; "" changes nothing."""
        if text and not self._working:
            self.say(text)

    def set_working(self, *, on: bool) -> None:
        """Disable all controls during the work, or enable them again."""
        self._working = on
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            part = item.widget() if item else None
            if part is not None and not isinstance(part, QLabel):
                part.setEnabled(not on)
        if on:
            self._told.setText(self._meanwhile)
            self._told.show()
            self.see(self._told)
