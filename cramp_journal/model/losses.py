"""What saving one night in place of another would lose; the bin keeps it."""

from collections.abc import Mapping
from typing import Any

from cramp_journal.model.forms import Values


def cramps_removed(before: Values, after: Values) -> int:
    """Return by how many the cramps that say something decrease from the old night to the new one."""
    return max(0, _count(before) - _count(after))


def loses(before: Values, after: Values) -> bool:
    """Return whether the new night omits or contradicts anything that the old one says."""
    besides = ("entered_at", "entered_offset", "came_from", "note")
    plain = {name: said for name, said in before.items() if name not in besides}
    return not (_holds(after, plain) and str(before.get("note", "")) in str(after.get("note", "")))


def _count(night: Values) -> int:
    return sum(any(value not in ("", [], None) for value in cramp.values()) for cramp in night.get("cramps", []))


def _holds(now: Any, said: Any) -> bool:
    """Return whether a value still says what another said; it may say more."""
    if said in ("", [], None) or now == said:
        return True
    if isinstance(said, list) and isinstance(now, list):
        left = list(now)
        return all(_take(left, each) for each in said)
    if isinstance(said, Mapping) and isinstance(now, Mapping):
        return all(_holds(now.get(name), value) for name, value in said.items())
    return False


def _take(left: list[Any], said: Any) -> bool:
    """Remove from a list an item that still says this, and return whether there was one."""
    found = next((each for each in left if _holds(each, said)), None)
    if found is not None:
        left.remove(found)
    return found is not None
