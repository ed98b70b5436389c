"""Which prompts are new: the page “See a doctor?” has not shown them yet. Only these are counted beside its name.

What was shown is kept as a text, one line a rule: its name, its tier, and the day on which it was last shown.
"""

from collections.abc import Sequence
from datetime import date

from cramp_journal.advice.prompts import Prompt
from cramp_journal.words import Tier

_ORDER = [str(each) for each in Tier]


def new_among(found: Sequence[Prompt], shown: str) -> list[Prompt]:
    """Return the prompts that came up, became more pressing, or rest on a newer night, since they were last shown."""
    known = _read(shown)
    return [each for each in found if _is_new(each, known)]


def shown_today(found: Sequence[Prompt], today: date) -> str:
    """Return the text that says that these prompts were shown today; what does not hold any more is forgotten."""
    return "\n".join(f"{each.rule} {each.tier} {today.isoformat()}" for each in found)


def _is_new(prompt: Prompt, known: dict[str, tuple[str, date]]) -> bool:
    if prompt.rule not in known:
        return True
    tier, on = known[prompt.rule]
    if _ORDER.index(prompt.tier) < _ORDER.index(tier) or prompt.raised_on > on:
        return True
    return prompt.tier == Tier.URGENT and bool(prompt.nights) and prompt.nights[-1] >= on


def _read(shown: str) -> dict[str, tuple[str, date]]:
    known = {}
    for line in shown.splitlines():
        words = line.split()
        if len(words) == 3 and words[1] in _ORDER:
            try:
                known[words[0]] = words[1], date.fromisoformat(words[2])
            except ValueError:
                continue
    return known
