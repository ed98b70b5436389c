"""How the prompts stand together: one large, each further pressing one a line of its own, the rest one card.

The page and the command line show the same board, so that nobody is told the same thing five times, and nothing that
is pressing is folded away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cramp_journal.advice.prompts import Prompt
from cramp_journal.i18n import _
from cramp_journal.words import Tier

_NOW = (Tier.EMERGENCY, Tier.URGENT, Tier.SOON)


@dataclass(frozen=True)
class Board:
    """The prompts by how they are shown.

    Attributes:
        first: The most pressing one, as the one large card; None if nothing is pressing.
        further: All other emergencies, urgent ones and ones to see a doctor about soon.
        to_tell: All that can wait for the next visit, one line a reason.
    """

    first: Prompt | None
    further: tuple[Prompt, ...]
    to_tell: tuple[Prompt, ...]

    @property
    def reasons(self) -> tuple[Prompt, ...]:
        """Each reason that can wait for the next visit, also those that one prompt holds together."""
        return tuple(each for prompt in self.to_tell for each in (prompt, *prompt.parts))


def board(prompts: Sequence[Prompt], *, with_first: bool = True) -> Board:
    """Put prompts together, most pressing first; without `with_first`, only an emergency becomes the large card."""
    pressing = [each for each in prompts if each.tier in _NOW]
    large = [each for each in pressing if with_first or each.tier == Tier.EMERGENCY][:1]
    return Board(
        first=large[0] if large else None,
        further=tuple(each for each in pressing if each not in large),
        to_tell=tuple(each for each in prompts if each.tier not in _NOW),
    )


def calm_words() -> tuple[str, str]:
    """Say what is true and kind before there is anything to tell (NHS: leg cramps are usually harmless)."""
    return (
        _("Most leg cramps are short and harmless, and pass by themselves."),
        _(
            "Worth telling a doctor: cramps that come more often, last longer or spoil your sleep; and legs that are "
            "numb, weak, swollen, or hurt when you walk."
        ),
    )
