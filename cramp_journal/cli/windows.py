"""What a terminal can do about a window that does not answer."""

import typer

from cramp_journal.cli.shared import app, named_journal, say
from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text
from cramp_journal.store.file import claim
from cramp_journal.store.recovery import stuck


@app.command("end-window")
def end_window(context: typer.Context) -> None:
    """End a window that has the journal and does not answer any more. One that answers is not ended."""
    file = named_journal(context)
    holder = claim.held_by(file)
    if holder is None or holder.program != claim.GUI:
        raise JournalError(_("No window has {file}. Nothing was ended.").format(file=file))
    if claim.has_answered(file, claim.knock(file)):
        raise JournalError(
            _("The window that has {file} answers: close it there. Nothing was ended.").format(file=file)
        )
    stuck.end(file)
    claim.release(file)
    say(
        _("Ended: the window that was opened at {since} (process {process}).").format(
            since=clock_text(holder.since), process=holder.process
        )
    )
