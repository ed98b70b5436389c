"""What the chart of links says: what is clear, that nothing is, or that it is too early to say."""

import math
from typing import Any

import pytest

from cramp_journal.analysis.effects import FEWEST, Effect
from cramp_journal.analysis.factors import FactorEffect
from cramp_journal.charts.link_text import links_in_words, links_text, name_of, notes_on, ratio_of
from cramp_journal.words import FactorKind
from tests.analysis.series import FIRST, after

MORE = Effect(2.0, 1.4, 2.9, 0.001)
FEWER = Effect(0.5, 0.3, 0.8, 0.001)
IDLE = Effect(1.1, 0.7, 1.8, 0.6)


def link(factor: str = "alcohol", effect: Effect | None = MORE, **parts: Any) -> FactorEffect:
    """Give what was found for a factor: 20 nights with it and 30 without, in the same weeks."""
    values: dict[str, Any] = {
        "kind": FactorKind.FACTOR,
        "lag": 0,
        "limit": None,
        "nights_with": 20,
        "nights_without": 30,
        "cramps_with": 16,
        "cramps_without": 12,
        "compared_with": 20,
        "compared_without": 30,
        "adjusted_p": effect.p if effect else None,
        "evenings": (FIRST, after(FIRST, 3)),
    }
    return FactorEffect(factor=factor, effect=effect, **(values | parts))


def few(factor: str = "smoking", **parts: Any) -> FactorEffect:
    return link(factor, None, **({"nights_with": 2, "compared_with": 2} | parts))


@pytest.mark.parametrize(
    ("ratio", "said"), [(0.0, "none (at most 0.4)"), (0.02, "0.02 (0.01–0.4)"), (0.3, "0.3 (0.01–0.4)")]
)
def test_a_ratio_is_never_0_0_times_as_many(ratio: float, said: str) -> None:
    (item,) = links_text([link(effect=Effect(ratio, 0.01 if ratio else 0.0, 0.4, 0.001))], 0, "c").items
    assert item.cells[3] == said
    assert "0.0 " not in item.hint
    assert ("no cramps with it" in item.hint) is (ratio == 0)


def test_a_row_has_both_counts_the_ratio_with_its_range_and_the_verdict() -> None:
    (item,) = links_text([link()], 0, "c").items
    assert item.cells == ("Alcohol", "16 in 20", "12 in 30", "2.0 (1.4–2.9)", "more cramps")
    assert item.hint == "Alcohol: 2.0 (1.4–2.9) times as many cramps, more cramps"
    assert item.evenings == (FIRST, after(FIRST, 3))


@pytest.mark.parametrize(
    ("effects", "title"),
    [
        ([], "Nothing to compare yet"),
        ([few()], "Too few nights to compare yet"),
        ([link(effect=IDLE), few()], "No clear link in the same night"),
        ([link(), link("smoking", IDLE)], "1 clear link in the same night"),
        ([link(), link("smoking", FEWER)], "2 clear links in the same night"),
    ],
)
def test_the_title_says_how_much_is_clear(effects: list[FactorEffect], title: str) -> None:
    told = links_text(effects, 0, "c")
    assert told.title == title
    assert told.summary.startswith(f"{title}.")


def test_the_night_after_is_said_to_be_that() -> None:
    assert links_text([link(lag=1)], 1, "c").title == "1 clear link in the night after"


def test_for_who_cannot_see_the_chart_each_verdict_is_said() -> None:
    told = links_text([link(), link("smoking", FEWER), link("foot_soak", IDLE)], 0, "c")
    assert told.summary == (
        "2 clear links in the same night. Alcohol: more cramps. Smoking: fewer cramps. Foot soak: no clear link."
    )


def test_the_rows_stand_under_as_many_headings() -> None:
    told = links_text([link()], 0, "c")
    assert len(told.header) == len(told.items[0].cells)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (MORE, "2.0 (1.4–2.9)"),
        (Effect(1.45, 0.95, 2.2, 0.1), "1.4 (0.9–2.2)"),
        (Effect(3.0, 1.2, math.inf, 0.01), "3.0 (1.2–no limit)"),
        (Effect(math.inf, 1.2, math.inf, 0.01), "– (1.2–no limit)"),
        (None, "–"),
    ],
)
def test_a_ratio_is_never_said_without_its_range(effect: Effect | None, said: str) -> None:
    assert ratio_of(link(effect=effect)) == said


