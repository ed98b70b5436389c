"""What the journal cannot store of the night on the page: it waits beside the journal, and the rest is saved."""

from datetime import date
from typing import TYPE_CHECKING

from cramp_journal.exchange.typed_text import too_long
from cramp_journal.gui.session.drafts import Drafts, joined
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import NOTE_LENGTH

if TYPE_CHECKING:  # made after the first paint
    from cramp_journal.gui.last_night.night_cards import NightCards
    from cramp_journal.model import Values


class Refusals:
    """Stores refused text by field name, and says what is wrong with it."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._evening = date.min
        self._details: NightCards | None = None
        self._warned = False
        self.parts: Values = {}

    def open(self, evening: date, recorded: "Values | None") -> "tuple[Values | None, bool]":
        """Return what to show of a night (None if nothing is known), and whether part of it is a draft."""
        draft: Values | None = self._drafts.of(evening)
        if draft and recorded and not draft.get("state"):  # something other than this page recorded the night since
            draft = more if (more := joined(recorded, draft)) != recorded else None
        night = draft if draft is not None else recorded
        self._evening, self.parts = evening, self._drafts.refused(evening)
        if night is not None and too_long(night.get("note", "").strip(), NOTE_LENGTH):
            self.parts = {"note": night["note"]} | self.parts
            night = {**night, "note": (recorded or {}).get("note", "")}
        return night, draft is not None

    def show_in(self, details: "NightCards") -> None:
        """Show the refused text in the fields where it was typed."""
        self._details = details
        details.show_refused(self.parts)

    def keep(self) -> None:
        """Store the refused text until it is corrected."""
        if self._details is not None:
            self.parts = self._details.refused()
        self._drafts.keep_refused(self._evening, self.parts)

    def keep_ahead(self) -> None:
        """Store the refused text before the rest is saved; corrected text is dropped only after it is saved."""
        if self._details is not None and self._details.refused():
            self.keep()

    def drop(self) -> None:
        """Forget the night: the person removed it."""
        self.parts = {}
        self._drafts.drop(self._evening)
        self._drafts.keep_refused(self._evening, {})

    def said(self) -> str:
        """Return what is wrong, if anything is."""
        return in_sentences(self._details.faults()) if self._details is not None and self.parts else ""

    def saving_status(self, saved: str) -> str:
        """Return the saving status, with the refused fields in mind."""
        marked = self.parts if self._details is None else self._details.faults()
        return _("{saved}, but not what is marked").format(saved=saved) if marked else saved

    def unkept_warning(self) -> str:
        """Return a warning, once, that the entries could be stored nowhere; "" if they are on the disk, or after it."""
        warned, self._warned = self._warned, not self._drafts.on_disk
        if warned or not self._warned:
            return ""
        return _("What you entered could be kept nowhere. Make room on the disk, or close once more to let go of it.")
