"""What may be tried, of what kind it is, and what forbids it.

What a condition, a sign or a medicine forbids is handed in by who knows it (the triage table and the advice): here is
only what follows. A prescribed medicine is never tried, and neither is anything while a prompt is pressing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cramp_journal.analysis.experiments.designs import Design, blocks, single_nights
from cramp_journal.words import SubstanceKind

HALF_LIFE = 5.0  # nights, of a supplement: assumed (docs/statistics.md)


@dataclass(frozen=True)
class Thing:
    """Something that can be tried.

    Attributes:
        name: A factor of a night, or what is taken.
        taken: A supplement or a medicine; None for something that is done.
        half_life: The nights after which half of its effect is gone; 0 if it works only within the night. That is
            assumed, and the person may say otherwise.
        leaves_out: Whether the nights “with it” are those on which something is left out, such as evening tea.
    """

    name: str
    taken: SubstanceKind | None = None
    half_life: float = 0.0
    leaves_out: bool = False

    @property
    def lingers(self) -> bool:
        """Whether its effect reaches into the next nights."""
        return self.half_life > 0


THINGS = (
    Thing("foot_soak"),
    Thing("stretched_before_bed"),
    Thing("warm_socks"),
    Thing("strong_tea_or_coffee", leaves_out=True),
    Thing("light_exercise"),
    Thing("magnesium", SubstanceKind.SUPPLEMENT, HALF_LIFE),
)


def supplement(name: str) -> Thing:
    """Return another supplement as a thing that can be tried."""
    return Thing(name, SubstanceKind.SUPPLEMENT, HALF_LIFE)


class Refused(StrEnum):
    """Why something may not be tried, or a trial may not go on."""

    MEDICINE = "medicine"
    FORBIDDEN = "forbidden"
    PRESSING = "pressing"
    ANOTHER_TRIAL = "another_trial"


@dataclass(frozen=True)
class Permission:
    """Whether something may be tried.

    Attributes:
        refused: Why not, the gravest first; None if it may.
        because: The names of the conditions, signs and medicines that forbid it; of a name that is only like that of a
            medicine, what it may mean.
        ask_first: Whether a pharmacist or doctor is to be asked before.
        designs: The designs that fit it, the shortest first; none where it is refused.
    """

    refused: Refused | None
    because: tuple[str, ...]
    ask_first: bool
    designs: tuple[Design, ...]


def may_be_tried(
    thing: Thing,
    forbidden: Mapping[str, Sequence[str]],
    *,
    pressing: bool,
    running: Collection[str] = (),
    crossed: bool = False,
) -> Permission:
    """Return whether something may be tried now, and by which designs.

    Args:
        thing: What the person wishes to try.
        forbidden: For each name of a thing, what of this person forbids it.
        pressing: Whether an emergency or an urgent prompt stands.
        running: The things whose trials have not ended.
        crossed: Whether the person wishes two trials at once: possible for two different things of single nights, since
            their orders are drawn apart.
    """
    because = tuple(forbidden.get(thing.name, ()))
    refused = None
    if thing.taken is SubstanceKind.MEDICINE:
        refused = Refused.MEDICINE
    elif because:
        refused = Refused.FORBIDDEN
    elif pressing:
        refused = Refused.PRESSING
    elif running and (not crossed or thing.lingers or thing.name in running):
        refused = Refused.ANOTHER_TRIAL
    designs = () if refused else designs_for(thing)
    return Permission(refused, because, thing.taken is SubstanceKind.SUPPLEMENT, designs)


def designs_for(thing: Thing) -> tuple[Design, ...]:
    """Return the designs that fit a thing: single nights unless it lingers."""
    return blocks() if thing.lingers else single_nights()


def must_stop(thing: Thing, forbidden: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what has come to forbid a thing whose trial runs; the trial stops if there is anything."""
    return tuple(forbidden.get(thing.name, ()))
