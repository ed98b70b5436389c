"""Any valid journal, imported and exported, is the same journal."""

import tempfile
from collections.abc import Callable
from datetime import UTC, date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from cramp_journal import words
from cramp_journal.exchange import journal_json
from cramp_journal.exchange.plan import plan_import
from tests.builders import TODAY, a_full_journal, a_journal

_Drawn = TypeVar("_Drawn")

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t"), max_size=30)
NAMES = TEXT.filter(bool)
DAYS = st.dates(date(1900, 1, 1), TODAY).map(date.isoformat)
CLOCK = st.times().map(lambda moment: moment.strftime("%H:%M"))
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat().replace("+00:00", "Z"))
DOSES = st.floats(0, 1_000_000) | st.integers(0, 1_000_000)


def _some(**fields: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    return fields


def _word(kind: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from([str(word) for word in kind])


RELIEFS = st.fixed_dictionaries({"what": _word(words.ReliefKind)}, optional={"helped": st.booleans()})
INTAKES = st.fixed_dictionaries({"substance": NAMES}, optional=_some(dose=DOSES, unit=_word(words.Unit)))
CRAMPS = st.fixed_dictionaries(
    {},
    optional=_some(
        time=CLOCK,
        time_precision=_word(words.TimePrecision),
        seconds=st.integers(1, 86_400),
        timing=_word(words.Timing),
        pain=st.integers(0, 10),
        side=_word(words.Side),
        muscle=_word(words.Muscle),
        went_hard=st.booleans(),
        reliefs=st.lists(RELIEFS, max_size=3),
        note=TEXT,
    ),
)
NIGHT_FIELDS = _some(
    entered_at=MOMENTS,
    room_temperature_c=st.floats(-30, 60) | st.integers(-30, 60),
    exercise=_word(words.Exercise),
    exercise_minutes=st.integers(0, 1440),
    posture=_word(words.Posture),
    woke=st.booleans(),
    minutes_awake=st.integers(0, 1440),
    sleep_disturbance=st.integers(0, 10),
    sore_next_day=st.booleans(),
    tired_next_day=st.booleans(),
    intakes=st.lists(INTAKES, max_size=3),
    factors=st.lists(st.sampled_from(["tea", "long car journey", "夜"]), unique=True, max_size=3),
    note=TEXT,
    invented=st.booleans(),
    **{name: st.booleans() for name in words.YES_NO_FACTORS},
)
NIGHTS = st.fixed_dictionaries(
    {"evening": DAYS, "left_out": st.booleans(), "cramps": st.lists(CRAMPS, max_size=4)}, optional=NIGHT_FIELDS
).map(lambda night: night | {"state": "cramps" if night["cramps"] else "clear"})
COURSES = st.fixed_dictionaries(
    {"substance": NAMES, "kind": _word(words.SubstanceKind)},
    optional=_some(dose=DOSES, unit=_word(words.Unit), taken_at=NAMES, start=DAYS),
)
SIGNS = st.fixed_dictionaries({"sign": _word(words.SignKind), "noted_on": DAYS}, optional=_some(until=DAYS, note=NAMES))
PROMPTS = st.fixed_dictionaries(
    {"rule": _word(words.Rule), "raised_on": DAYS}, optional=_some(answer=_word(words.Answer), answered_on=DAYS)
)
PEOPLE = st.fixed_dictionaries(
    {},
    optional=_some(name=NAMES, born=st.integers(1880, 2200), conditions=st.lists(_word(words.Condition), unique=True)),
)


def _each_once(key: Callable[[Any], object], rows: st.SearchStrategy[_Drawn]) -> st.SearchStrategy[list[_Drawn]]:
    return st.lists(rows, unique_by=key, max_size=4)


JOURNALS = st.fixed_dictionaries(
    {
        "format": st.just("cramp-journal"),
        "version": st.just(1),
        "person": PEOPLE,
        "settings": st.fixed_dictionaries({"night_boundary": CLOCK}),
        "courses": _each_once(str, COURSES),
        "factors": st.just([{"name": "tea"}, {"name": "long car journey", "hidden": True}, {"name": "夜"}]),
        "nights": _each_once(lambda night: night["evening"], NIGHTS),
        "signs": _each_once(str, SIGNS),
        "prompts": _each_once(str, PROMPTS),
    }
)


def _sorted(journal: dict[str, Any]) -> dict[str, Any]:
    """Give a journal in the order in which none is meant, without empty lists and texts, which mean nothing."""
    bare = {
        name: sorted((_bare(row) for row in rows), key=str) if isinstance(rows, list) else _bare(rows)
        for name, rows in journal.items()
    }
    return {name: rows for name, rows in bare.items() if rows}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _bare(inner) for key, inner in value.items()}
        kept = {key: inner for key, inner in found.items() if inner not in ([], "")}
        if not kept.get("invented"):
            kept.pop("invented", None)
        return dict(sorted(kept.items()))
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(JOURNALS)
@settings(max_examples=25)
def test_a_journal_comes_out_as_it_went_in_and_twice_is_once(values: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with a_full_journal(folder, values) as journal:
            first = journal.contents()
        journal_json.write(first, folder / "out.json")
        read = journal_json.read(folder / "out.json", TODAY)
        (folder / "other").mkdir()
        with a_journal(folder / "other") as other:
            plan = plan_import(read, other.contents())
            other.take_in(plan.nights, plan.rows)
            second = other.contents()
            again = plan_import(read, second)
    assert _sorted(first) == _sorted(values)
    assert second == first
    assert again.empty
    assert again.left == []
