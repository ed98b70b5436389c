"""What may be forgotten of the receipts: what a copy holds, and what the person left as another file took its place."""

from collections.abc import Callable, Sequence

from cramp_journal.store.acknowledged.lines import Line, state_in, with_state
from cramp_journal.store.acknowledged.missing import Nights, doubtful
from cramp_journal.store.acknowledged.receipts import (
    BARE,
    DROPPED,
    OF_PROGRAM,
    Acknowledged,
    Receipt,
    Receipts,
    kind_of,
    place_of_accepted,
)
from cramp_journal.store.file.lineage import Head, Lineage, descends, head

NIGHTS = 60  # whose receipts are kept though a copy holds them: the copies may go back along with the journal
_MOST = 2_000  # lines of a kind that are kept, the newest ones

_Words = dict[int, Receipt]  # by the place of their line


def prune(receipts: Receipts, lineage: Lineage, nights: int = NIGHTS) -> None:
    """Forget what a copy of this lineage holds, but for the newest nights; how far that goes is noted.

    Words that the copy does not go on from are kept while they say something: the last of an evening, and what a later
    one lost. So is what cannot be opened: a key may come.
    """

    def change(lines: list[Line]) -> list[Line]:
        last, middle = receipts.last(lines), place_of_accepted(lines)
        words = _words(receipts, lines)
        doubted = _doubted(words, lineage)
        inside = [place for place, word in words.items() if descends(lineage, word.state) and place not in doubted]
        bare, outside = _bare(lines, lineage, middle)
        sealed = [place for place, line in enumerate(lines) if "night" in line and place not in words]
        strays = [place for place, line in enumerate(lines) if "stray" in line and place > middle]
        dropped = [state_in(lines[place]) for place in (*inside[:-nights], *bare.pop(DROPPED, []))]
        kept = {*inside[-nights:], *(places[-1] for places in bare.values())}
        kept.update(*(places[-_MOST:] for places in (doubted, outside, sealed, strays)))
        between = [_accepted_up_to(lines[middle] if middle >= 0 else None, lineage, last)]
        if dropped:
            furthest = max(dropped, key=lambda each: each.writes)
            between.append(with_state(furthest, again=True, **{DROPPED: True}))
        anew = {place: receipts.anew(lines[place]) for place in sorted(kept - {middle})}
        before = [line for place, line in anew.items() if place < middle]
        return [*before, *between, *(line for place, line in anew.items() if place > middle)]

    receipts.rewrite(change)


def succeed(
    receipts: Receipts, lineage: Lineage, stays: Callable[[Receipt], bool], stands: Nights, *, chosen: bool = True
) -> None:
    """Note that a file of this lineage has taken the place of the journal, since the person wishes it.

    What it holds, and of the rest what `stays`, goes on being known; `stands` is what stands in it. What was left on
    purpose is forgotten, and what stands instead becomes a word. That more may be missing goes on being said where this
    file does not hold it. Unless it was `chosen`, it holds the nights of the journal, and its state says nothing else.
    """

    def change(lines: list[Line]) -> list[Line]:
        middle, words = place_of_accepted(lines), _words(receipts, lines)
        outside = {place for place, word in words.items() if not descends(lineage, word.state)}
        gone = {place for place in outside if not stays(words[place])}
        sealed = [place for place, line in enumerate(lines) if "night" in line and place not in words][-_MOST:]
        anew = {place: receipts.anew(lines[place]) | {"again": True} for place in sorted({*words, *sealed} - gone)}
        state = head(lineage) or Head("", 0)
        last = {word.evening: place for place, word in words.items()}
        ends = [  # it is a word on what was said of these nights
            receipts.line_of(Receipt(state, evening, stands.get(evening.isoformat()))) | {"again": True}
            for evening, place in sorted(last.items())
            if place in gone
        ]
        strays = [line for line in lines[middle + 1 :] if "stray" in line and _is_open(line, lineage)]
        accepted = Receipts.accepted(lineage, receipts.last(lines).least) | {DROPPED if chosen else OF_PROGRAM: True}
        before = [line for place, line in anew.items() if place < middle]
        return [*before, accepted, *(line for place, line in anew.items() if place > middle), *ends, *strays]

    receipts.rewrite(change)


def _words(receipts: Receipts, lines: Sequence[Line]) -> _Words:
    return {place: word for place, line in enumerate(lines) if (word := receipts.word(line)) is not None}


def _doubted(words: _Words, lineage: Lineage) -> list[int]:
    """Return the places of the words that such a journal may lack, and of the last one of each of their evenings."""
    place_of = {id(word): place for place, word in words.items()}
    last = {word.evening: place for place, word in words.items()}
    found = [word for word, _was_lost in doubtful(lineage, list(words.values()))]
    return sorted({place_of[id(word)] for word in found} | {last[word.evening] for word in found})


def _bare(lines: Sequence[Line], lineage: Lineage, middle: int) -> tuple[dict[str, list[int]], list[int]]:
    """Return the places of lines without a night: of each kind those inside a lineage, and those that are not."""
    inside: dict[str, list[int]] = {}
    outside = []
    for place, line in enumerate(lines):
        kind = None if "branch" in line else kind_of(line)
        if kind in BARE and descends(lineage, state_in(line)):
            inside.setdefault(kind, []).append(place)
        elif kind in BARE and kind != OF_PROGRAM and place > middle:
            outside.append(place)
    return inside, outside


def _accepted_up_to(line: Line | None, lineage: Lineage, last: Acknowledged) -> Line:
    """Return the line by which a journal was right as it was, with what is known since; a copy was right as well."""
    newest = Receipts.accepted(lineage, last.least) | {"branch": Receipts.accepted(last.branch, 0)["branch"]}
    if line is None or (state_in(line) != state_in(newest) and descends(lineage, state_in(line))):
        return newest
    return newest | line | {"least": last.least, "branch": newest["branch"]}


def _is_open(line: Line, lineage: Lineage) -> bool:
    said = line["stray"]
    return said.get("sealed") or not all(descends(lineage, Head(*each)) for each in said.get("lacks", {}).items())
