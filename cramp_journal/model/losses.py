"""What a night that is saved in place of another would lose of it: that is kept in the bin."""

from collections.abc import Mapping
from typing import Any

Values = Mapping[str, Any]  # a night in the exchange form


def cramps_removed(before: Values, after: Values) -> int:
    """Return how many cramps that say something stood in a night and do not in the one in its place."""
    return max(0, _count(before) - _count(after))


def loses(before: Values, after: Values) -> bool:
    """Tell whether anything that was said of a night is not said, or is said otherwise, by the one in its place."""
    plain = {name: said for name, said in before.items() if name not in ("entered_at", "note")}
    return not (_holds(after, plain) and str(before.get("note", "")) in str(after.get("note", "")))


def _count(night: Values) -> int:
    return sum(any(value not in ("", [], None) for value in cramp.values()) for cramp in night.get("cramps", []))


def _holds(now: Any, said: Any) -> bool:
    """Tell whether a value still says what another said; it may say more."""
    if said in ("", [], None) or now == said:
        return True
    if isinstance(said, list) and isinstance(now, list):
        left = list(now)
        return all(_take(left, each) for each in said)
    if isinstance(said, Mapping) and isinstance(now, Mapping):
        return all(_holds(now.get(name), value) for name, value in said.items())
    return False


def _take(left: list[Any], said: Any) -> bool:
    """Take out of a list what still says this, and tell whether anything does."""
    found = next((each for each in left if _holds(each, said)), None)
    if found is not None:
        left.remove(found)
    return found is not None
