"""Which leg and which muscle, as people write it."""

import re
from dataclasses import dataclass

from cramp_journal.exchange.elsewhere.vocabulary import by_length, find_words, longest_in, plainly, words

_A_WORD = 4  # letters: in a sentence, shorter words such as “l” and “re” can mean something else
_PARTED = re.compile(r"[,;/&+\n|]|(?<!\w)(?:and|und|et|y|e|with|then|dann|puis|luego)(?!\w)|和|及|、|，|；")

_JOINS = frozenset(("and", "und", "et", "y", "e", "then", "puis", "dann"))
_THEN = re.compile(r"(?<!\w)(?:then|dann|puis|luego)(?!\w)")  # one after the other are two cramps


@dataclass(frozen=True)
class BodyPlace:
    """A side and a muscle in the journal's words, and what could not be said by them."""

    side: str | None = None
    muscle: str | None = None
    said: str = ""


def places_in(text: str) -> list[BodyPlace]:
    """Read one or more places: “Left calf, Right foot”, “beide Waden”, “左小腿”. Empty for an empty text."""
    found = [_place(part.strip()) for part in _PARTED.split(text.casefold()) if part and part.strip()]
    if len(found) > 1 and _is_one(found):
        side = next((each.side for each in found if each.side), None)
        muscle = next((each.muscle for each in found if each.muscle), None)
        return [BodyPlace(side, muscle, "; ".join(each.said for each in found if each.said))]
    return found if _THEN.search(plainly(text)) else _with_shared_muscle(found)


def place_named(text: str) -> BodyPlace | None:
    """Return the one place that a sentence names: “woke with cramp in my left calf”; None for none, and for several."""
    plain = plainly(text)
    muscles = [group for group in words()["muscles"] if any(find_words(plain, w) for w in by_length("muscles", group))]
    sides = [
        name
        for name in ("left", "right", "both")
        if any(
            find_words(plain, said)
            for said in map(plainly, words()[name])
            if len(said) >= _A_WORD or not said.isascii()
        )
    ]
    if len(muscles) > 1 or len(sides) > 1 or not muscles + sides:
        return None
    return BodyPlace(sides[0] if sides else None, muscles[0] if muscles else None)


def is_a_place(text: str) -> bool:
    """Return whether a text is meant as a place. “o.B.” is none, although a “B” alone means both legs."""
    plain = plainly(text)
    if longest_in(plain, "muscles"):
        return True
    known = {said for name in ("left", "right", "both") for said in map(plainly, words()[name])}
    parts = re.findall(r"[^\W\d_]+", plain)
    shorts = [each for each in parts if len(each) < _A_WORD and each.isascii()]
    return all(each in known or each in _JOINS or each in by_length("sideless", "leg") for each in shorts)


def header_place(text: str) -> BodyPlace | None:
    """Return the place that a heading names: “Cramp in left leg”, or nothing but “L calf”."""
    places = places_in(text)
    if len(places) == 1 and (places[0].side or places[0].muscle) and not places[0].said and is_a_place(text):
        return places[0]
    return place_named(text)


def _is_one(found: list[BodyPlace]) -> bool:
    """Return whether the parts name one place together: “left, calf”."""
    return sum(each.side is not None for each in found) <= 1 and sum(each.muscle is not None for each in found) <= 1


def _with_shared_muscle(found: list[BodyPlace]) -> list[BodyPlace]:
    """“left and right calf” are both calves: a side alone takes the muscle that follows."""
    if len(found) == 2 and {each.side for each in found} == {"left", "right"} and found[0].muscle is None:
        return [BodyPlace("both", found[1].muscle, "; ".join(each.said for each in found if each.said))]
    return found


def _place(text: str) -> BodyPlace:
    rest = plainly(text)
    side = muscle = None
    if found := longest_in(rest, "muscles"):
        muscle, match = found
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    kept = ""
    if muscle is None:
        for said in by_length("sideless", "thigh"):
            if match_ := find_words(rest, said):
                kept = match_[0]
                rest = f"{rest[: match_.start()]} {rest[match_.end() :]}"
                break
    for name in ("both", "left", "right"):
        for said in sorted(map(plainly, words()[name]), key=len, reverse=True):
            if (match_ := find_words(rest, said)) and side is None:
                side = name
                rest = f"{rest[: match_.start()]} {rest[match_.end() :]}"
    for said in by_length("sideless", "leg"):
        if match_ := find_words(rest, said):
            rest = f"{rest[: match_.start()]} {rest[match_.end() :]}"
    left = " ".join(rest.split()).strip(" .-:()")
    said = "; ".join(each for each in (kept, left if len(left) > 1 else "") if each)
    return BodyPlace(side, muscle, said)
