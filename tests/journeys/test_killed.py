from pathlib import Path

import pytest

from cramp_journal.store import Journal
from tests.journeys.typed import EVENING, least_kept, letters_of, type_until


@pytest.mark.parametrize("letters", [1, 47, 160])
def test_a_program_that_is_killed_loses_at_most_the_last_second_of_typing(tmp_path: Path, letters: int) -> None:
    file = tmp_path / "journal.sqlite"
    seen = type_until(letters, file)
    with Journal(file) as journal:
        found = journal.night(EVENING)
        assert journal.check() == []
    assert letters_of(found) >= least_kept(seen)
    assert found is not None
