"""How the cramps are, and what they do to nights and days: counts of the answers, each with how many answered."""

from typing import Any

from cramp_journal.formats import number_text
from cramp_journal.i18n import _
from cramp_journal.labels import cramps_text, nights_text
from cramp_journal.report.findings import Findings


def character(found: Findings) -> dict[str, Any]:
    """Return what tells cramps from other things, and what they disturb. A question that nobody answered has a dash."""
    said, hard, tired, sleep = found.summary, found.went_hard, found.tired, found.disturbed
    rows = [
        [
            _("Muscle went hard"),
            _("{yes} of {cramps}").format(yes=hard.yes, cramps=cramps_text(hard.answered)),
            hard.answered,
        ],
        [_("Sore the next day"), _of(said.sore, said.sore_known), said.sore_known],
        [
            _("Sleep disturbed"),
            ""
            if sleep.median is None
            else _("{n} of 10 ({nights})").format(n=number_text(sleep.median), nights=nights_text(sleep.known)),
            sleep.known,
        ],
        [_("Tired by day"), _of(tired.yes, tired.answered), tired.answered],
    ]
    return {
        "heading": _("How they are"),
        "rows": [[name, text if known else "–"] for name, text, known in rows],
    }


def _of(yes: int, answered: int) -> str:
    return _("{yes} of {nights}").format(yes=yes, nights=nights_text(answered))
