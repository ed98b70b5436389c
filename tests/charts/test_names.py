"""Names that a person gave are text for every chart: whatever stands in them, it is drawn, in its room, as it is."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import combinations
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from cramp_journal.analysis.factors import FactorEffect, factor_effects
from cramp_journal.analysis.period import Period
from cramp_journal.analysis.trends import trend
from cramp_journal.charts.chart_text import ChartText
from cramp_journal.charts.link_text import links_text
from cramp_journal.charts.page import picture_of_frequency
from cramp_journal.charts.window.forest import draw_links, height_of
from cramp_journal.charts.window.letters import drawable, fitted, two_lines_of
from cramp_journal.charts.window.over_time import draw_frequency
from cramp_journal.charts.window.paper import Paper, picture
from cramp_journal.i18n import speaking
from cramp_journal.palette import LIGHT
from cramp_journal.words import YES_NO_FACTORS
from tests.builders import EVENING, figures, night_values

NAMES = {
    "a formula that is none": r"$\frac{a}{b$",
    "one dollar": "5$ of tea",
    "two dollars": "tea for $5 and cake for $3",
    "marks of TeX": r"a_b^c {d} % \alpha ~ & #",
    "marks of Typst": "#strong[x] *b* _i_ @ref <tag> `raw` = h",
    "marks of HTML": "<b>bold</b> &amp; <script>",
    "marks of Python": "{name} %s {0}",
    "lines": "one line\nand\r\nanother",
    "very long": "a very long name " * 7,
    "very wide": "W" * 120,
    "from right to left": "שלום עולם مرحبا",
    "Chinese": "夜里喝茶",
    "pictures": "😀👩\u200d👩\u200d👧 ❤\ufe0f",
    "letters that nobody has": "\ue000\U0001f9ff\u0378",
    "unseen": "\u202eabc\u200b\ufeff",
    "nothing seen": "\u200b",
}
NAMED = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
SIZES = [(11.5, 3.0), (6.0, 3.0), (3.6, 3.0)]  # inches: names beside the lines, above, and in three rows


def effects(name: str) -> list[FactorEffect]:
    period = Period(EVENING - timedelta(days=55), EVENING)
    days = [EVENING - timedelta(days=back) for back in range(55, -1, -1)]
    own = [[name] if n % 2 else ["another"] for n in range(56)]
    nights = [night_values(day, n % 3, factors=own[n]) for n, day in enumerate(days)]
    found = factor_effects(nights, [figures(day, n % 3) for n, day in enumerate(days)], period)
    return [each for each in found if not each.lag]


def drawn(draw: Any, size: tuple[float, float]) -> list[Text]:
    figure = Figure(figsize=size, dpi=96)
    draw(Paper(figure, LIGHT))
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    return [each for each in figure.findobj(Text) if each.get_text()]


def told_of(name: str) -> tuple[list[FactorEffect], ChartText]:
    found = effects(name)
    return found, links_text(found, 0, "c")


@pytest.mark.parametrize("language", ["en", "zh", "de", "es"])
@pytest.mark.parametrize(("width", "scale"), [(730, 1.0), (1070, 1.0), (560, 2.0), (940, 2.0)])
def test_what_the_program_names_is_never_cut_in_the_chart_of_links(language: str, width: int, scale: float) -> None:
    with speaking(language):
        found = [replace(effects("tea")[0], factor=each) for each in YES_NO_FACTORS]
        told = links_text(found, 0, "c")
        names = [item.cells[0] for item in told.items]
        height = height_of(found, names, width, scale) * (0.5 + 0.5 * scale)
        figure = Figure(figsize=(width / 96, height / 96), dpi=96)
        on = draw_links(Paper(figure, LIGHT, scale), found, told).axes
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    texts = [each for each in on.texts if each.get_text()]
    drawn_names = " ".join(each.get_text() for each in texts)
    assert [name for name in names if name not in drawn_names] == []
    boxes = [(each.get_text(), each.get_window_extent()) for each in texts]
    assert all(box.x0 >= 0 and box.x1 <= width for _text, box in boxes)
    assert [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.overlaps(two)] == []


@NAMED
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_chart_of_links_draws_it_in_its_room(name: str, size: tuple[float, float]) -> None:
    found, told = told_of(name)
    texts = drawn(partial(draw_links, effects=found, text=told), size)
    beginning = drawable(told.items[[each.factor for each in found].index(name)].cells[0])[:8].rstrip()
    shown, *_second = [each for each in texts if each.get_text().startswith(beginning)] if beginning else texts
    assert "\n" not in shown.get_text()
    box = shown.get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= size[0] * 96
    for other in texts:
        box, mine = other.get_window_extent(), shown.get_window_extent()
        assert other is shown or not box.overlaps(mine) or not other.get_text().strip(), other.get_text()


@NAMED
def test_the_chart_of_rates_draws_it_and_so_do_pictures(name: str) -> None:
    days = [EVENING - timedelta(days=back) for back in range(55, -1, -1)]
    shown = trend([figures(day, n % 3) for n, day in enumerate(days)], Period(days[0], days[-1]))
    course = {"substance": name, "kind": "medicine", "dose": 3, "unit": "mg", "taken_at": name}
    draw = partial(draw_frequency, trend=shown, courses=[course])
    assert drawable(name.strip())[1:8] in " ".join(each.get_text() for each in drawn(draw, (9, 4)))
    _found, told = told_of(name)
    for kind, begins in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        assert picture(draw, told, kind).startswith(begins)
    assert "</svg>" in picture_of_frequency(shown, [course]).svg


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_says_of_nobody_what_is_not_seen_on_it(kind: str) -> None:
    found, told = told_of("a private thing")
    made = picture(partial(draw_links, effects=found[:0], text=links_text([], 0, "c")), told, kind)
    assert b"a private thing" not in made
    assert told.summary.encode() not in made
    assert not re.search(rb"tEXt(Title|Description|Author)", made)


def test_a_text_is_cut_to_its_room_and_no_further() -> None:
    assert fitted("short", 10) == "short"
    assert fitted("W" * 120, 10).endswith("W…")
    assert 6 < len(fitted("W" * 120, 10)) < 14
    assert len(fitted("i" * 120, 10)) > 25
    assert fitted("", 1) == ""


def test_a_text_takes_a_second_line_before_it_is_cut() -> None:
    assert two_lines_of("short", 10) == ["short"]
    assert two_lines_of("a name of several words", 8) == ["a name of", "several words"]
    assert two_lines_of("夜里喝茶和咖啡", 4.5) == ["夜里喝茶", "和咖啡"]
    assert two_lines_of("W" * 120, 10)[1].endswith("W…")
