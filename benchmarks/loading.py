"""Loading what Trends needs, and all rows, of 10 and 50 years; floor: a raw fetchall of both tables."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from benchmarks import journals
from benchmarks.measure import Findings, Line, turn_by_turn
from cramp_journal.store import Journal


def measure(rounds: int, folder: Path) -> Findings:
    """Read both journals in each way, turn by turn."""
    ten, fifty = journals.dense(folder), journals.fifty_years(folder)
    with Journal(ten) as short, Journal(fifty) as long:
        raw_short, raw_long = sqlite.connect(str(ten)), sqlite.connect(str(fifty))
        taken = turn_by_turn(
            rounds,
            {
                "raw 10": lambda: _fetch_all(raw_short),
                "figures 10": short.figures,
                "rows 10": short.rows,
                "raw 50": lambda: _fetch_all(raw_long),
                "figures 50": long.figures,
                "rows 50": long.rows,
            },
        )
        raw_short.close()
        raw_long.close()
    return Findings(
        "LOADING (floor: raw fetchall of all nights and cramps)",
        [
            Line("what Trends needs, 10 years", taken["figures 10"], taken["raw 10"], aim=0.6),
            Line("what Trends needs, 50 years", taken["figures 50"], taken["raw 50"], aim=0.6),
            Line("all rows, 10 years", taken["rows 10"], taken["raw 10"], aim=1.3),
            Line("all rows, 50 years", taken["rows 50"], taken["raw 50"], aim=1.3),
            Line("what Trends needs: 50 years to 10 years", taken["figures 50"], taken["figures 10"], aim=6),
            Line("all rows: 50 years to 10 years", taken["rows 50"], taken["rows 10"], aim=6),
        ],
        [f"10 years: {journals.counts(ten)}. 50 years: {journals.counts(fifty)}."],
    )


def _fetch_all(connection: sqlite.Connection) -> tuple[list[Any], list[Any]]:
    nights = connection.execute("SELECT * FROM night").fetchall()
    return nights, connection.execute("SELECT * FROM cramp").fetchall()
