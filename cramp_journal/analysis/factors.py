"""What went with cramps: plain counts of nights with and without each factor. A link is not a cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cramp_journal.words import YES_NO_FACTORS


@dataclass(frozen=True)
class FactorCount:
    """Counted nights with and without a factor, and how many of each had cramps."""

    factor: str
    nights_with: int
    cramp_nights_with: int
    nights_without: int
    cramp_nights_without: int


def factor_counts(nights: Sequence[Mapping[str, Any]]) -> list[FactorCount]:
    """Count, over nights in the exchange form, each factor that was answered both ways. Most answered first.

    A factor of the person's own and an intake are "without" where the night is recorded and does not name them.
    """
    counted = [night for night in nights if not night.get("left_out")]
    found = [_count(name, [(night[name], night) for night in counted if name in night]) for name in YES_NO_FACTORS]
    found.append(_count("hard_exercise", [(n["exercise"] == "hard", n) for n in counted if "exercise" in n]))
    own = sorted({factor for night in counted for factor in night.get("factors", [])})
    found += [_count(name, [(name in night.get("factors", []), night) for night in counted]) for name in own]
    substances = {intake["substance"] for night in counted for intake in night.get("intakes", [])}
    for name in sorted(substances):
        taken = [(any(i["substance"] == name for i in n.get("intakes", [])), n) for n in counted]
        found.append(_count(name, taken))
    both_ways = [each for each in found if each.nights_with and each.nights_without]
    return sorted(both_ways, key=lambda each: -min(each.nights_with, each.nights_without))


def _count(name: str, answered: Sequence[tuple[bool, Mapping[str, Any]]]) -> FactorCount:
    with_it = [night for yes, night in answered if yes]
    without = [night for yes, night in answered if not yes]
    return FactorCount(
        factor=name,
        nights_with=len(with_it),
        cramp_nights_with=sum(bool(night["cramps"]) for night in with_it),
        nights_without=len(without),
        cramp_nights_without=sum(bool(night["cramps"]) for night in without),
    )
