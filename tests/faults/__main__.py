"""The fault table: `python -m tests.faults`, or some kinds only, such as `python -m tests.faults power "full disk"`.

Each kind of fault is done to the real program in child processes. A row is printed as soon as a kind is done. The exit
status is 1 where a night was lost, or anything else came out that must not.
"""

import argparse
import json
import platform
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.builders import in_memory
from tests.faults.kinds import Kind, Outcome
from tests.faults.listed import KINDS
from tests.faults.workers import outcomes

WIDTHS = (8, 52, 6, 12, 5)  # of all columns but the last
TOLD = 96  # letters of what was told


def main() -> int:
    """Try what is asked for and print the table."""
    reader = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    reader.add_argument("words", nargs="*", metavar="WORD", help="only the kinds with one of these words in their name")
    reader.add_argument("--short", action="store_true", help="few tries each, and only what runs in seconds")
    reader.add_argument("--json", action="store_true", help="a line of JSON for each kind instead of a row")
    asked = reader.parse_args()
    kinds = [kind for kind in KINDS if chosen(kind, asked.words) and (kind.short or not asked.short)]
    if not kinds:
        reader.error(f"no kind has one of these words. There are: {', '.join(kind.name for kind in KINDS)}.")
    with tempfile.TemporaryDirectory(prefix="cramp-journal-faults-", dir=in_memory()) as folder:
        found = outcomes(kinds, Path(folder), short=asked.short)
        return as_json(found) if asked.json else as_table(found)


def chosen(kind: Kind, words: list[str]) -> bool:
    """Tell whether a kind is asked for."""
    return not words or any(word.lower() in kind.name.lower() for word in words)


def as_json(found: Iterator[tuple[Kind, Outcome]]) -> int:
    """Print a line for each kind, for other programs."""
    bad = False
    for kind, outcome in found:
        bad |= bool(outcome.lost or outcome.wrong)
        say(json.dumps({"kind": kind.name, **asdict(outcome)}))
    return int(bad)


def as_table(found: Iterator[tuple[Kind, Outcome]]) -> int:
    """Print a row for each kind, the sums, and all that was wrong."""
    began = time.monotonic()
    say(f"{platform.platform()}, Python {platform.python_version()}\n")
    say(row("no.", "fault", "tries", "acknowledged", "lost", "what the person was told"))
    all_: list[tuple[Kind, Outcome]] = []
    for kind, outcome in found:
        all_.append((kind, outcome))
        way = f" [{outcome.way}]" if outcome.way else ""
        said = textwrap.shorten(outcome.told[0] if outcome.told else "–", TOLD, placeholder=" …")
        say(row(kind.number, kind.name + way, outcome.tries, outcome.acknowledged, outcome.lost, said))
        for each in outcome.wrong[:5]:
            say(f"{'':8} WRONG: {each}")
    sums = [sum(getattr(outcome, name) for _, outcome in all_) for name in ("tries", "acknowledged", "lost")]
    wrong = sum(bool(outcome.wrong) for _, outcome in all_)
    say(row("", f"{len(all_)} kinds", *sums, f"{wrong} kinds with something wrong" if wrong else "nothing wrong"))
    say(f"Took {time.monotonic() - began:.0f} s.")
    return int(bool(sums[2] or wrong))


def row(*cells: object) -> str:
    """Give a row of the table."""
    number, name, *figures, said = map(str, cells)
    columns = [f"{number:{WIDTHS[0]}}", f"{name:{WIDTHS[1]}}"]
    columns += [f"{figure:>{width}}" for figure, width in zip(figures, WIDTHS[2:], strict=True)]
    return f"{' '.join(columns)}  {said}"


def say(line: str) -> None:
    """Print a line now."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
