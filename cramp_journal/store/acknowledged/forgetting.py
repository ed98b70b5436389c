"""Which receipts may be forgotten: what a copy holds, and what the person gave up when a file replaced the journal."""

from collections.abc import Callable, Sequence

from cramp_journal.store.acknowledged.lines import Line, state_in, with_state
from cramp_journal.store.acknowledged.missing import NightsByEvening, doubtful
from cramp_journal.store.acknowledged.receipts import (
    BARE,
    DROPPED,
    OF_PROGRAM,
    Acknowledged,
    Receipt,
    Receipts,
    kind_of_line,
    place_of_accepted,
)
from cramp_journal.store.file.lineage import Head, Lineage, descends, head

NIGHTS_KEPT = 60  # newest receipts that are kept: older copies may return together with an older journal
_MOST = 2_000  # lines of each kind that are kept, the newest ones

_Words = dict[int, Receipt]  # by the place of their lines


def prune(receipts: Receipts, lineage: Lineage, nights: int = NIGHTS_KEPT) -> None:
    """Forget what a copy of this lineage holds, except for the newest nights, and note how far that goes.

    Receipts from which the copy does not go on are kept while they matter: the last one of an evening, and one whose
    night a later one lost. What cannot be opened is kept too: its key may come.
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
    receipts: Receipts,
    lineage: Lineage,
    stays: Callable[[Receipt], bool],
    stands: NightsByEvening,
    *,
    chosen: bool = True,
) -> None:
    """Note that a file of this lineage has replaced the journal, because the person wants it.

    Receipts that it holds are kept, and of the others those for which `stays` returns True; `stands` are its nights.
    The others are forgotten: for their evenings, a receipt of what is recorded now is added. Searches that found more
    missing are kept unless this file holds that. Without `chosen`, the file has the same nights as the journal, and its
    state says nothing more.
    """

    def change(lines: list[Line]) -> list[Line]:
        middle, words = place_of_accepted(lines), _words(receipts, lines)
        outside = {place for place, word in words.items() if not descends(lineage, word.state)}
        gone = {place for place in outside if not stays(words[place])}
        sealed = [place for place, line in enumerate(lines) if "night" in line and place not in words][-_MOST:]
        anew = {place: receipts.anew(lines[place]) | {"again": True} for place in sorted({*words, *sealed} - gone)}
        state = head(lineage) or Head("", 0)
        last = {word.evening: place for place, word in words.items()}
        ends = [  # these answer what was said about these nights
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
    """Return the places of the receipts that such a journal may lack, and of the last one of each of their evenings."""
    place_of = {id(word): place for place, word in words.items()}
    last = {word.evening: place for place, word in words.items()}
    found = [word for word, _was_lost in doubtful(lineage, list(words.values()))]
    return sorted({place_of[id(word)] for word in found} | {last[word.evening] for word in found})


def _bare(lines: Sequence[Line], lineage: Lineage, middle: int) -> tuple[dict[str, list[int]], list[int]]:
    """Return the places of lines without a night: those inside a lineage, by kind, and those outside it."""
    inside: dict[str, list[int]] = {}
    outside = []
    for place, line in enumerate(lines):
        kind = None if "branch" in line else kind_of_line(line)
        if kind in BARE and descends(lineage, state_in(line)):
            inside.setdefault(kind, []).append(place)
        elif kind in BARE and kind != OF_PROGRAM and place > middle:
            outside.append(place)
    return inside, outside


def _accepted_up_to(line: Line | None, lineage: Lineage, last: Acknowledged) -> Line:
    """Return the line that accepts a journal, with what is known since; a copy counts as accepted too."""
    newest = Receipts.accepted(lineage, last.least) | {"branch": Receipts.accepted(last.branch, 0)["branch"]}
    if line is None or (state_in(line) != state_in(newest) and descends(lineage, state_in(line))):
        return newest
    return newest | line | {"least": last.least, "branch": newest["branch"]}


def _is_open(line: Line, lineage: Lineage) -> bool:
    said = line["stray"]
    return said.get("sealed") or not all(descends(lineage, Head(*each)) for each in said.get("lacks", {}).items())
