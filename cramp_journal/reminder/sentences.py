"""What the reminder does on this computer, and why it is quiet now, in a sentence."""

from cramp_journal.i18n import _
from cramp_journal.reminder.decide import Why
from cramp_journal.reminder.schedule import Way


def what_it_does(way: Way) -> str:
    """Return what happens each morning, by what calls the reminder."""
    match way:
        case Way.SYSTEMD:
            return _("A notice asks about last night; if the computer was off or asleep, soon after you turn it on.")
        case Way.AUTOSTART:
            return _("A notice asks about last night on each day that you sign in. A small helper waits for the time.")
    return _("The journal opens on Last night. This was not tried on a computer like this one yet.")


def why_in_words(why: Why) -> str:
    """Return whether it would ask now, and why not."""
    return {
        Why.ASKS: _("It would ask now."),
        Why.OFF: _("The reminder is off."),
        Why.NIGHT: _("It is quiet now: it never asks at night."),
        Why.EARLY: _("It is quiet now: it waits for the time."),
        Why.NO_JOURNAL: _("It is quiet now: there is no journal yet."),
        Why.RECORDED: _("It is quiet now: last night is recorded, or answered."),
        Why.USED: _("It is quiet now: your locked journal was used this morning."),
        Why.AWAY: _("It is quiet now: the last nights were left out, so you may be ill or away."),
        Why.ASKED: _("It is quiet now: it asked this morning."),
        Why.LATER: _("It is quiet now: you said “Later”."),
        Why.RARELY: _("It is quiet now: after three mornings without an answer, it asks once a week."),
    }[why]
