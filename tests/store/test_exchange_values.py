"""Columns of a row become values of the exchange form: only what is known, with yes, no and moments as it has them."""

import subprocess
import sys

from cramp_journal.store.schema.exchange_values import dated_columns, known_columns


def test_only_what_is_known_is_left_and_yes_and_no_are_no_numbers() -> None:
    columns = {"pain": 0, "seconds": None, "note": "", "went_hard": 0, "side": "left"}
    assert known_columns(columns.items()) == {"pain": 0, "went_hard": False, "side": "left"}
    assert known_columns([("woke", 1)])["woke"] is True


def test_a_moment_is_in_utc_and_a_mark_that_is_not_set_is_left_out() -> None:
    columns = {"entered_at": "2026-11-22 07:42:00.000000", "invented": 0, "hidden": 1, "left_out": 0}
    assert dated_columns(columns) == {"entered_at": "2026-11-22T07:42:00Z", "hidden": True, "left_out": False}


def test_the_first_look_loads_nothing_heavy_by_it() -> None:
    code = "import sys, cramp_journal.store.schema.exchange_values; print('sqlmodel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "False\n"
