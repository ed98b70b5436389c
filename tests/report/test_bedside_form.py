"""The blank form for the bedside: a row a night, in the words and the order of the window, on one page a month."""

import io
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from cramp_journal.labels import night_title
from cramp_journal.report.bedside_form import Blank, blank_form, form
from tests.builders import EVENING

DATED = Blank(first=EVENING)
POINTS = {"a4": (595, 842), "letter": (612, 792)}


def _made(blank: Blank) -> PdfReader:
    made, notice = blank_form(blank)
    assert notice == ""
    return PdfReader(io.BytesIO(made), strict=True)


def _text(page: Any) -> str:
    return " ".join(page.extract_text().split())


def _pages(blank: Blank) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = form(blank)["pages"]
    return pages


# ---------------------------------------------------------------- its words
def test_each_row_is_named_as_the_catch_up_list_names_the_night() -> None:
    (page,) = _pages(DATED)
    assert page["which"] == "21 Nov – 21 Dec 2026"
    assert page["nights"][:2] == ["Sat 21 → Sun 22", "Sun 22 → Mon 23"]
    for back, name in enumerate(page["nights"]):
        in_the_window = night_title(EVENING + timedelta(days=back)).split()
        assert [word for word in in_the_window if word in name.split()] == name.split()


def test_without_a_date_each_row_leaves_room_for_one() -> None:
    (page,) = _pages(Blank())
    assert page["nights"] == [""] * 31
    assert _text(_made(Blank()).pages[0]).count("Night of") == 31


def test_it_asks_in_the_order_of_the_window() -> None:
    assert form(DATED)["heads"] == [
        *("Night", "No cramps", "How many", "Left or right", "Where?", "When?", "How long? Minutes", "Pain 0–10"),
        *("Woke me\u00a0up", "Taken", "Note"),
    ]


def test_it_says_how_to_fill_it_in_and_that_blank_is_not_recorded() -> None:
    text = _text(_made(DATED).pages[0])
    assert "No cramps: tick the box. Cramps: write how many, then about the worst one." in text
    assert "What you leave blank means “not recorded”." in text
    assert "calf, shin, foot, toes, front of thigh, back of thigh, other" in text
    assert "A record, not a diagnosis." in text


def test_a_heavy_line_stands_before_each_monday_or_each_seventh_row() -> None:
    (dated,), (blank,) = _pages(DATED), _pages(Blank())
    assert [dated["nights"][row - 1][:6] for row in dated["weeks"]] == [
        "Mon 23",
        "Mon 30",
        "Mon 7 ",
        "Mon 14",
        "Mon 21",
    ]
    assert blank["weeks"] == [8, 15, 22, 29]
    assert _pages(Blank(nights=3, first=date(2026, 11, 23)))[0]["weeks"] == []


@pytest.mark.parametrize(
    ("nights", "counts"), [(1, [1]), (31, [31]), (32, [16, 16]), (62, [31, 31]), (64, [22, 21, 21])]
)
def test_the_nights_are_shared_out_over_pages_of_a_month(nights: int, counts: list[int]) -> None:
    pages = _pages(Blank(nights, EVENING))
    assert [len(page["nights"]) for page in pages] == counts
    names = [name for page in pages for name in page["nights"]]
    assert (names[0], len(set(names)), len(names)) == ("Sat 21 → Sun 22", nights, nights)


# ---------------------------------------------------------------- its page
@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("first", [None, EVENING, date(2026, 12, 1)])
def test_a_month_is_one_page_of_the_paper_with_every_row_on_it(paper: str, first: date | None) -> None:
    (page,) = _made(Blank(first=first, paper=paper)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == POINTS[paper]
    text = _text(page)
    assert text.count("yes no") == text.count("L R") == 31
    names = _pages(Blank(first=first))[0]["nights"]
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize(("nights", "pages"), [(1, 1), (20, 1), (21, 1), (31, 1), (32, 2), (366, 12)])
def test_any_number_of_nights_takes_as_many_pages_as_months(nights: int, pages: int) -> None:
    made = _made(Blank(nights, EVENING))
    assert len(made.pages) == pages
    assert sum(_text(page).count("yes no") for page in made.pages) == nights


@pytest.mark.parametrize(("paper", "least"), [("a4", 7), ("letter", 6)])
def test_every_row_is_high_enough_to_write_in(paper: str, least: float) -> None:
    (page,) = _made(Blank(first=EVENING, paper=paper)).pages
    heights: list[float] = []

    def note(text: str, page_matrix: list[float], text_matrix: list[float], _font: object, _size: float) -> None:
        if text.strip().startswith("yes"):
            heights.append(text_matrix[5] * page_matrix[3] + page_matrix[5])

    page.extract_text(visitor_text=note)
    assert len(heights) == 31
    millimetres = [abs(above - below) / 72 * 25.4 for above, below in pairwise(heights)]
    assert min(millimetres) >= least


def test_the_form_is_tagged_and_archival() -> None:
    reader = _made(DATED)
    assert reader.metadata is not None
    assert reader.metadata.title == "Night leg cramps"
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    marks = root["/Metadata"].get_object().get_data().decode("utf-8")
    for mark in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert mark in marks


def test_the_same_choice_gives_the_same_bytes() -> None:
    assert blank_form(DATED) == blank_form(DATED)
    assert blank_form(DATED) != blank_form(Blank())
