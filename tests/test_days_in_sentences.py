"""A sentence shows a day as the person writes it, never as a file does; only a command that is to be typed does so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent.parent / "cramp_journal"
# What a hole of a sentence is called where it shows a day.
DAYS = {
    *("day", "evening", "today", "newest", "to", "on", "since", "first", "last", "begun", "start", "stop", "until"),
    *("noted_on", "raised_on", "answered_on", "appointment_on", "deleted", "when", "night", "moved_to", "from_"),
}
NO_DAY = {  # what is no day, or is to be typed as it stands
    *(("gui/doctor/weeks.py", "when=when"), ("advice/own_nights.py", "when=own.on")),  # words
    *(("report/signs_said.py", "since=onset"), ("gui/widgets/exact_rows.py", "first=ways[0]")),
    *(("exchange/export.py", "last=last"), ("cli/together.py", "last=_ANSWERS[-1]")),
    ("store/schema/upgrade.py", "newest=newest"),  # forms of a journal
    *(("reminder/times.py", f"{name}={name}") for name in ("first", "last")),
    ("formats.py", "day=day.day"),
    ("cli/keeping.py", "evening=each.evening"),  # the first column of a list, by which it is sorted
    ("cli/shared.py", "first=days[0]"),  # “write it like 2026-11-21”
}
_OF_A_CLOCK = {"today", "date", "fromisoformat", "isoformat", "last_evening"}  # calls that return a day, or write it
_TYPED = re.compile(r"`[^`]*`")  # a command of the terminal


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))


def _called(value: ast.expr | None) -> str:
    """Return the name of what is called; "" for anything else."""
    if not isinstance(value, ast.Call):
        return ""
    return value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")


def _parts_of(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Return each name of an assignment with its value; “a, b = (in_words(each) for each in both)” has two."""
    if isinstance(target, ast.Name):
        yield target.id, value
    if isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else None
        for number, each in enumerate(target.elts):
            one = values[number] if values and number < len(values) else getattr(value, "elt", value)
            yield from _parts_of(each, one)


def _is_in_words(value: ast.expr, there: dict[str, ast.expr]) -> bool:
    if isinstance(value, ast.Name) and value.id in there:
        return _is_in_words(there[value.id], {})
    if isinstance(value, ast.IfExp):
        return _is_in_words(value.body, there) and _is_in_words(value.orelse, there)
    if isinstance(value, ast.Constant | ast.JoinedStr):
        return True
    return _called(value) not in ("", *_OF_A_CLOCK)


def _sentences(value: ast.AST, there: dict[str, list[ast.expr]]) -> str:
    """Return all words of the sentence that is filled in, wherever in the function it stands."""
    parts = [each.value for each in ast.walk(value) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if isinstance(value, ast.Name):
        parts += [_sentences(each, {}) for each in there.get(value.id, ())]
    return " ".join(parts)


def raw_days(source: str) -> list[str]:
    """Return each hole that is filled with a day which is not in words."""
    return [
        f"{line}: {hole.arg}={ast.unparse(hole.value)}"
        for line, hole, last in holes_of(source)
        if hole.arg in DAYS and not _is_in_words(hole.value, last)
    ]


def holes_of(source: str) -> Iterator[tuple[int, ast.keyword, dict[str, ast.expr]]]:
    """Yield each hole of a sentence with its line, and what the names of its function were last set to."""
    for function in _functions(ast.parse(source)):
        assigned: dict[str, list[ast.expr]] = {}
        for each in ast.walk(function):
            if isinstance(each, ast.Assign | ast.AnnAssign | ast.NamedExpr) and each.value is not None:
                for target in each.targets if isinstance(each, ast.Assign) else [each.target]:
                    for name, value in _parts_of(target, each.value):
                        assigned.setdefault(name, []).append(value)
        last = {name: values[-1] for name, values in assigned.items()}
        for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
            if not (isinstance(call.func, ast.Attribute) and call.func.attr in ("format", "said")):
                continue
            said = _TYPED.sub("", _sentences(call.func.value, assigned))
            for hole in call.keywords:
                is_shown = not said or f"{{{hole.arg}}}" in said
                if is_shown:
                    yield call.lineno, hole, last


def test_each_day_in_a_sentence_is_in_words() -> None:
    found = {}
    for file in PROGRAM.rglob("*.py"):
        name = file.relative_to(PROGRAM).as_posix()
        raw = [each for each in raw_days(file.read_text(encoding="utf-8")) if (name, each.split(": ")[1]) not in NO_DAY]
        if raw:
            found[name] = raw
    assert found == {}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('def f(on): say(_("On {day}.").format(day=on))', 1),
        ('def f(on): say(_("On {day}.").format(day=day(on)))', 0),
        ('def f(on): said = _("On {day}."); say(said.format(day=on.isoformat()))', 1),
        ('def f(): say(_("{today} it is.").format(today=clock.today()))', 1),
        ('def f(on): say(_("`bring-back {day}` undoes this.").format(day=on))', 0),
        ('def f(a, b): first, last = (day(each) for each in (a, b)); say(_("{first}").format(first=first))', 0),
    ],
)
def test_a_day_as_a_file_writes_it_is_found(source: str, count: int) -> None:
    assert len(raw_days(source)) == count
