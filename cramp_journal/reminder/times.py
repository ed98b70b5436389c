"""The time of day at which the reminder asks, as a person types it."""

from cramp_journal.errors import BadInput
from cramp_journal.exchange.typed_time import clock_in
from cramp_journal.i18n import _, language_code
from cramp_journal.labels import clock_text
from cramp_journal.reminder.wished import EARLIEST_TIME, LATEST_TIME, may_ask_at

USUAL = "08:30"


def time_from(text: str) -> str:
    """Read a time of day as people write it, and return it as HH:MM.

    Raises:
        BadInput: It is none, or is at night.
    """
    readings = sorted(clock_in(text, language_code()).readings)
    if not readings:
        said = _("“{text}” is no time of day. Write it like {example}.")
        raise BadInput(said.format(text=text, example=clock_text(USUAL)))
    by_day = [each for each in readings if may_ask_at(each)]
    if not by_day:
        said = _("It speaks by day only: choose a time from {first} to {last}.")
        first, last = (clock_text(f"{each:%H:%M}") for each in (EARLIEST_TIME, LATEST_TIME))
        raise BadInput(said.format(first=first, last=last))
    return by_day[0]  # “8:30” may mean the evening too; this is about a morning
