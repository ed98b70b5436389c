"""Saves the next appointments as a calendar file: asks for the place, and writes it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.errors import JournalError
from cramp_journal.exchange.calendar_file import as_calendar
from cramp_journal.exchange.export import write_export
from cramp_journal.gui import messages
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _

_ENDING = ".ics"


def save_appointments(parent: QWidget, session: Session) -> str:
    """Ask where to save the appointments, and return a sentence for the person; "" where nothing was chosen."""
    suggested = Path.home() / (_("appointment") + _ENDING)
    out = messages.ask_where_to_save(parent, _("Save for your calendar"), suggested, _("Calendar") + f" (*{_ENDING})")
    if out is None:
        return ""
    out = out if out.name.lower().endswith(_ENDING) else out.with_name(out.name + _ENDING)
    try:
        write_export(out, as_calendar(session.contents(), clock.today()))
    except JournalError as error:
        return str(error)
    return _("Saved: {file}. Open it, and your calendar has the day.").format(file=out)
