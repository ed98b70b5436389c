"""The contents of one copy of the journal, and restoring it: described, shown, and confirmed once before it is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cramp_journal.gui.keeping.secret_line import SecretLine
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.night_strip import NightCounts, NightStrip, sum_in_words
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text, day, span
from cramp_journal.labels import nights_text as said_nights
from cramp_journal.punctuation import in_parts

if TYPE_CHECKING:
    from cramp_journal.store.copies.copies import Copy


class CopyCard(QWidget):
    """A look inside a copy; one that is locked with another passphrase asks for that first."""

    back_wanted = Signal()
    words_given = Signal(str)
    restore_wanted = Signal()
    moved = Signal(object)  # a widget to scroll to

    def __init__(self, copy: "Copy", nights: NightCounts, now: int | None, *, locks: bool = False) -> None:
        """Show a copy with its last nights.

        Args:
            copy: The copy.
            nights: Its last nights, as a strip shows them.
            now: The number of nights in the journal; None if it is not open.
            locks: The copy has a passphrase and the journal has none: restoring the copy locks the journal.
        """
        super().__init__()
        self.copy, self._locks = copy, locks
        self._first: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(_("Copy of {day}").format(day=day(copy.made_on)))
        card.inside.addWidget(text_label(copy_in_words(copy, beside=True, titled=True)))
        card.inside.addWidget(text_label(str(copy.file), "quiet"))
        if copy.locked:
            self._ask_for_words(card)
        elif copy.sound:
            self._show_nights(card, nights)
        row = QWidget()
        buttons = FlowLayout(row, 10)
        if copy.sound:
            self._first = button(_("Put this copy back…"), self._on_put)
            buttons.addWidget(self._first)
        back = button(_("Back to the list"), self.back_wanted.emit)
        buttons.addWidget(back)
        self._first = self._first or back
        card.inside.addWidget(row)
        column.addWidget(card)
        self._sure = self._question(now)
        self._sure.hide()
        column.addWidget(self._sure)

    def take_focus(self) -> None:
        """Move the focus to the first step."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    # ---------------------------------------------------------------- inside
    def _show_nights(self, card: Card, nights: NightCounts) -> None:
        if not nights:
            return
        strip = NightStrip(14)
        strip.show_nights(nights, max(nights))
        card.inside.addWidget(text_label(_("Its last 14 nights"), "strong"))
        card.inside.addWidget(strip)
        card.inside.addWidget(text_label(sum_in_words(nights, strip.evenings()), "quiet"))

    def _ask_for_words(self, card: Card) -> None:
        self._line = SecretLine(_("Passphrase or recovery code of this copy"))
        self._line.returnPressed.connect(self._on_words)
        card.inside.addWidget(question(_("The passphrase or recovery code that it was locked with"), self._line))
        card.inside.addWidget(button(_("Open this copy"), self._on_words), 0, Qt.AlignmentFlag.AlignLeft)
        self._first = self._line

    def _question(self, now: int | None) -> Card:
        card = Card(_("Put this copy back?"), "prompt")
        copy = self.copy
        words = _("Your journal will be as it was then: {nights}.").format(nights=said_nights(copy.nights or 0))
        if now is None:
            kept = _("What lies in its place now stays beside it, under another name.")
        else:
            kept = _(
                "Your journal of now ({nights}) is kept first, as a copy in this list: nothing is lost, and you can"
                " put it back in the same way."
            ).format(nights=said_nights(now))
        card.inside.addWidget(text_label(words))
        card.inside.addWidget(text_label(kept, "strong"))
        if self._locks:
            card.inside.addWidget(text_label(_("Your journal will then have the passphrase of this copy."), "strong"))
        row = QWidget()
        buttons = FlowLayout(row, 10)
        self._yes = button(_("Put it back"), self.restore_wanted.emit, "main")
        buttons.addWidget(self._yes)
        buttons.addWidget(button(_("Leave all as it is"), self.back_wanted.emit))
        card.inside.addWidget(row)
        return card

    def _on_put(self) -> None:
        self._sure.show()
        self._yes.setFocus(Qt.FocusReason.TabFocusReason)
        self.moved.emit(self._sure)

    def _on_words(self) -> None:
        if self._line.text().strip():
            self.words_given.emit(self._line.text())


def copy_in_words(copy: "Copy", *, beside: bool, titled: bool = False) -> str:
    """Describe a copy: its day (unless that is the title), its contents, its reason, and whether it is elsewhere."""
    before = {
        "upgrade": _("made before an upgrade at {time}"),
        "import": _("made before an import at {time}"),
        "restore": _("made before a restore at {time}"),
        "merge": _("made before another journal was brought in at {time}"),
    }
    at = clock_text(f"{copy.made_at:%H:%M}") if copy.made_at else ""
    if copy.locked:
        held = _("locked with another passphrase")
    elif not copy.sound or copy.nights is None:
        held = _("damaged, or not a copy of a journal")
    else:
        held = said_nights(copy.nights)
        if copy.first and copy.last:
            held = in_parts((held, span(copy.first, copy.last)))
    parts = [] if titled else [day(copy.made_on)]
    parts += [held, before.get(copy.before, "").format(time=at)]
    if not beside:
        parts.append(_("in your folder"))
    return " · ".join(part for part in parts if part)
