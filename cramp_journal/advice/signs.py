"""What does not depend on the nights, as the triage table has it: when to get help, and which signs are asked for."""

from dataclasses import dataclass
from datetime import date

from cramp_journal.advice.regions import emergency_number, who_to_call
from cramp_journal.i18n import _, from_file
from cramp_journal.labels import capital
from cramp_journal.punctuation import with_aside
from cramp_journal.triage import Call, Group, TriageRow, table
from cramp_journal.words import SignKind, Tier

SIGNS_ASKED = "signs_asked"  # the name under which a journal remembers `asked_as_text`


@dataclass(frozen=True)
class Asked:
    """The day on which the list of the check-in was last shown, and the signs that stood in it."""

    on: date | None = None
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HelpList:
    """What to do, whom to call, and the signs and patterns for which published advice recommends it."""

    tier: Tier
    title: str
    rows: tuple[TriageRow, ...]
    call: str = ""

    @property
    def words(self) -> list[str]:
        """The signs in words; with those that do not wait for the end of the day it is said."""
        return [
            _("{sign} ({when})").format(sign=from_file(row.words), when=from_file(row.within))
            if row.is_at_once
            else from_file(row.words)
            for row in self.rows
        ]


def emergencies(region: str = "") -> HelpList:
    """Return the signs for which an ambulance is called."""
    title = _("Call {number} now for any of these").format(number=emergency_number(region))
    return HelpList(Tier.EMERGENCY, title, _of(Tier.EMERGENCY))


def when_to_get_help(region: str = "") -> tuple[HelpList, ...]:
    """Return the other lists, most pressing first."""
    titles = {
        Tier.URGENT: _("Get help the same day for"),
        Tier.SOON: _("See a doctor within days for"),
        Tier.ROUTINE: _("Mention at your next visit"),
    }
    line = who_to_call(Call.ADVICE_LINE, region)
    return tuple(
        HelpList(each, title, _of(each), line if each == Tier.URGENT else "") for each, title in titles.items()
    )


def by_urgency() -> list[str]:
    """Return the names of all signs, most pressing first."""
    order = list(Tier)
    return [row.id for row in sorted(table().rows, key=lambda row: order.index(row.tier)) if row.group]


def check_in() -> tuple[tuple[str, tuple[SignKind, ...]], ...]:
    """Return the questions of the check-in, grouped by where or when a person notices them. Each sign occurs once."""
    headings = {
        Group.SUDDENLY: _("Sudden or new"),
        Group.LEGS: _("In the legs and feet"),
        Group.REST: _("At rest and at night"),
        Group.DAY: _("By day"),
    }
    return tuple(
        (heading, tuple(SignKind(row.id) for row in table().rows if row.group == group))
        for group, heading in headings.items()
    )


def asked_as_text(today: date) -> str:
    """Return the text that says that each sign of the check-in is asked today."""
    return " ".join((today.isoformat(), *(sign for _heading, signs in check_in() for sign in signs)))


def read_asked(text: str, today: date) -> Asked:
    """Read what `asked_as_text` wrote; nothing was asked if it cannot be read, or on a day that is still to come."""
    day, *signs = text.split() or [""]
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return Asked()
    return Asked(on, frozenset(signs)) if on <= today else Asked()


def emergency_of(rule: str) -> TriageRow | None:
    """Return the emergency sign that raises a prompt, or None."""
    row = table().row(rule)
    return row if row.passed else None


def who_and_when(rule: str, tier: Tier, region: str) -> str:
    """Say whom to ask about a prompt, and within how long; its tier may differ from that of its row."""
    row = table().row(rule)
    if tier == row.tier:
        return _("{when}: {who}.").format(when=capital(from_file(row.within)), who=who_to_call(row.call, region))
    call = row.call if tier == Tier.SOON else Call.ADVICE_LINE if tier == Tier.URGENT else Call.DOCTOR
    when = {Tier.URGENT: _("The same day"), Tier.SOON: _("Within days")}.get(tier, _("At your next visit"))
    return _("{when}: {who}.").format(when=when, who=who_to_call(call, region))


def where_to_read(rule: str, source: str) -> list[str]:
    """Say where the advice behind a prompt can be read, and who checked what this journal says of it.

    `source` is the prompt's own: where it is not that of the row, it names its address itself.
    """
    row = table().row(rule)
    found = table().source(row)
    address = found.address if found.in_words() in source else ""
    by = from_file(row.checked_by)
    checked = with_aside(by, row.checked_on) if row.checked_on else by
    lines = [_("To read: {address}").format(address=address)] if address else []
    return [*lines, _("What this journal makes of it: {checked}.").format(checked=checked)] if checked else lines


def is_emergency(sign: str) -> bool:
    """Return whether an ambulance is called for a sign."""
    return table().row(sign).tier == Tier.EMERGENCY


def _of(tier: Tier) -> tuple[TriageRow, ...]:
    return tuple(row for row in table().rows if row.tier == tier and (row.listed or row.tier == Tier.EMERGENCY))
