"""A blank form for the bedside: one row per night, to fill in by hand and type in later, in the window's order."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cramp_journal.exchange.paper_sheet import heads, how_to
from cramp_journal.i18n import _, speaking
from cramp_journal.labels import label, short_night, span
from cramp_journal.punctuation import in_list
from cramp_journal.report.pdf import typeset
from cramp_journal.words import Muscle

A_PAGE = 16  # nights: half a month, in letters that can be read without glasses beside the bed
_A_MONTH = 31


@dataclass(frozen=True)
class Blank:
    """The choices for a form: the number of nights, the first evening (None: dates are left blank), the paper."""

    nights: int = _A_MONTH
    first: date | None = None
    paper: str = "a4"
    language: str = "en"
    first_weekday: int = 0  # the day on which weeks start; 0 is Monday


def blank_form(blank: Blank) -> tuple[bytes, str]:
    """Return the form as a PDF with at most 16 nights a page, and a notice if it is not of archival quality.

    The same choices give the same bytes.

    Raises:
        JournalError: It cannot be typeset.
    """
    return typeset({"form": json.dumps(form(blank), ensure_ascii=False)}, "paper.typ")


def form(blank: Blank) -> dict[str, Any]:
    """Return the words of the form by their place, in the chosen language."""
    with speaking(blank.language):
        return _form(blank)


def _form(blank: Blank) -> dict[str, Any]:
    pages = -(-blank.nights // A_PAGE)
    each, more = divmod(blank.nights, pages)
    counts = [each + (page < more) for page in range(pages)]  # spread evenly over the pages
    return {
        "language": blank.language,
        "paper": "us-letter" if blank.paper == "letter" else "a4",
        "title": _("Night leg cramps"),
        "how": how_to(),
        "night-of": _("Night of"),
        "heads": heads(),
        "sides": [_("L"), _("R")],
        "answers": [_("yes"), _("no")],
        "keys": _keys(),
        "footer": _("Cramp Journal. A record, not a diagnosis."),
        "pages": [_page(blank, sum(counts[:page]), count) for page, count in enumerate(counts)],
    }


def _keys() -> list[str]:
    places = in_list(label(muscle) for muscle in Muscle)
    return [
        _("Left or right, yes or no: draw a ring round it. Where: {places}.").format(places=places),
        _(
            "Pain: 0 is none, 10 is the worst there can be. Legs cold, exercise and taken: on that day. A second cramp:"
            " write it into the note."
        ),
        _("Cramp Journal asks for nights of the last two weeks by itself; older ones are in its calendar."),
    ]


def _page(blank: Blank, start: int, count: int) -> dict[str, object]:
    """Return what a page says about its nights; a heavy line precedes each week, or each seventh row."""
    first = blank.first
    if first is None:
        return {"which": "", "nights": [""] * count, "weeks": list(range(8, count + 1, 7))}
    evenings = [first + timedelta(days=start + row) for row in range(count)]
    return {
        "which": span(evenings[0], evenings[-1]),
        "nights": [short_night(evening) for evening in evenings],
        "weeks": [
            row for row, evening in enumerate(evenings, 1) if row > 1 and evening.weekday() == blank.first_weekday
        ],
    }
