"""The base of most dialogs: a title, cards that scroll if there is little room, and a button that closes the dialog."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cramp_journal.gui.page import order_tabs
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.still_hand import after_press_anywhere
from cramp_journal.i18n import _

_SPARE = 0.87  # of a screen: its bars and the frame of the dialog need the rest


def room_on_screen(widget: QWidget) -> QSize:
    """Return how large a dialog may be on its screen."""
    free = widget.screen().availableGeometry().size()
    return QSize(round(free.width() * _SPARE), round(free.height() * _SPARE))


def fit_on_screen(dialog: QDialog, width: int, height: int) -> None:
    """Resize a dialog to what its contents need, but no larger than its screen."""
    room = room_on_screen(dialog)
    dialog.resize(QSize(max(width, dialog.minimumSizeHint().width()), height).boundedTo(room))


class UndoKeys(QObject):
    """The keys of Undo: in the window they belong to its sidebar, and its dialogs use the same."""

    def __init__(self, owner: QWidget, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        super().__init__(owner)
        self._acts = {"Ctrl+Z": undo, "Ctrl+Y": redo, "Ctrl+Shift+Z": redo}
        self.serve(owner)

    def serve(self, owner: QWidget) -> None:
        """Make the keys work in a widget's window; what is typed in a field has its own Undo."""
        for key, act in self._acts.items():
            QShortcut(QKeySequence(key), owner).activated.connect(act)


class Dialog(QDialog):
    """A dialog; the second press of a double click on its last button acts on nothing that lay behind it."""

    def done(self, result: int) -> None:
        """Close the dialog."""
        super().done(result)
        after_press_anywhere()


class ScrolledDialog(Dialog):
    """A dialog that shows cards; `add_card` adds one."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumSize(520, 320)
        self._fitted = False
        self._holder = inside = QWidget()
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
        keys = parent.window().findChild(UndoKeys)
        if keys is not None:
            keys.serve(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:  # later sizes are the person's own
            self._fitted = True
            self.fit()
            QTimer.singleShot(0, self, self.fit)  # once more, when every part has the font that it is drawn in

    def grow(self) -> None:
        """Make room for contents that came later, as far as the screen allows; the dialog never shrinks."""
        before = self.size()
        self.fit()
        self.resize(self.size().expandedTo(before))
        free, frame = self.screen().availableGeometry(), self.frameGeometry()
        over = QPoint(min(0, free.right() - frame.right()), min(0, free.bottom() - frame.bottom()))
        if not over.isNull():
            at = self.pos() + over
            self.move(max(at.x(), free.x()), max(at.y(), free.y()))

    def fit(self) -> None:
        """Make the dialog as large as its contents need, and the screen allows."""
        wide = theme().px(640)
        inside, bar = self._holder.sizeHint(), self._scroll.verticalScrollBar().sizeHint().width()
        wide = min(max(wide, inside.width() + bar), room_on_screen(self).width())
        layout = self._column
        tall = layout.totalHeightForWidth(wide - bar) if layout.hasHeightForWidth() else inside.height()
        fit_on_screen(self, wide, tall + 4)

    def add_card(self, card: QWidget) -> None:
        """Add a card below the others."""
        self._column.insertWidget(self._column.count() - 2, card)
        order_tabs(self._column)

    def see(self, widget: QWidget) -> None:
        """Scroll until a widget is visible, after the layout has placed it."""
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget, 20, 20))

    def see_top(self) -> None:
        """Scroll to the beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def hidden_height(self) -> int:
        """Return how many pixels of the dialog are outside the visible part."""
        return self._scroll.verticalScrollBar().maximum()


class WorkingDialog(ScrolledDialog):
    """A dialog for work that takes a moment: it shows the result, and disables its controls meanwhile."""

    def __init__(self, parent: QWidget, title: str, meanwhile: str) -> None:
        """Make the dialog; it shows `meanwhile` during the work."""
        super().__init__(parent, title)
        self._working, self._meanwhile = False, meanwhile
        self._told = text_label("", "strong", is_news=True)
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
        for part in self._holder.children():
            if isinstance(part, QWidget) and not isinstance(part, QLabel) and self._column.indexOf(part) >= 0:
                part.setEnabled(not on)
        if on:
            self._told.setText(self._meanwhile)
            self._told.show()
            self.see(self._told)
