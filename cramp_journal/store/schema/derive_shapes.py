"""Write the schema of each form of a journal: `python -m cramp_journal.store.schema.derive_shapes FILE`.

Nothing is written by hand: the steps make each form, at once and from each older form, and it is copied into
another file in each way that the program or SQLite has (VACUUM, a copy, another passphrase). Only what differs between
these is allowed to differ.
"""

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cramp_journal.store.file import shape
from cramp_journal.store.file.connection import connect
from cramp_journal.store.schema.database import open_engine
from cramp_journal.store.schema.upgrade import STEPS, run_steps


def derived() -> dict[str, shape.Plan]:
    """Return the schema of each form."""
    forms = sorted(file.name[:4] for file in (STEPS / "versions").glob("[0-9]*.py"))
    plans: dict[str, shape.Plan] = {}
    with TemporaryDirectory() as folder:
        for number, newest in enumerate(forms):
            ways: defaultdict[str, dict[str, str]] = defaultdict(dict)  # by their normal form
            for start in range(number + 1):
                made = _made(Path(folder) / f"{start}-{newest}.sqlite", forms[start : number + 1])
                for file in (made, _vacuumed(made), _exported(made)):
                    for key, sql in _plan_of(file).items():
                        ways[key].setdefault(shape.normalised(sql), sql)
            plans[newest] = {key: list(sqls.values()) for key, sqls in sorted(ways.items())}
    return plans


def as_text() -> str:
    """Return the schemas as text for the file."""
    return json.dumps(derived(), indent=1, ensure_ascii=False) + "\n"


def _made(file: Path, forms: list[str]) -> Path:
    """Make a journal of the first form, and open it again for each step that follows."""
    for _before, form in pairwise(["", *forms]):
        engine, _ledger = open_engine(file)
        try:
            run_steps(engine, file, STEPS, form)
        finally:
            engine.dispose()
    return file


def _vacuumed(file: Path) -> Path:
    target = file.with_suffix(".vacuumed")
    _run(file, "rw", ("VACUUM INTO ?", str(target)), ("VACUUM",))
    return target


def _exported(file: Path) -> Path:
    target = file.with_suffix(".exported")
    _run(target, "rwc", ("ATTACH DATABASE ? AS old KEY ''", str(file)), ("SELECT sqlcipher_export('main', 'old')",))
    return target


def _run(file: Path, mode: str, *statements: tuple[str, ...]) -> None:
    connection = connect(file, mode=mode)
    for statement, *values in statements:
        connection.execute(statement, values).fetchall()
    connection.close()


def _plan_of(file: Path) -> dict[str, str]:
    connection: Any = connect(file)
    try:
        return shape.plan_of(connection)
    finally:
        connection.close()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_text(), encoding="utf-8")
