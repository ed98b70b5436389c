"""The page of a journal that cannot be opened: the problem, and the ways out. An empty journal is not one of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cramp_journal.errors import DamagedJournal, GoodCopy, JournalError, JournalInUse, NewerJournal
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.i18n import _
from cramp_journal.labels import day, nights_text
from cramp_journal.punctuation import in_sentences

_WIDEST = 860  # pixels at 100 % text


class TroublePage(Page):
    """Names the problem in plain words; each way out says what happens to the present file."""

    rescue_wanted = Signal()
    restore_wanted = Signal(object)  # the file of a copy
    other_wanted = Signal()  # another copy is to be chosen
    again_wanted = Signal()
    anew_wanted = Signal()
    close_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, error: JournalError, person: str = "") -> None:
        """Make the page; `person` is whose journal it is, where there are several people."""
        super().__init__()
        self._person = person
        self._error = error
        self._first: QPushButton | None = None
        self._told = text_label("", "problem")
        self._told.hide()
        self._build()
        self.order_tabs()

    def refresh(self) -> None:
        """Do nothing: nothing on this page changes on its own."""

    def take_focus(self) -> None:
        """Move the focus to the first way out."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self, text: str) -> None:
        """Say why a way out failed."""
        self._told.setText(text)
        self._told.show()
        self.see(self._told)

    def note_again(self, error: JournalError) -> bool:
        """Return whether the page shows this error already, and if so, repeat it.

        A retry that happens on its own is not repeated.
        """
        same = type(error) is type(self._error) and str(error) == str(self._error)
        if same and not isinstance(error, JournalInUse):
            self.say(_("It is still so."))
        return same

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        error = self._error
        self.body.addWidget(text_label(_title(error), "title"))
        card = Card()
        card.setMaximumWidth(theme().px(_WIDEST))
        if isinstance(error, DamagedJournal):
            card.inside.addWidget(text_label(_what_happened(error)))
            card.inside.addWidget(
                text_label(_("Nothing was deleted, and no empty journal was put in its place."), "strong")
            )
        card.inside.addWidget(text_label(str(error), "quiet" if isinstance(error, DamagedJournal) else ""))
        self.body.addWidget(card)
        self.body.addWidget(self._told)
        if isinstance(error, DamagedJournal):
            self._add_ways(error)
        elif isinstance(error, JournalInUse):
            self.body.addWidget(text_label(_("This window tries again by itself.")))
        elif isinstance(error, NewerJournal):
            self._add_earlier(error.copy)
        else:
            self._add(_("Try again"), self.again_wanted.emit)
            self._add(_("Choose a copy…"), self.other_wanted.emit)
        if self._person:
            self._add(_("Another person…"), self.people_wanted.emit)
        self._add(_("Close"), self.close_wanted.emit)
        self.body.addStretch(1)

    def _add_earlier(self, copy: GoodCopy | None) -> None:
        """Offer the copy from before a newer program changed the journal."""
        if copy is None:
            return
        held = _("It goes up to the night of {day}.").format(day=day(copy.last)) if copy.last else ""
        then = _(
            "What was entered after that copy is not in it. The newer journal stays beside it, under another name."
        )
        self._add(
            _("Put back the copy of {day} ({nights})").format(day=day(copy.made_on), nights=nights_text(copy.nights)),
            lambda: self.restore_wanted.emit(copy.file),
            in_sentences((held, then, _("With the newer program you can bring both together again."))),
        )
        self._add(_("Try again"), self.again_wanted.emit)

    def _add_ways(self, error: DamagedJournal) -> None:
        if error.readable:
            self._add(
                _("Save what can be read ({nights})").format(nights=nights_text(error.readable)),
                self.rescue_wanted.emit,
                _(
                    "A new journal is made of it and of the newest good copy, whichever has more."
                    " The damaged file stays beside it, under another name."
                ),
            )
        copy = error.copy
        if copy is not None:
            self._add(
                _("Put back the copy of {day} ({nights})").format(
                    day=day(copy.made_on), nights=nights_text(copy.nights)
                ),
                lambda: self.restore_wanted.emit(copy.file),
                "" if error.gone else _("What lies there now stays beside it, under another name."),
            )
        if error.gone and copy is None:
            then = _("If your journal lies on a stick or another disk, plug that in first.")
            self._add(_("Try again"), self.again_wanted.emit, then)
            self._add(_("Choose a copy…"), self.other_wanted.emit)
            then = _("Only if it is gone for good. The new one is empty.")
            self._add(_("Begin a new journal"), self.anew_wanted.emit, then)
            return
        self._add(_("Choose another copy…"), self.other_wanted.emit)
        self._add(_("Try again"), self.again_wanted.emit)

    def _add(self, text: str, act: Callable[[], None], then: str = "") -> None:
        made = button(text, act, "" if self._first else "main")
        self._first = self._first or made
        way = QVBoxLayout()
        way.setSpacing(4)
        way.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        if then:
            made.setAccessibleDescription(then)
            words = text_label(then, "quiet")
            words.setMaximumWidth(theme().px(_WIDEST))
            way.addWidget(words)
        self.body.addLayout(way)


def _what_happened(error: DamagedJournal) -> str:
    """Describe the damage without database terms."""
    if not error.file.exists():
        return _("The file of your journal is not where it was.")
    if error.gone:
        return _("The file of your journal is empty, though it was not.")
    if error.odd:
        return _(
            "This file looks like a journal, but there is something in it that no journal has: another program changed"
            " it, or somebody made it so. It was not opened any further. What you entered can be saved from it, and"
            " nothing else."
        )
    if error.readable == 0:
        return _("There is a file in the place of your journal in which no night can be found.")
    return _(
        "A part of your journal can no longer be read. That can happen when a disk grows old, or when the power"
        " goes at a bad moment."
    )


def _title(error: JournalError) -> str:
    if isinstance(error, DamagedJournal):
        return _("Something is wrong with your journal")
    if isinstance(error, NewerJournal):
        return _("This journal needs a newer program")
    if isinstance(error, JournalInUse):
        return _("Your journal is in use")
    return _("Your journal could not be opened")
