"""What the tests of the store share."""

import pytest

from cramp_journal.store import encryption

PASSPHRASE = "four words of ours"


@pytest.fixture
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a key at a cost that no attacker would mind: the tests make many."""
    quick = {number: cost | {"n": 2**4} for number, cost in encryption._COSTS.items()}
    monkeypatch.setattr(encryption, "_COSTS", quick)
