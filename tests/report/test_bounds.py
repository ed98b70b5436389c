"""Reports of journals that are far too long: they say what matters, and where the rest is."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.analysis.period import Period
from cramp_journal.model import NightFigures
from cramp_journal.report.appendix import _MOST_LETTERS
from tests.builders import EVENING, figures, night_values
from tests.charts.test_names import NAMES
from tests.report.reading import EMPTY, choices, made, page_of, text_of


def listing(evenings: list[date], period: Period, **parts: Any) -> dict[str, Any]:
    nights = [night_values(evening) for evening in evenings]
    chosen = {"period": period, "with_nights": True} | parts.pop("chosen", {})
    found: dict[str, Any] = page_of(
        [figures(evening) for evening in evenings], nights=parts.pop("nights", nights), chosen=chosen, **parts
    )["listing"]
    return found


def test_long_runs_of_months_without_a_night_are_one_line() -> None:
    first = date(1500, 3, 10)
    found = listing([first, EVENING], Period(first, EVENING))
    months = [(month["name"], [row["cells"][:2] for row in month["rows"]]) for month in found["months"]]
    assert [name for name, _rows in months] == ["March 1500", "1500–2026", "November 2026"]
    assert months[0][1][1][1] == "not recorded: 21 nights"
    (gap,) = months[1][1]
    assert gap[1] == f"not recorded: {(date(2026, 11, 1) - date(1500, 4, 1)).days} nights"
    assert months[2][1][0][1] == "not recorded: 20 nights"


def test_a_year_or_less_without_a_night_stands_month_by_month() -> None:
    first = EVENING - timedelta(days=360)
    found = listing([first, EVENING], Period(first, EVENING))
    assert len(found["months"]) == 13
    assert sum(row["cells"][1].startswith("not recorded") for month in found["months"] for row in month["rows"]) == 13


@pytest.mark.parametrize("evenings", [[], [EVENING - timedelta(days=9 * 365)]])
def test_nothing_is_lost_between_the_edges_of_a_period(evenings: list[date]) -> None:
    period = Period(EVENING - timedelta(days=10 * 365), EVENING)
    rows = [row["cells"][1] for month in listing(evenings, period)["months"] for row in month["rows"]]
    unknown = sum(int(said.split()[2]) if ":" in said else said == "not recorded" for said in rows)
    assert unknown == (EVENING - evenings[0]).days if evenings else unknown == period.nights  # since the journal began


def test_very_long_notes_are_cut_alike_and_it_is_said_and_short_ones_stay_whole() -> None:
    evenings = [EVENING - timedelta(days=back) for back in range(99, -1, -1)]
    nights = [night_values(evening, note="short" if n % 2 else "é" * 20_000) for n, evening in enumerate(evenings)]
    found = listing(evenings, Period(evenings[0], EVENING), nights=nights, chosen={"with_notes": True})
    notes = [row["cells"][3] for month in found["months"] for row in month["rows"]]
    assert notes[1::2] == ["short"] * 50
    assert len({len(note) for note in notes[::2]}) == 1
    assert all(note.endswith("é…") for note in notes[::2])
    assert 0.9 * _MOST_LETTERS < sum(map(len, notes)) <= _MOST_LETTERS + 50
    assert "in the journal" in found["shorter"]


def test_notes_that_have_room_stay_whole_and_nothing_is_said() -> None:
    evenings = [EVENING - timedelta(days=back) for back in range(6, -1, -1)]
    nights = [night_values(evening, note="a" * 20_000) for evening in evenings]
    found = listing(evenings, Period(evenings[0], EVENING), nights=nights, chosen={"with_notes": True})
    assert {len(row["cells"][3]) for month in found["months"] for row in month["rows"]} == {20_000}
    assert found["shorter"] == ""


def test_of_thousands_of_rows_the_appendix_says_how_many_are_in_the_journal_only() -> None:
    courses = [{"substance": f"remedy {n}", "kind": "medicine"} for n in range(2000)]
    signs = [{"sign": "cold_feet", "noted_on": "2026-11-02", "note": str(n)} for n in range(1000)]
    page = page_of([figures(EVENING)], courses=courses, signs=signs)
    full = page["in_full"]
    assert (len(full["courses"]["rows"]), full["courses"]["more"]) == (149, "… and 1851 more, in the journal")
    assert full["signs"]["more"] == "… and 851 more, in the journal"
    assert page["front"]["courses"]["more"].endswith("see the appendix")


def test_a_report_of_names_that_look_like_code_is_a_report(tmp_path: Path) -> None:
    names = [*NAMES.values()]
    evenings = [EVENING - timedelta(days=back) for back in range(59, -1, -1)]
    nights = [
        night_values(each, n % 2, factors=[names[n % len(names)]], note=names[n % len(names)])
        for n, each in enumerate(evenings)
    ]
    person = {"name": "#strong[x] $y$ <z> @a", "questions": "\n".join(names)}
    courses = [{"substance": name, "kind": "medicine", "taken_at": name} for name in names]
    contents = EMPTY | {"nights": nights, "person": person, "courses": courses}
    counted: list[NightFigures] = [figures(each, n % 2) for n, each in enumerate(evenings)]
    text = text_of(made(tmp_path, (counted, contents), choices(with_notes=True)))
    for said in ("#strong[x] $y$ <z> @a", r"$\frac{a}{b$", "*b* _i_ @ref <tag> `raw`", "<b>bold</b> &amp; <script>"):
        assert said in text, said


def test_a_word_longer_than_its_column_does_not_run_off_the_page(tmp_path: Path) -> None:
    nights = [night_values(EVENING, note="W" * 600)]
    reader = made(tmp_path, ([figures(EVENING)], EMPTY | {"nights": nights}), choices(with_notes=True))
    assert text_of(reader).replace(" ", "").replace("\u200b", "").count("W") >= 600


def test_a_report_from_the_first_to_the_last_day_of_the_calendar_has_its_few_pages(tmp_path: Path) -> None:
    evenings = [date(1900, 1, 1), EVENING]
    inputs = [figures(each, 1) for each in evenings], EMPTY | {"nights": [night_values(each, 1) for each in evenings]}
    for period in (Period(date.min, date.max), Period(evenings[0], EVENING)):
        reader = made(tmp_path, inputs, choices(period=period, with_nights=True))
        assert len(reader.pages) <= 4
