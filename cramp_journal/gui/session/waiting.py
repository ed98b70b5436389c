"""Announces, in the quiet line, entries that wait for a correction, and files that were set aside as unreadable."""

from datetime import date

from cramp_journal.gui.session.lines import SHOW_NIGHT
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.settings import Settings


def announce_what_waits(session: Session, settings: Settings, shown: date) -> None:
    """Announce each once; the night that is shown names its own problems."""
    told = [*settings.notices, *session.drafts.notices]
    settings.notices, session.drafts.notices = [], []
    for sentence in told:
        session.lines.tell(sentence)
    if not session.is_open:
        return
    said = _("Something you entered about the night of {night} is not in the journal yet.")
    for evening in session.drafts.evenings():
        if evening != shown:
            session.lines.tell(said.format(night=night_title(evening)), f"{SHOW_NIGHT}{evening}")
