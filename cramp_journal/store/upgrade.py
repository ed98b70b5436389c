"""Bring a journal file to the schema of this program: all steps or none, after a verified copy."""

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, table, text

from cramp_journal.errors import JournalError, JournalNotWritable, NewerJournal, NotAJournal
from cramp_journal.store import checks, claim, digest, receipts
from cramp_journal.store.connection import APPLICATION_ID
from cramp_journal.store.copies import Copies, chosen_folder
from cramp_journal.store.database import SCHEMA, can_write, damaged, driver_of
from cramp_journal.store.encryption import Key
from cramp_journal.store.first_look import NEWEST

STEPS = Path(__file__).parent / "migrations"


def bring_up_to_date(
    engine: Engine,
    file: Path,
    key: Key | None = None,
    *,
    sealed: bool = False,
    kept: bool = True,
    steps: Path = STEPS,
    newest: str = NEWEST,
) -> bool:
    """Give a new file its tables and an older one the steps it lacks; leave a current one alone. Tell if it changed.

    One that is not `sealed` is looked through first; one that is to be `kept` is copied before it is changed. Raises
    NewerJournal, DamagedJournal or NotAJournal, with the file left as it was.
    """
    with engine.connect() as connection:
        found = _revision(connection, file)
        if found > newest:
            raise NewerJournal(
                f"{file} was written by a newer Cramp Journal (its form is {found}, this program knows {newest}). "
                "It was left as it is: please update the program."
            )
        faults = [] if sealed or not found else checks.faults(driver_of(connection), locked=key is not None)
        if faults:
            raise damaged(file, faults[0], faults)
    if found == newest:
        return False
    if file.stat().st_size and not can_write(file):
        raise JournalNotWritable(f"{file} is read-only and its form ({found}) must be upgraded before it is opened.")
    claim.take(file)
    try:
        if found and kept:
            Copies(file, key, chosen_folder()).before("upgrade")
        _run_steps(engine, file, steps, newest)
    finally:
        claim.release(file)
    return True


def _revision(connection: Connection, file: Path) -> str:
    """Give the form of a file; "" where it is new and empty."""
    tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if not tables:
        return ""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if "alembic_version" not in tables or mark != APPLICATION_ID:
        raise NotAJournal(f"{file} is a database of another program, not a journal. It was left as it is.")
    revisions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(revisions) != 1 or not re.fullmatch(r"\d{4}", str(revisions[0])):  # the second: something has rotted
        raise NotAJournal(f"The journal {file} does not say of which form it is. It was left as it is.")
    return str(revisions[0])


def _run_steps(engine: Engine, file: Path, steps: Path, newest: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow, and only needed for a new or an older file
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    with engine.connect().execution_options(writes=SCHEMA) as connection:
        # A step that makes a table anew would else delete the rows that hang on it, silently.
        driver = driver_of(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                before = _counts(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                config.attributes["connection"] = connection
                command.upgrade(config, newest)
                driver.execute("INSERT OR IGNORE INTO state VALUES (?, ?)", (receipts.RECEIPTS, receipts.new_key()))
                digest.write_anew(driver)
                after = _counts(connection)
                lost = [name for name, count in before.items() if after.get(name, count) < count]
                torn = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if lost or torn:
                    raise JournalError(
                        f"Bringing {file} to form {newest} would have lost rows of {', '.join(lost) or 'a night'}. "
                        "Nothing was changed."
                    )
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _counts(connection: Connection) -> dict[str, int]:
    tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in tables}
