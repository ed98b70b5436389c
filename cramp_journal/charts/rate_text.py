"""What goes with a rate in words: its bounds where nights are missing, and when there are counts only."""

from cramp_journal.analysis.rates import Rate
from cramp_journal.analysis.summary import Summary
from cramp_journal.analysis.unlogged import Pattern
from cramp_journal.i18n import _
from cramp_journal.labels import capital, cramps_text, short_number, tenths
from cramp_journal.punctuation import as_sentence


def cautions(found: Summary) -> list[str]:
    """Return the sentences without which the rates of a period would mislead."""
    said = []
    if found.logging.pattern == Pattern.ONLY_CRAMP_NIGHTS:
        said.append(
            _(
                "{cramps} logged, {n} in a calendar week, and hardly a clear night. So there are counts and no rate."
            ).format(cramps=capital(cramps_text(found.cramps)), n=short_number(found.a_calendar_week))
        )
    elif found.bounds:
        said.append(
            _(
                "Between {low} cramps a week if the nights not logged were clear, "
                "and {high} if they were like the logged ones."
            ).format(low=short_number(found.bounds[0]), high=short_number(found.bounds[1]))
        )
    return said + ([waves()] if found.varies.in_waves and found.cramps else [])


def rate_text(rate: Rate) -> str:
    """Say a rate with its interval in a cell."""
    return f"{tenths(rate.value)} ({tenths(rate.low)}–{tenths(rate.high)})"


def waves() -> str:
    """Say that months differ much, as a sentence."""
    return as_sentence(waves_title())


def waves_title() -> str:
    """Say that months differ much, as a title."""
    return _("It comes in waves; an average tells little")


def no_rate(found: Summary) -> str:
    """Say in a cell why there is no rate."""
    only = found.logging.pattern == Pattern.ONLY_CRAMP_NIGHTS
    return _("counts only") if only or found.coverage.enough else _("too few nights")
