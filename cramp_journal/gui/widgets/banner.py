"""A line below every page, with one action; the person can close it.

It comes up below the page, so that nothing moves under the hand. Of several, only the most pressing one is seen; the
others follow when it is closed.
"""

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.gui.announce import announce
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import TARGET, icon, role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.still_hand import after_press_on
from cramp_journal.i18n import _, ngettext

_LEAST = 240  # pixels at 100 % text that the words need beside the button
TOO_SOON = 0.7  # seconds: a press just after the line came up was meant for what was there before


class Rank(IntEnum):
    """How pressing a line is, the most pressing one first."""

    EMERGENCY = 0
    NOT_KEPT = 1  # what is typed does not reach the journal
    INVENTED = 2  # the nights are made up: all below may be about these
    SEE_SOMEONE = 3  # an urgent prompt
    JOURNAL = 4  # news about the journal
    TOLD_ONCE = 5  # a prompt that can wait, or a question


class Banner(QFrame):
    """Hidden until it is needed, and built then: the first paint mostly does not need it."""

    action_requested = Signal()
    closed = Signal()  # by the person

    def __init__(self, text: str, action: str, rank: Rank) -> None:
        super().__init__()
        self._text, self._action, self._brief = text, action, ""
        self.rank = rank
        self.waiting = 0  # how many texts stand in this line; only the first one is seen
        self._later = ""  # what the button says that closes the line; "": a cross
        self._about = text
        self._closed = ""  # what the person has closed: it does not come up again
        self._shown_at = float("-inf")
        self._made = False
        self._said = ""  # to a screen reader: once, however often the person comes back to the page
        role(self, "banner")
        self.hide()

    def say(
        self,
        text: str,
        action: str = "",
        rank: Rank | None = None,
        *,
        about: str = "",
        behind: int = 0,
        close: str = "",
        brief: str = "",
    ) -> None:
        """Show another text, with its action and its rank if they change; "" hides the line.

        `about` names what the text is about, if its numbers may change: what was closed stays closed. `behind` is the
        number of texts that the caller will show after this one. `close` is what the button says that closes the line,
        where a cross is not enough. `brief` is what is seen of the text where letters are so large that all of it would
        cover much of the page; a screen reader says all of it.
        """
        self._about = about or text
        if text != self._text:
            self._shown_at = clock.seconds()
        self._text, self._action, self._later = text, action or self._action, close
        self._brief = brief
        self._said = self._said if text else ""
        self.rank = self.rank if rank is None else rank
        if self._about != self._closed:  # what comes again later is news
            self._closed = ""
        if self._made:
            self._words.setText(self._seen())
            self._button.setText(self._action)
            self._dress_close()
        self._want(1 + behind if text else 0)

    def setVisible(self, visible: bool) -> None:
        self._want(max(1, self.waiting) if visible else 0)

    def show_among(self, more: int | None) -> None:
        """Show the line, and how many more wait behind it; None hides it, for a more pressing one is shown."""
        if more is not None and not self._made:
            self._build()
        if more is not None:
            if self.isHidden():
                self._shown_at = clock.seconds()
            self._more.setText(ngettext("{n} more", "{n} more", more).format(n=more) if more else "")
            self._more.setVisible(bool(more))  # an empty one would push the buttons aside
        super().setVisible(more is not None)
        if more is not None and self._text != self._said:
            self._said = self._text
            announce(self._text, self._words)

    def _want(self, waiting: int) -> None:
        self.waiting = waiting if self._about != self._closed else 0
        place = self.parentWidget()
        if isinstance(place, Banners):
            place.arrange()
        else:  # not placed yet
            self.show_among(0 if self.waiting else None)

    def _build(self) -> None:
        from cramp_journal.gui.widgets.sides import Sides  # noqa: PLC0415 - not for the first paint

        self._made = True
        self._words = text_label(self._seen())
        self._words.setMinimumWidth(1)  # a long file name must not push the button out of the window
        self._more = text_label("", "quiet", wraps=False)
        self._button = QPushButton(self._action)
        self._button.clicked.connect(self._on_action)
        self._close = close = QPushButton()
        close.setMinimumHeight(TARGET)
        speak_as(close, SpokenRole.Button)
        close.clicked.connect(self._on_close)
        self._dress_close()
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._more)
        row.addWidget(self._button)
        row.addWidget(close)
        both = QWidget()
        Sides(self._words, buttons, both, least=theme().px(_LEAST))
        around = QVBoxLayout(self)
        around.setContentsMargins(theme().roomy_px(24), 4, theme().roomy_px(24), 4)
        around.addWidget(both)

    def _seen(self) -> str:
        return self._brief if self._brief and theme().has_large_letters else self._text

    def _dress_close(self) -> None:
        named = self._later or _("Close this line")
        self._close.setText(self._later)
        self._close.setIcon(QIcon() if self._later else icon("x", theme().palette.text))
        role(self._close, "" if self._later else "icon")
        self._close.setMinimumWidth(0 if self._later else TARGET)  # 0: as wide as its words
        self._close.setAccessibleName(named)
        self._close.setToolTip("" if self._later else named)

    def _is_too_soon(self) -> bool:
        return clock.seconds() - self._shown_at < TOO_SOON

    def _on_action(self) -> None:
        if not self._is_too_soon():
            self.action_requested.emit()
            self._guard(self._button)

    def _on_close(self) -> None:
        if not self._is_too_soon():
            self._closed = self._about
            self.hide()
            self.closed.emit()
            self._guard(self._close)

    def _guard(self, pressed: QPushButton) -> None:
        """Keep the next press from the page that grew under the hand; another line takes none too soon by itself."""
        place = self.parentWidget()
        if self.isHidden() and isinstance(place, Banners) and place.is_empty:
            after_press_on(pressed)


class Banners(QWidget):
    """The place of the lines: at most one is seen at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines: list[Banner] = []

    def add(self, line: Banner) -> None:
        """Take in a line."""
        self._lines.append(line)
        self._column.addWidget(line)
        self.arrange()

    @property
    def is_empty(self) -> bool:
        """Whether no line is seen."""
        return all(line.isHidden() for line in self._lines)

    def arrange(self) -> None:
        """Show the most pressing line, and hide the others until it is closed."""
        wanted = sorted((line for line in self._lines if line.waiting), key=lambda line: line.rank)
        for line in self._lines:
            if line not in wanted[:1]:
                line.show_among(None)
        if wanted:
            wanted[0].show_among(sum(line.waiting for line in wanted) - 1)
