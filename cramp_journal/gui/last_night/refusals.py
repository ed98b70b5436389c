"""What the journal cannot hold of the night on the page: it waits beside the journal, and the rest is saved."""

from datetime import date
from typing import TYPE_CHECKING

from cramp_journal.exchange.typed_text import too_long
from cramp_journal.gui.session.drafts import Drafts, joined
from cramp_journal.i18n import _
from cramp_journal.words import NOTE_LENGTH

if TYPE_CHECKING:  # made after the first paint
    from cramp_journal.gui.last_night.night_cards import NightCards
    from cramp_journal.model import Values


class Refusals:
    """Keeps what was refused, by the names of its fields, and says what was wrong with it."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._evening = date.min
        self._details: NightCards | None = None
        self._warned = False
        self.parts: Values = {}

    def open(self, evening: date, recorded: "Values | None") -> "tuple[Values | None, bool]":
        """Give what is to be shown of a night (None: nothing is known of it), and whether some of it is a draft."""
        draft: Values | None = self._drafts.of(evening)
        if draft and recorded and not draft.get("state"):  # the night was recorded since, not by this page
            draft = more if (more := joined(recorded, draft)) != recorded else None
        night = draft if draft is not None else recorded
        self._evening, self.parts = evening, self._drafts.refused(evening)
        if night is not None and too_long(night.get("note", "").strip(), NOTE_LENGTH):
            self.parts = {"note": night["note"]} | self.parts
            night = {**night, "note": (recorded or {}).get("note", "")}
        return night, draft is not None

    def show_in(self, details: "NightCards") -> None:
        """Show it again in the fields where it was typed."""
        self._details = details
        details.show_refused(self.parts)

    def keep(self) -> None:
        """Let it wait until it is put right."""
        if self._details is not None:
            self.parts = self._details.refused()
        self._drafts.keep_refused(self._evening, self.parts)

    def keep_ahead(self) -> None:
        """Let it wait before the rest is saved; what was put right is forgotten only once it is saved."""
        if self._details is not None and self._details.refused():
            self.keep()

    def drop(self) -> None:
        """Forget the night: the person removed it."""
        self.parts = {}
        self._drafts.drop(self._evening)
        self._drafts.keep_refused(self._evening, {})

    def said(self) -> str:
        """Say what is wrong, where anything is."""
        return " ".join(self._details.faults()) if self._details is not None and self.parts else ""

    def saving_status(self, saved: str) -> str:
        """Say how it stands with saving."""
        marked = self.parts if self._details is None else self._details.faults()
        return _("{saved}, but not what is marked").format(saved=saved) if marked else saved

    def unkept_warning(self) -> str:
        """Say, once, that what was entered could be kept nowhere; "" where it is on the disk, or that was said."""
        warned, self._warned = self._warned, not self._drafts.on_disk
        if warned or not self._warned:
            return ""
        return _("What you entered could be kept nowhere. Make room on the disk, or close once more to let go of it.")
