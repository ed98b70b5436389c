"""The power goes at a random moment."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from tests.faults.children import Acks, Job
from tests.faults.disk import cuts, lay_out, recorded
from tests.faults.errand import Errand
from tests.faults.errands import ERRANDS
from tests.faults.kinds import Trial, each_of, fault
from tests.faults.writing import FILE


def power_cuts(trial: Trial, errand: Errand) -> None:
    """Record all writes, play them back up to a random moment, and open what the disk may then hold."""
    home = trial.folder()
    recorder = recorded(errand.prepare(home), home)
    number = 4 if trial.short else 3000 if errand.name == "saving" else 150
    for (acks, files), folder in zip(cuts(recorder, number, trial.chance), trial.times(number, number), strict=True):
        lay_out(files, home, folder)
        errand.check(trial, folder, acks)


each_of(ERRANDS, "2", "power cut during {}", power_cuts)


def _bare(file: Path, synchronous: str) -> Job:
    def job(acks: Acks) -> None:
        connection: Any = sqlite.connect(str(file), isolation_level=None)
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        for number in range(15):
            connection.execute("BEGIN IMMEDIATE")
            for _row in range(3):
                connection.execute("INSERT INTO night VALUES (?, ?)", (number, "x" * 2000))
            connection.execute("COMMIT")
            acks.done()
        connection.close()

    return job


def _survives(file: Path, acks: int) -> bool:
    """Tell whether a bare database is sound and holds three rows of each number that was acknowledged."""
    connection: Any = sqlite.connect(str(file))
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts = [row[0] for row in connection.execute("SELECT count(*) FROM night GROUP BY number ORDER BY number")]
        return sound and counts[:acks] == [3] * acks and set(counts) <= {3}
    except sqlite.Error:
        return False
    finally:
        connection.close()


@fault("2", "(a database that does not wait for the disk is caught)")
def _control(trial: Trial) -> None:
    number = 60 if trial.short else 300
    survived = {}
    for synchronous in ("EXTRA", "FULL", "OFF"):
        home = trial.folder()
        made: Any = sqlite.connect(str(home / FILE))
        made.execute("CREATE TABLE night (number, text)")
        made.close()
        recorder = recorded(_bare(home / FILE, synchronous), home)
        survived[synchronous] = 0
        for (acks, files), folder in zip(
            cuts(recorder, number, trial.chance), trial.times(number, number), strict=True
        ):
            lay_out(files, home, folder)
            survived[synchronous] += _survives(folder / FILE, acks)
    shares = ", ".join(f"{name} {count / number:.0%}" for name, count in survived.items())
    trial.told(f"Sound after a cut with synchronous = {shares}.")
    if survived["EXTRA"] != number or survived["FULL"] == number or survived["OFF"] > number / 2:
        trial.wrong(f"the power cuts are not worked out as they should be: {shares}")
