"""The form by the bed as a spreadsheet: the same columns as on paper, to be typed in by whoever has a keyboard."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from cramp_journal.i18n import LANGUAGES, _, speaking
from cramp_journal.labels import label
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.words import Muscle

# The columns, in the order in which the window asks.
COLUMNS = (
    *("night", "clear", "count", "side", "where", "time", "minutes", "pain"),
    *("woke", "cold", "exercise", "room", "taken", "note"),
)
_WIDTHS = (13, 9, 8, 9, 22, 9, 10, 7, 9, 9, 11, 9, 22, 40)
_CHOICES = {"clear": ("x",), "side": ("L", "R", "L+R"), "woke": ("yes", "no"), "cold": ("yes", "no")}
_HEAD = 3  # rows above the first night: the title, how to fill it in, the names of the columns


def heads() -> list[str]:
    """Return the names of the columns, in the order in which the window asks."""
    return [
        _("Night"),
        _("No cramps"),
        _("How many"),
        _("Left or right"),
        _("Where?"),
        _("When?"),
        _("How long? Minutes"),
        _("Pain 0–10"),
        _("Woke me\u00a0up"),
        _("Legs cold"),
        _("Exercise, minutes"),
        _("Room °C"),
        _("Taken"),
        _("Note"),
    ]


def every_head() -> list[list[str]]:
    """Return the names of the columns in each language, on one line each."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            found.append([" ".join(head.split()) for head in heads()])
    return found


def how_to() -> str:
    """Say how the form is filled in."""
    return _(
        "In the morning, fill in a row: the night that began on that evening. No cramps: tick the box. Cramps:"
        " write how many, then about the worst one. What you leave blank means “not recorded”."
    )


def paper_sheet(nights: int, first: date | None, language: str = "en") -> bytes:
    """Return a workbook with a row a night; `first` is its first evening (None: dates are to be typed in).

    The same choices give the same bytes. `elsewhere/paper.py` reads it back in.
    """
    import xlsxwriter  # noqa: PLC0415 - only who makes one waits for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(first or date(2000, 1, 1), time())})
    with speaking(language):
        _fill(book, nights, first)
    book.close()
    return out.getvalue()


def _fill(book: Any, nights: int, first: date | None) -> None:
    page = book.add_worksheet(_("Night leg cramps")[:31])
    title = book.add_format({"bold": True, "font_size": 16})
    told = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#EDEDED"})
    day = book.add_format({"num_format": "ddd yyyy-mm-dd", "border": 1, "align": "left"})
    cell = book.add_format({"num_format": "@", "border": 1, "text_wrap": True})
    number = book.add_format({"border": 1})
    last = len(COLUMNS) - 1
    page.write_string(0, 0, _("Night leg cramps"), title)
    places = in_list(label(muscle) for muscle in Muscle)
    more = _("Where: {places}. Several cramps: one after another under Where, parted by semicolons, such as")
    example = _("“L calf 3:10 2 min; R foot about 2 5 min”.")
    page.merge_range(1, 0, 1, last, in_sentences((how_to(), more.format(places=places), example)), told)
    page.set_row(1, 48)
    for at, (name, width) in enumerate(zip(heads(), _WIDTHS, strict=True)):
        page.write_string(_HEAD - 1, at, name, head)
        page.set_column(at, at, width)
    for row in range(nights):
        for at, column in enumerate(COLUMNS):
            page.write_blank(_HEAD + row, at, None, _form_of(column, cell, number, day))
        if first is not None:
            page.write_datetime(_HEAD + row, 0, first + timedelta(days=row), day)
    _offer(page, nights)
    page.freeze_panes(_HEAD, 1)
    page.repeat_rows(_HEAD - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _form_of(column: str, cell: Any, number: Any, day: Any) -> Any:
    if column == "night":
        return day
    return number if column in ("count", "pain", "exercise", "room") else cell


def _offer(page: Any, nights: int) -> None:
    """Offer the words that fit; anything else may be typed all the same."""
    for column, choices in _CHOICES.items():
        at = COLUMNS.index(column)
        page.data_validation(
            *(_HEAD, at, _HEAD + nights - 1, at),
            {"validate": "list", "source": _said(choices), "error_type": "information", "show_error": False},
        )


def _said(choices: Sequence[str]) -> list[str]:
    own = {"L": _("L"), "R": _("R"), "L+R": _("L") + "+" + _("R"), "yes": _("yes"), "no": _("no")}
    return [own.get(each, each) for each in choices]