def test_what_is_rare_says_how_many_nights_are_needed() -> None:
    (item,) = links_text([few()], 0, "c").items
    assert item.hint == f"Smoking: too few nights, {FEWEST} at least are needed with and without it"


def test_what_hardly_changed_within_the_same_weeks_says_so() -> None:
    """Many nights of either kind, but none of the one in the weeks of the other."""
    (item,) = links_text([link(effect=None, compared_with=1)], 0, "c").items
    assert "hardly changed within the same 4 weeks" in item.hint


@pytest.mark.parametrize(
    ("factor", "unit", "said"),
    [
        ("colder_room", "c", "Room under 16.5 °C"),
        ("colder_room", "f", "Room under 61.7 °F"),
        ("warmer_room", "c", "Room over 16.5 °C"),
    ],
)
def test_a_room_is_compared_by_a_limit_in_the_unit_of_the_person(factor: str, unit: str, said: str) -> None:
    assert name_of(link(factor, limit=16.5), unit) == said


def test_a_name_of_the_persons_own_is_said_as_it_was_written() -> None:
    assert name_of(link("late dinner"), "c") == "Late dinner"


# ---------------------------------------------------------------- in a sentence or two
def test_clear_links_are_said_with_when_and_all_else_is_said_not_to_be() -> None:
    said = links_in_words([link(), link("smoking", FEWER, lag=1), link("foot_soak", IDLE), few()], "c")
    assert said == (
        "Alcohol: more cramps in the same night; Smoking: fewer cramps in the night after."
        " All else: no clear link, or too few nights."
    )


def test_that_nothing_is_clear_is_an_answer() -> None:
    said = links_in_words([link(effect=IDLE), link("smoking", IDLE), few("foot_soak")], "c")
    assert said.startswith("No clear link in 2 comparisons. That is an answer too")


def test_a_link_that_few_nights_do_not_rule_out_is_not_said_to_be_none() -> None:
    said = links_in_words([link(effect=IDLE), link("smoking", Effect(1.2, 0.4, 3.6, 0.7))], "c")
    assert said == "No clear link in 2 comparisons so far. With these few nights, one may still be there."


def test_what_may_be_a_link_is_named_and_never_called_no_link() -> None:
    perhaps = Effect(2.7, 1.4, 5.4, 0.2)
    said = links_in_words([link(effect=perhaps, adjusted_p=0.2), link("smoking", IDLE)], "c")
    assert said == "Alcohol: it may be a link, or chance. There is not enough yet to tell."


@pytest.mark.parametrize("effects", [[], [few()]])
def test_before_there_is_enough_it_is_said_what_is_needed(effects: list[FactorEffect]) -> None:
    said = links_in_words(effects, "c")
    assert said == f"Too few nights to compare yet: {FEWEST} with a thing and {FEWEST} without it, in the same weeks."


def test_what_goes_along_and_what_was_begun_at_a_peak_is_said_beside_it() -> None:
    (item,) = links_text([link(together="legs_felt_cold", at_a_peak=True)], 0, "c").items
    assert item.hint.endswith(
        "more cramps. Together with: legs felt cold; only nights alike in that are compared."
        " Begun at a peak; peaks fall back by themselves."
    )
    assert notes_on([link(together="legs_felt_cold"), link("smoking")], "c") == [
        "Alcohol (together with: legs felt cold): only nights alike in that are compared."
    ]


def test_what_is_ticked_after_cramps_is_said_to_be_no_comparison() -> None:
    ticked = link("massage", None, after_cramps=True)
    (item,) = links_text([ticked], 0, "c").items
    assert item.cells[3:] == ("–", "no comparison")
    assert item.hint == "Massage: You tick this mostly on cramp nights: no comparison."
    begun = link("zinc", at_a_peak=True)
    assert notes_on([ticked, begun, begun, link()], "c") == [
        "Massage: you tick this mostly on cramp nights: no comparison.",
        "Zinc: begun when cramps were at a peak. Peaks fall back by themselves.",
    ]


def test_the_counts_of_a_row_are_those_of_the_compared_nights() -> None:
    (item,) = links_text([link(compared_with=12, compared_without=13, compared_cramps=(5, 4))], 0, "c").items
    assert item.cells[1:3] == ("5 in 12", "4 in 13")
