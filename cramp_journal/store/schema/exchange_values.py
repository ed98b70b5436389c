"""Converting the columns of a row, as SQLite holds them, into values of the exchange form.

Loads nothing heavy, since the first look needs it too. Rows as objects of the model are `model/forms.py`'s.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from cramp_journal.questions import questions_in, replies_in
from cramp_journal.words import YES_NO_FIELDS


def known_columns(columns: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return the columns that are known, by their names, with yes and no as booleans."""
    return {
        name: value == 1 if name in YES_NO_FIELDS else value
        for name, value in columns
        if value is not None and value != ""
    }


def dated_columns(columns: dict[str, Any]) -> dict[str, Any]:
    """Return the known columns of a row that says when it was entered: in UTC, and without marks that are not set."""
    if columns.get("entered_at"):
        moment = datetime.fromisoformat(columns["entered_at"]).replace(tzinfo=UTC)
        columns["entered_at"] = moment.isoformat().replace("+00:00", "Z")
    if "asked" in columns:
        columns["asked"] = questions_in(columns["asked"])
    if "answers" in columns:
        columns["answers"] = replies_in(columns["answers"])
    for mark in ("invented", "hidden"):
        if mark in columns and not columns[mark]:
            del columns[mark]
    return known_columns(columns.items())
