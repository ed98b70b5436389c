"""Upgrading a journal file to the schema of this program: all steps or none, after a verified copy."""

from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, table, text

from cramp_journal.errors import JournalError, JournalNotWritable, NewerJournal
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_list
from cramp_journal.store.copies.copies import Copies
from cramp_journal.store.file import checks, claim, digest, shape
from cramp_journal.store.file.connection import APPLICATION_ID
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.schema import receipt_keys
from cramp_journal.store.schema.database import (
    SCHEMA,
    can_write,
    damaged,
    driver_of,
    make_owned,
    translate_sqlite_errors,
)
from cramp_journal.store.schema.newest import NEWEST

STEPS = Path(__file__).parent / "migrations"
_WITH_RECEIPTS = "0004"  # the first form that holds their key


def bring_up_to_date(
    engine: Engine,
    file: Path,
    key: Key | None = None,
    *,
    second: Path | None = None,
    sealed: bool = False,
    kept: bool = True,
    steps: Path = STEPS,
    newest: str = NEWEST,
) -> bool:
    """Create the tables of a new file or run the missing steps on an older one; return whether the file changed.

    A current file is left alone. One that is not `sealed` is checked first; one that is to be `kept` is copied before
    it is changed, into `second` too. Raises NewerJournal, DamagedJournal or NotAJournal, with the file unchanged.
    """
    with engine.connect() as connection:
        with translate_sqlite_errors(file):
            found = shape.form_of(driver_of(connection))
        refuse_newer(file, found, newest, Copies(file, key, second) if kept else None)
        faults = [] if sealed or not found else checks.faults_of_another(driver_of(connection), locked=key is not None)
        if faults:
            raise damaged(file, faults[0], faults)
        with translate_sqlite_errors(file):
            make_owned(file, driver_of(connection))
    if found == newest:
        return False
    if file.stat().st_size and not can_write(file):
        raise JournalNotWritable(
            _("{file} is read-only and its form ({found}) must be upgraded before it is opened.").format(
                file=file, found=found
            )
        )
    claim.take(file)
    try:
        if found and kept:
            Copies(file, key, second).before("upgrade")
        run_steps(engine, file, steps, newest)
    finally:
        claim.release(file)
    return True


def refuse_newer(file: Path, found: str, newest: str = NEWEST, copies: Copies | None = None) -> None:
    """Raise NewerJournal where the form of a file is newer than this program, with the newest of `copies` that is not.

    Each upgrade makes one before it, so there mostly is one.
    """
    if found > newest:
        raise NewerJournal(
            _(
                "{file} was written by a newer Cramp Journal (its form is {found}, this program knows {newest}). "
                "It was left as it is: please update the program."
            ).format(file=file, found=found, newest=newest),
            copies.newest_of_form(newest) if copies is not None else None,
        )


def run_steps(engine: Engine, file: Path, steps: Path, newest: str) -> None:
    """Run the steps that a file lacks, in one transaction. For a file that was found to be a journal, or empty."""
    from alembic import command  # noqa: PLC0415 - slow, and only needed for a new or an older file
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    with engine.connect().execution_options(writes=SCHEMA) as connection:
        # A step that rebuilds a table would otherwise silently delete the rows that refer to it.
        driver = driver_of(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                before = _counts(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                config.attributes["connection"] = connection
                command.upgrade(config, newest)
                if newest >= _WITH_RECEIPTS:
                    key = receipt_keys.RECEIPTS, receipt_keys.random_key()
                    driver.execute("INSERT OR IGNORE INTO state VALUES (?, ?)", key)
                if newest >= digest.FIRST_FORM:
                    digest.write_anew(driver)
                after = _counts(connection)
                lost = [name for name, count in before.items() if after.get(name, count) < count]
                torn = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if lost or torn:
                    raise JournalError(
                        _(
                            "Bringing {file} to form {newest} would have lost rows of {what}. Nothing was changed."
                        ).format(file=file, newest=newest, what=in_list(lost) or _("a night"))
                    )
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _counts(connection: Connection) -> dict[str, int]:
    tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in tables}
