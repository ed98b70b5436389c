"""What a thing in a journal says, in the form in which versions of it are compared (merging/versions.py).

It is the exchange form, but for what is spelled or ordered differently and means the same.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from cramp_journal.merging.versions import (
    A_COURSE,
    A_FACTOR,
    A_NIGHT,
    A_PROMPT,
    A_SIGN,
    A_TRIAL,
    A_TRIAL_ANSWER,
    A_TRIAL_EFFECT,
    A_TRIAL_PAUSE,
    ABOUT,
    Says,
    canonical,
    unit_name,
)
from cramp_journal.questions import OWN
from cramp_journal.words import name_key

ABOUT_UNIT = unit_name(ABOUT, "person")
USUAL_BOUNDARY = "12:00"
UNITS_OF_LISTS = {  # by the lists of the exchange form
    "courses": A_COURSE,
    "signs": A_SIGN,
    "prompts": A_PROMPT,
    "trials": A_TRIAL,
    "trial_answers": A_TRIAL_ANSWER,
    "trial_pauses": A_TRIAL_PAUSE,
    "trial_effects": A_TRIAL_EFFECT,
}


def night_unit(evening: str) -> str:
    """Return the name of the unit of a night."""
    return unit_name(A_NIGHT, evening)


def factor_unit(name: str) -> str:
    """Return the name of the unit of a factor."""
    return unit_name(A_FACTOR, name_key(name))


def is_own(question: str) -> bool:
    """Return whether a question of a night is about a factor of the person's own."""
    return question.startswith(OWN)


def unit_content(values: Mapping[str, Any]) -> Says:
    """Return what a row says; a factor's name as what its spellings have in common."""
    content = {name: value for name, value in values.items() if value != [] or name == "cramps"}
    if not content.get("left_out"):
        content.pop("left_out", None)
    if "factors" in content:
        content["factors"] = sorted({name_key(each) for each in content["factors"]})
    if content.get("asked"):
        content["asked"] = sorted(
            {OWN + name_key(each.removeprefix(OWN)) if is_own(each) else each for each in content["asked"]}
        )
    return content


def content_about(values: Mapping[str, Any], conditions: Iterable[str], boundary: str | None) -> Says | None:
    """Return what the page about the person says; None where it says nothing."""
    content = {name: value for name, value in values.items() if name != "conditions"}
    if known := sorted(conditions):
        content["conditions"] = known
    if boundary and boundary != USUAL_BOUNDARY:
        content["night_boundary"] = boundary
    return content or None


def sum_of(content: Says | None) -> str:
    """Return a short sum of what a version says, which shows whether somebody edited it without a new stamp."""
    return hashlib.blake2b(canonical(content).encode(), digest_size=8).hexdigest()
