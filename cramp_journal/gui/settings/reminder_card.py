"""The reminder of the morning in the settings: on or off, its time, and what it does on this computer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cramp_journal.errors import BadInput
from cramp_journal.gui.theme import TARGET
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chips import ToggleChip
from cramp_journal.gui.widgets.typed_fields import Aside, Sieve
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text
from cramp_journal.reminder.times import USUAL, time_from
from cramp_journal.reminder.wished import MorningWish

_LONGEST = 40  # characters


class ReminderCard(Card):
    """Each press counts at once; what came of it is said below."""

    wanted = Signal(str, bool)  # the time (HH:MM; "": off), and whether its buttons tell others nothing

    def __init__(self, wish: MorningWish, *, is_locked: bool) -> None:
        super().__init__(_("Morning reminder"))
        self._at = wish.at
        self._build(wish, is_locked=is_locked)
        self._connect()

    def _build(self, wish: MorningWish, *, is_locked: bool) -> None:
        words = _("In the morning a notice asks about last night, unless it is recorded. You can answer it there.")
        self.inside.addWidget(text_label(words, "quiet"))
        self._on = ToggleChip(_("Remind me in the morning"), on=bool(self._at))
        self._time = QLineEdit(clock_text(self._at or USUAL))
        self._time.setAccessibleName(_("Time of the reminder"))
        self._time.setMinimumHeight(TARGET)
        self._time.setMaxLength(_LONGEST)
        self._sieve = Sieve(self._time)
        self._aside = Aside(self._time)
        holder = QWidget()
        self._aside.put_below(self._time, holder)
        row = QHBoxLayout()
        row.addWidget(self._on, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(holder, 1)
        self.inside.addLayout(row)
        self._neutral = ToggleChip(_("Neutral words on its buttons"), on=wish.neutral)
        self.inside.addWidget(self._neutral, 0, Qt.AlignmentFlag.AlignLeft)
        told = QVBoxLayout()
        if is_locked:
            words = _("Your journal is locked: what you answer is sealed beside it, and goes in when you unlock it.")
            told.addWidget(text_label(words, "quiet"))
        self._news = text_label("", "quiet", is_news=True)
        self._news.hide()
        told.addWidget(self._news)
        self.inside.addLayout(told)

    def _connect(self) -> None:
        self._on.clicked.connect(self._on_pressed)
        self._neutral.clicked.connect(self._on_pressed)
        self._time.textEdited.connect(lambda _text: self._aside.say(""))
        self._time.editingFinished.connect(self._on_typed)

    def say(self, words: str) -> None:
        """Say what came of the last press."""
        self._news.setText(words)
        self._news.setVisible(bool(words))

    def show_refused(self, words: str) -> None:
        """Say why it could not be turned on; it is off."""
        self._at = ""
        self._on.setChecked(False)
        self.say(words)

    def take_typed(self) -> bool:
        """Use a time that was typed last; False where it is not understood: a sentence beside it says what is wrong."""
        self._on_typed()
        return not self._aside.text()

    def _typed(self) -> str | None:
        try:
            return time_from(self._time.text())
        except BadInput as error:
            self._aside.say(str(error))
            return None

    def _on_typed(self) -> None:
        typed = self._typed() if self._on.isChecked() else None
        if not self._on.isChecked():
            self._aside.say("")
        if typed is not None and typed != self._at:
            self._on_pressed()

    def _on_pressed(self) -> None:
        typed = self._typed() if self._on.isChecked() else ""
        if typed is None:
            self._time.setFocus()
            return
        self._aside.say("")
        self._at = typed
        self.wanted.emit(typed, self._neutral.isChecked())
