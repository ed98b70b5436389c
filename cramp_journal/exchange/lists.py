"""What a journal has several of, as tables of their own: reliefs, factors, intakes, prompts, conditions."""

from collections.abc import Iterator

from cramp_journal.exchange.columns import COURSES, CRAMPS, NIGHTS, SIGNS, Column, Kind, Worksheet
from cramp_journal.model import Values
from cramp_journal.questions import OWN
from cramp_journal.words import YES_NO_FACTORS, Answer, Condition, ReliefKind, Rule, Unit

_EVENING, _CRAMP = NIGHTS.columns[0], CRAMPS.columns[1]
_PACKED = ("factors", "intakes", "reliefs")  # each has a table of its own here


def _reliefs(contents: Values) -> Iterator[Values]:
    for night in contents["nights"]:
        for place, cramp in enumerate(night["cramps"], 1):
            for relief in cramp.get("reliefs", ()):
                yield {"evening": night["evening"], "cramp": place} | relief


def _own_factors(contents: Values) -> Iterator[Values]:
    for night in contents["nights"]:
        held = night.get("factors", [])
        asked = [each.removeprefix(OWN) for each in night.get("asked", ()) if each.startswith(OWN)]
        for name in dict.fromkeys((*held, *asked)):
            yield {"evening": night["evening"], "factor": name, "held": name in held}


def _every_factor(contents: Values) -> Iterator[Values]:
    for night in contents["nights"]:
        for name in YES_NO_FACTORS:
            if night.get(name) is not None:
                yield {"evening": night["evening"], "factor": name, "held": night[name]}
        yield from _own_factors({"nights": [night]})


def _intakes(contents: Values) -> Iterator[Values]:
    for night in contents["nights"]:
        for intake in night.get("intakes", ()):
            yield {"evening": night["evening"]} | intake


def _prompts(contents: Values) -> Iterator[Values]:
    for prompt in contents["prompts"]:
        replies = "; ".join(f"{name}={reply}" for name, reply in (prompt.get("answers") or {}).items())
        yield prompt | ({"replies": replies} if replies else {})


def _conditions(contents: Values) -> Iterator[Values]:
    for condition in contents["person"].get("conditions", ()):
        yield {"condition": condition}


_FACTOR_COLUMNS = (_EVENING, Column("factor", Kind.TEXT), Column("held", Kind.YES_NO))
RELIEFS = Worksheet(
    "Reliefs",
    (_EVENING, _CRAMP, Column("what", Kind.WORD, tuple(ReliefKind)), Column("helped", Kind.YES_NO)),
    _reliefs,
)
FACTORS = Worksheet("Factors", _FACTOR_COLUMNS, _own_factors)  # the others have columns of their own in Nights
EVERY_FACTOR = Worksheet("Factors", _FACTOR_COLUMNS, _every_factor)
INTAKES_SHEET = Worksheet(
    "Intakes",
    (
        _EVENING,
        Column("substance", Kind.TEXT),
        Column("dose", Kind.NUMBER),
        Column("unit", Kind.WORD, tuple(map(str, Unit))),
    ),
    _intakes,
)
PROMPTS = Worksheet(
    "Prompts",
    (
        Column("rule", Kind.WORD, tuple(map(str, Rule))),
        Column("raised_on", Kind.DATE),
        Column("answer", Kind.WORD, tuple(map(str, Answer))),
        Column("answered_on", Kind.DATE),
        Column("appointment_on", Kind.DATE),
        Column("reason", Kind.TEXT),
        Column("replies", Kind.TEXT),
    ),
    _prompts,
)
CONDITIONS = Worksheet("Conditions", (Column("condition", Kind.WORD, tuple(map(str, Condition))),), _conditions)


def _alone(sheet: Worksheet) -> Worksheet:
    """Return a table without the columns that list what another table has."""
    return Worksheet(sheet.name, tuple(c for c in sheet.columns if c.name not in _PACKED), sheet.rows)


# Every sheet of a workbook: what is listed stands in one place only, so that it can be changed there and brought back.
SHEETS = (_alone(NIGHTS), _alone(CRAMPS), INTAKES_SHEET, FACTORS, RELIEFS, COURSES, SIGNS, PROMPTS, CONDITIONS)
