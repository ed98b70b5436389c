"""The figures of a study by SQL, for each person and pooled. Any engine that reads Parquet runs the same sentences.

A night counts where it is not left out and where its source writes down good nights too; for a factor, where it was
asked. The pooled ratio is that of DerSimonian and Laird (Controlled Clinical Trials 1986;7:177): each person's ratio of
cramps a night, weighted by its variance and by how much people differ. The variance of a ratio is that of its nights,
not of a Poisson count: cramps come in clusters.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cramp_journal.errors import JournalError
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.study.lacking import study_is_lacking
from cramp_journal.words import YES_NO_FACTORS

FEWEST_NIGHTS = 5  # nights with and without a factor: with fewer, a person's ratio says nothing
_MEMORY = "1200MB"

_EACH = """
SELECT person, COUNT(*) AS nights, SUM(cramps) AS cramps,
       SUM(CASE WHEN cramps > 0 THEN 1 ELSE 0 END) AS nights_with_cramps,
       7.0 * CAST(SUM(cramps) AS DOUBLE) / CAST(COUNT(*) AS DOUBLE) AS cramps_a_week,
       AVG(room_temperature_c) AS room_temperature_c
FROM nights WHERE NOT left_out AND clear_nights_too
GROUP BY person"""
PER_PERSON = f"{_EACH} ORDER BY person"
OVERALL = " ".join(
    (
        *("WITH people AS (", _EACH, ")"),
        "SELECT COUNT(*) AS people, SUM(nights) AS nights, SUM(cramps) AS cramps, AVG(cramps_a_week) AS cramps_a_week",
        "FROM people",
    )
)

_ARMS = """
WITH arms AS (
  SELECT person, {factor} AS held, CAST(COUNT(*) AS DOUBLE) AS n,
         CAST(SUM(cramps) AS DOUBLE) / CAST(COUNT(*) AS DOUBLE) AS m,
         CAST(SUM(cramps * cramps) AS DOUBLE) / CAST(COUNT(*) AS DOUBLE) AS s
  FROM nights WHERE NOT left_out AND clear_nights_too AND {factor} IS NOT NULL
  GROUP BY person, {factor}
),
usable AS (
  SELECT person, held, n, m, (s - m * m) / (n - 1.0) / (m * m) AS v FROM arms WHERE n >= {fewest} AND m > 0.0
),
yes AS (SELECT person, m, v FROM usable WHERE held),
nay AS (SELECT person, m, v FROM usable WHERE NOT held),
pairs AS (
  SELECT yes.person AS person, LN(yes.m / nay.m) AS y, yes.v + nay.v AS v
  FROM yes INNER JOIN nay ON yes.person = nay.person WHERE yes.v + nay.v > 0.0
)"""

RATIOS = " ".join((_ARMS, "SELECT person, EXP(y) AS ratio, y, v FROM pairs ORDER BY person"))

_TOGETHER = """,
fixed AS (
  SELECT COUNT(*) AS people, SUM(1.0 / v) AS sw, SUM(y / v) AS swy, SUM(y * y / v) AS swyy, SUM(1.0 / (v * v)) AS sww
  FROM pairs
),
excess AS (SELECT people, swyy - swy * swy / sw - (people - 1) AS q, sw - sww / sw AS c FROM fixed),
spread AS (SELECT people, CASE WHEN q > 0.0 AND c > 0.0 THEN q / c ELSE 0.0 END AS tau2 FROM excess),
weighted AS (
  SELECT MAX(spread.people) AS people, MAX(spread.tau2) AS tau2, SUM(1.0 / (pairs.v + spread.tau2)) AS w,
         SUM(pairs.y / (pairs.v + spread.tau2)) AS wy
  FROM pairs CROSS JOIN spread
)
SELECT people, tau2, EXP(wy / w) AS ratio, EXP(wy / w - 1.959963984540054 / SQRT(w)) AS low,
       EXP(wy / w + 1.959963984540054 / SQRT(w)) AS high
FROM weighted
"""
POOLED = " ".join((_ARMS, _TOGETHER))
FigureRow = dict[str, Any]
Engine = Callable[[str], list[FigureRow]]  # runs a sentence over the table `nights`


@dataclass(frozen=True)
class PooledRatio:
    """How many times as many cramps a night had with a factor, over people: the ratio and its 95 % interval."""

    factor: str
    people: int
    ratio: float
    low: float
    high: float
    tau2: float  # how much people differ, on the scale of logarithms

    def as_json(self) -> FigureRow:
        """Return it as `study --json` prints it."""
        return {name: getattr(self, name) for name in ("factor", "people", "ratio", "low", "high", "tau2")}


def of_factor(sentence: str, factor: str) -> str:
    """Return a sentence about one yes-or-no factor of a night."""
    if factor not in YES_NO_FACTORS:
        raise ValueError(factor)
    return sentence.format(factor=factor, fewest=FEWEST_NIGHTS)


def pooled(run: Engine, factors: Sequence[str] = tuple(YES_NO_FACTORS)) -> list[PooledRatio]:
    """Return the pooled ratio of each factor for which at least two people have nights with and without it."""
    found = []
    for factor in factors:
        (row,) = run(of_factor(POOLED, factor)) or [{}]
        if row.get("people") and row["people"] >= 2:
            found.append(PooledRatio(factor, *(row[name] for name in ("people", "ratio", "low", "high", "tau2"))))
    return found


@contextmanager
def on_duckdb(out: Path) -> Iterator[Engine]:
    """Open DuckDB on the nights of a data set. Its memory has a limit, and what is beyond goes beside the data set.

    Raises:
        JournalError: The extra is not there, or the files cannot be read.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise study_is_lacking() from error
    try:
        with TemporaryDirectory(prefix=f".{out.name}.", dir=out.absolute().parent) as beyond:
            settings = {"memory_limit": _MEMORY, "temp_directory": beyond}
            # An engine that lacks a part of itself would fetch it: the journal never talks to a network.
            offline = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
            with duckdb.connect(":memory:", config=dict[str, Any](settings | offline)) as connection:
                files = f"{escape(str(out))}/nights/*/*.parquet"
                connection.read_parquet(files, hive_partitioning=True).create_view("nights")
                yield partial(_run, connection)
    except (duckdb.Error, OSError) as error:
        said = _("{folder} cannot be looked through: {reason}")
        reason = os_reason(error) if isinstance(error, OSError) else str(error).splitlines()[0]
        raise JournalError(said.format(folder=out, reason=reason)) from error


def _run(connection: Any, sentence: str) -> list[FigureRow]:
    found = connection.execute(sentence)
    names = [each[0] for each in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def all_figures(run: Engine) -> Mapping[str, Any]:
    """Return the figures of a study, as `study --json` prints them."""
    (overall,) = run(OVERALL)
    return {"overall": overall, "people": run(PER_PERSON), "factors": [each.as_json() for each in pooled(run)]}
