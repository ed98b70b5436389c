import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cramp_journal.model import values_of
from cramp_journal.store import Journal

TYPIST = Path(__file__).parent / "typist.py"


@pytest.mark.parametrize("letters", [1, 47, 160])
def test_a_program_that_is_killed_loses_at_most_the_last_second_of_typing(tmp_path: Path, letters: int) -> None:
    file = tmp_path / "journal.sqlite"
    with subprocess.Popen([sys.executable, str(TYPIST), str(file)], stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        seen = []
        for line in typist.stdout:
            seconds, typed, saved = line.split()
            seen.append((float(seconds), int(typed), int(saved)))
            if int(typed) >= letters:
                break
        typist.kill()
    with Journal(file) as journal:
        found = journal.night(date(2026, 11, 21))
        assert journal.check() == []
    assert found is not None
    kept = len(values_of(found).get("note", ""))
    last_second = seen[-1][0] - 1
    assert kept >= seen[-1][2], "a letter that was shown as saved is gone"
    assert kept >= max([typed for seconds, typed, _saved in seen if seconds <= last_second], default=0)
