"""A count is said as people say it: one night, two nights; and never “night(s)”."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cramp_journal"
MANY = (  # what is counted in texts for people
    *("nights", "cramps", "evenings", "prompts", "signs", "days", "weeks", "entries", "lines", "files", "copies"),
    *("things", "comparisons", "soaks", "pages"),
)
BRACKETS = re.compile(r"[a-z]\((s|es|ies)\)")
COUNTED = re.compile(rf"\{{(n|m|count|rows|left|lost|unread|known|found)\}} (more |other )?({'|'.join(MANY)})\b")
NEVER_ONE = (  # how those texts begin that are said of more than one alone: a rule or a picture sees to that
    *("Bars: cramps a week, means of {n}", "bars: means of {n}", "Last {n} nights", "{n} pages"),
    *(
        "line: rate of {n} nights",
        "Line: rate of the {n} nights",
        "A week, over {n} nights",
        "Cramps a week: too few of",
    ),
    *(
        "The last {n} nights, one by one",
        "There were cramps on each of the last {n} nights.",
        "They grow from the nights",
    ),
    *("Woken by cramps on {n} nights", "Tired by day after {n} nights", "You were tired by day after {n} nights"),
    *("{file} has more than {rows} lines.", "{file} holds more than {n} nights, cramps"),
    *("You said that cramps disturb your sleep by", "The usual length of your last {n} cramps"),
    *("Of the last {n} cramps it is", "{n} times"),
)


def texts(file: Path) -> list[tuple[str, bool]]:
    """Give each text of a module, and whether it is one that has no form for one."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    alone = {id(arg) for call in calls if getattr(call.func, "id", "") == "_" for arg in call.args}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [(str(node.value), id(node) in alone) for node in found]


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_text_has_a_plural_in_brackets_or_no_form_for_one(file: Path) -> None:
    for text, is_alone in texts(file):
        assert not BRACKETS.search(text), text
        assert not is_alone or not COUNTED.search(text) or text.startswith(NEVER_ONE), text
