"""The blank form for the bedside: a row a night, in the words and the order of the window, half a month a page."""

import io
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from cramp_journal.i18n import LANGUAGES, _, speaking
from cramp_journal.labels import night_title
from cramp_journal.report.bedside_form import Blank, blank_form, form
from tests.builders import EVENING

DATED = Blank(first=EVENING)
POINTS = {"a4": (842, 595), "letter": (792, 612)}


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
    first, second = _pages(DATED)
    assert [first["which"], second["which"]] == ["21 Nov – 6 Dec 2026", "7–21 Dec 2026"]
    assert first["nights"][:2] == ["Sat 21 → Sun 22", "Sun 22 → Mon 23"]
    for back, name in enumerate([*first["nights"], *second["nights"]]):
        in_the_window = night_title(EVENING + timedelta(days=back)).split()
        assert [word for word in in_the_window if word in name.split()] == name.split()


def test_without_a_date_each_row_leaves_room_for_one() -> None:
    assert [page["nights"] for page in _pages(Blank())] == [[""] * 16, [""] * 15]
    assert [_text(page).count("Night of") for page in _made(Blank()).pages] == [16, 15]


def test_it_asks_in_the_order_of_the_window() -> None:
    assert form(DATED)["heads"] == [
        *("Night", "No cramps", "How many", "Left or right", "Where?", "When?", "How long? Minutes", "Pain 0–10"),
        *("Woke me\u00a0up", "Legs cold", "Exercise, minutes", "Room °C", "Taken", "Note"),
    ]


def test_it_says_how_to_fill_it_in_and_that_blank_is_not_recorded() -> None:
    text = _text(_made(DATED).pages[0])
    assert "No cramps: tick the box. Cramps: write how many, then about the worst one." in text
    assert "What you leave blank means “not recorded”." in text
    assert "calf, shin, foot, toes, front of thigh, back of thigh, other" in text
    assert "A record, not a diagnosis." in text


def test_a_heavy_line_stands_before_each_monday_or_each_seventh_row() -> None:
    dated = [page["nights"][row - 1][:6] for page in _pages(DATED) for row in page["weeks"]]
    assert dated == ["Mon 23", "Mon 30", "Mon 14", "Mon 21"]  # Monday the 7th begins its page
    assert [page["weeks"] for page in _pages(Blank())] == [[8, 15], [8, 15]]
    assert _pages(Blank(nights=3, first=date(2026, 11, 23)))[0]["weeks"] == []


@pytest.mark.parametrize(("nights", "counts"), [(1, [1]), (16, [16]), (17, [9, 8]), (31, [16, 15]), (33, [11, 11, 11])])
def test_the_nights_are_shared_out_over_pages_of_half_a_month(nights: int, counts: list[int]) -> None:
    pages = _pages(Blank(nights, EVENING))
    assert [len(page["nights"]) for page in pages] == counts
    names = [name for page in pages for name in page["nights"]]
    assert (names[0], len(set(names)), len(names)) == ("Sat 21 → Sun 22", nights, nights)


# ---------------------------------------------------------------- its page
@pytest.mark.parametrize("paper", POINTS)
@pytest.mark.parametrize("first", [None, EVENING, date(2026, 12, 1)])
def test_a_month_is_two_pages_of_the_paper_with_every_row_on_them(paper: str, first: date | None) -> None:
    for page, said, rows in zip(
        _made(Blank(first=first, paper=paper)).pages, _pages(Blank(first=first)), (16, 15), strict=True
    ):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == POINTS[paper]
        text = _text(page)
        assert (text.count("yes no yes no"), text.count("L R")) == (rows, rows)
        assert [name for name in said["nights"] if name not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", POINTS)
def test_no_letter_is_smaller_than_11_points_and_no_word_runs_through_a_line(paper: str, language: str) -> None:
    page = _made(Blank(first=date(2026, 10, 20), paper=paper, language=language)).pages[0]
    sizes, choices = set(), []

    def note(text: str, page_matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * text_matrix[0] * page_matrix[0]), 1))
            choices.append((text.strip(), round(text_matrix[5] * page_matrix[3] + page_matrix[5])))

    page.extract_text(visitor_text=note)
    assert min(sizes) >= 11
    with speaking(language):
        left, right = _("L"), _("R")
    rows = [at for text, at in choices if text.replace(" ", "").startswith(left + right) or text == left]
    assert len(rows) >= 16  # the two stand on one line, and so within the cell
    assert right not in [text for text, _at in choices] or len(set(rows)) == 16


@pytest.mark.parametrize(("nights", "pages"), [(1, 1), (10, 1), (11, 1), (16, 1), (17, 2), (366, 23)])
def test_any_number_of_nights_takes_as_many_pages_as_half_months(nights: int, pages: int) -> None:
    made = _made(Blank(nights, EVENING))
    assert len(made.pages) == pages
    assert sum(_text(page).count("yes no yes no") for page in made.pages) == nights


@pytest.mark.parametrize(("paper", "least"), [("a4", 8), ("letter", 8)])
def test_every_row_is_high_enough_to_write_in(paper: str, least: float) -> None:
    page = _made(Blank(first=EVENING, paper=paper)).pages[0]
    heights: list[float] = []

    def note(text: str, page_matrix: list[float], text_matrix: list[float], _font: object, _size: float) -> None:
        if text.strip().startswith("yes"):
            heights.append(text_matrix[5] * page_matrix[3] + page_matrix[5])

    page.extract_text(visitor_text=note)
    rows = sorted(set(heights))
    assert len(rows) == 16
    millimetres = [abs(above - below) / 72 * 25.4 for above, below in pairwise(rows)]
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
