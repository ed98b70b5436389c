"""A sentence shows a time of day by the clock in use, 12 or 24 hours, never as the program keeps it."""

import ast
from pathlib import Path

import pytest

from cramp_journal import labels
from cramp_journal.errors import JournalInUse
from cramp_journal.store.file import claim
from cramp_journal.store.recovery.stuck import no_answer_notice
from tests.test_days_in_sentences import PROGRAM, holes_of

TIMES = {"time", "clock", "began", "opened", "closed"}  # what a hole of a sentence is called where it shows a time
KEPT = {"since", "clock", "began", "made_at", "at"}  # what a row or a claim calls a time that it keeps
BY_THE_CLOCK = {"clock_text", "time_of", "begun", "begun_in_words", "cell_text"}
NO_TIME = {  # what is no time of day, or is to be typed as it stands
    ("gui/welcome/welcome_page.py", "hours=sets.clock"),  # “the 12-hour clock”
}


def raw_times(source: str) -> list[str]:
    """Return each hole that is filled with a time of day which does not follow the clock in use."""
    return [
        f"{line}: {hole.arg}={ast.unparse(hole.value)}"
        for line, hole, last in holes_of(source)
        if not _follows_the_clock(hole.value, last) and (hole.arg in TIMES or _is_a_time(hole.value, last))
    ]


def _resolved(value: ast.expr, last: dict[str, ast.expr]) -> ast.expr:
    return last.get(value.id, value) if isinstance(value, ast.Name) else value


def _is_a_time(value: ast.expr, last: dict[str, ast.expr]) -> bool:
    value = _resolved(value, last)
    kept = isinstance(value, ast.Attribute) and value.attr in KEPT
    return kept or any(isinstance(each, ast.Constant) and "%H" in str(each.value) for each in ast.walk(value))


def _follows_the_clock(value: ast.expr, last: dict[str, ast.expr]) -> bool:
    called = (each.func for each in ast.walk(_resolved(value, last)) if isinstance(each, ast.Call))
    names = {each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in called}
    return bool(names & BY_THE_CLOCK)


def test_each_time_of_day_in_a_sentence_follows_the_clock() -> None:
    """If this fails: `clock_text(f"{moment:%H:%M}")`."""
    found = {}
    for file in PROGRAM.rglob("*.py"):
        name, source = file.relative_to(PROGRAM).as_posix(), file.read_text(encoding="utf-8")
        raw = [each for each in raw_times(source) if (name, each.split(": ")[1]) not in NO_TIME]
        if raw:
            found[name] = raw
    assert found == {}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('def f(at): say(_("At {time}.").format(time=f"{at:%H:%M}"))', 1),
        ('def f(at): say(_("At {time}.").format(time=clock_text(f"{at:%H:%M}")))', 0),
        ('def f(at): now = f"{at:%H:%M}"; say(_("Saved {when}").format(when=now))', 1),
        ('def f(at): now = clock_text(f"{at:%H:%M}"); say(_("Saved {when}").format(when=now))', 0),
        ('def f(holder): say(_("Opened at {since}.").format(since=holder.since))', 1),
        ('def f(at): say(_("At {time}.").format(time=at.strftime("%H:%M")))', 1),
        ('def f(name): say(_("For {name}.").format(name=name))', 0),
    ],
)
def test_a_time_as_the_program_keeps_it_is_found(source: str, count: int) -> None:
    assert len(raw_times(source)) == count


def test_whoever_has_the_journal_is_told_by_the_clock_of_the_person() -> None:
    """The window that was opened at 14:05 was opened at 2:05 pm."""
    holder = claim.Holder(claim.GUI, 4711, "14:05", claim._this_computer())
    labels.use_clock("12")
    try:
        told = [no_answer_notice(holder), str(claim._in_use(Path("journal.sqlite"), holder))]
    finally:
        labels.use_clock("24")
    assert isinstance(claim._in_use(Path("journal.sqlite"), holder), JournalInUse)
    assert all("opened at 2:05\u202fpm" in each.replace(" pm", "\u202fpm") for each in told), told
