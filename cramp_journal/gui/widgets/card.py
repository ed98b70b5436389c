"""Plain widgets: a card with a heading, a line of text, a question with its answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from cramp_journal.gui.announce import announce
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.punctuation import in_sentences, name_and_value

AT_SIGHT = "at_sight"  # the property of a button that acts on what is shown, such as Undo: never on an unseen night


class Card(QFrame):
    """A rounded background for things that belong together."""

    def __init__(self, heading: str = "", kind: str = "card") -> None:
        super().__init__()
        role(self, kind)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(*(theme().roomy_px(px) for px in (18, 14, 18, 14)))
        self.inside.setSpacing(theme().roomy_px(8))
        self.heading = text_label(heading, "heading")
        self.inside.addWidget(self.heading)
        self.heading.setVisible(bool(heading))  # after it has its place: a widget without one is a window of its own


class NewsLabel(QLabel):
    """Words that come up by themselves, such as the result of a press: a screen reader says them."""

    def setText(self, text: str) -> None:
        is_new = text != self.text()
        super().setText(text)
        if is_new:
            announce(text, self)


def text_label(text: str, kind: str = "", *, wraps: bool = True, is_news: bool = False) -> QLabel:
    """Make a line of text; `kind` is its role in the style sheet.

    What comes up as news, and every problem, is said by a screen reader when it does.
    """
    made = NewsLabel() if is_news or kind == "problem" else QLabel()
    if kind:
        role(made, kind)  # before its text, which tells a screen reader what it is
    made.setText(text)
    made.setWordWrap(wraps)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def question(text: str, answer: QWidget) -> QWidget:
    """Put a question above its answer."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(text_label(text, "quiet"))
    layout.addWidget(answer)
    return both


def button(text: str, act: Callable[[], object], kind: str = "") -> QPushButton:
    """Make a button with an action; Enter presses it too while it has the focus."""
    made = TwoLineButton(text)
    made.setAutoDefault(True)
    if kind:
        role(made, kind)
    made.clicked.connect(act)
    return made


def belongs_to(made: QPushButton, what: str) -> QPushButton:
    """Name a button by what it belongs to as well, where others on its page say the same; return it."""
    text = made.text()
    asks = text.endswith(("?", "\uff1f"))
    made.setAccessibleName(in_sentences((text, what)) if asks else name_and_value(text, what))
    return made


def side_by_side(left: QVBoxLayout, right: QVBoxLayout) -> QBoxLayout:
    """Put two columns side by side; the layout can be turned if there is little room."""
    made = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    made.setSpacing(14)
    made.addLayout(left, 13)
    made.addLayout(right, 8)
    return made


def column(*widgets: QWidget) -> QVBoxLayout:
    """Put widgets one below the other, with the spare room at the end."""
    made = QVBoxLayout()
    made.setSpacing(12)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
