"""What the log of `--debug` says of a journal's steps: that something happened, and never which night it is about."""

from cramp_journal import debug_log
from cramp_journal.gui.session.session import Session


def note_steps_of(session: Session) -> None:
    """Log what happens to the journal."""
    steps = {
        "claimed": session.door.claimed,
        "open": session.opened,
        "rules loaded": session.loading.rules_loaded,
        "charts loaded": session.loading.charts_loaded,
        "closed for work on its file": session.door.began,
        "work on its file is over": session.door.worked,
        "open elsewhere": session.door.elsewhere,
        "replaced by another file": session.replaced,
        "changed": session.changed,
        "a night saved": session.saved,
        "refused": session.refused,
    }
    for step, signal in steps.items():
        signal.connect(lambda *_which, step=step: debug_log.note("the journal: %s", step))
    session.troubled.connect(lambda error: debug_log.note("the journal: not opened, %s", type(error).__name__))
