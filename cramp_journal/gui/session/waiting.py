"""Says, in the quiet line, what waits to be put right, and what was set aside since it could not be read."""

from datetime import date

from cramp_journal.gui.session.lines import NIGHT
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.settings import Settings


def announce_what_waits(session: Session, settings: Settings, shown: date) -> None:
    """Say it, each once; the night that is shown says by itself what is wrong with it."""
    told = [*settings.notices, *session.drafts.notices]
    settings.notices, session.drafts.notices = [], []
    for sentence in told:
        session.lines.tell(sentence)
    if not session.is_open:
        return
    said = _("Something you entered about the night of {night} is not in the journal yet.")
    for evening in session.drafts.evenings():
        if evening != shown:
            session.lines.tell(said.format(night=night_title(evening)), f"{NIGHT}{evening}")
