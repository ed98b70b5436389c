"""Plain parts: a card with a heading, a label of quiet text, a row that a label explains."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme

AT_SIGHT = "at_sight"  # the property of a button that acts on what is seen, such as Undo: never on a night unseen


class Card(QFrame):
    """A rounded ground for things that belong together."""

    def __init__(self, heading: str = "", kind: str = "card") -> None:
        super().__init__()
        role(self, kind)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(*(theme().roomy_px(px) for px in (18, 14, 18, 14)))
        self.inside.setSpacing(theme().roomy_px(8))
        self.heading = text_label(heading, "heading")
        self.inside.addWidget(self.heading)
        self.heading.setVisible(bool(heading))  # after it has its place: a part without one is a window of its own


def text_label(text: str, kind: str = "", *, wraps: bool = True) -> QLabel:
    """Make a line of text; `kind` is its role in the style sheet."""
    made = QLabel(text)
    if kind:
        role(made, kind)
    made.setWordWrap(wraps)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def question(text: str, answer: QWidget) -> QWidget:
    """Put a question over its answer."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(text_label(text, "quiet"))
    layout.addWidget(answer)
    return both


def button(text: str, act: Callable[[], object], kind: str = "") -> QPushButton:
    """Make a button that does something; Enter presses it too, where it has the focus."""
    made = QPushButton(text)
    made.setAutoDefault(True)
    if kind:
        role(made, kind)
    made.clicked.connect(act)
    return made


def side_by_side(left: QVBoxLayout, right: QVBoxLayout) -> QBoxLayout:
    """Put two columns side by side; the layout can be turned where there is little room."""
    made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    made.setSpacing(14)
    made.addLayout(left, 13)
    made.addLayout(right, 8)
    return made


def column(*widgets: QWidget) -> QVBoxLayout:
    """Put widgets under each other, with what room is left below them."""
    made = QVBoxLayout()
    made.setSpacing(12)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
