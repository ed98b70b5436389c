"""The pictures of a trial: ten tries, the pairs that are in, and every pair at the end; the same in words."""

import io
import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from cramp_journal.analysis.experiments.designs import blocks, single_nights
from cramp_journal.analysis.experiments.result import PairOutcome, TrialResult, trial_result
from cramp_journal.analysis.experiments.running import NightUse, PairState, TrialCourse, pair_states
from cramp_journal.analysis.experiments.schedule import begin_trial
from cramp_journal.charts.page import picture_of_pairs_in, picture_of_trial, picture_of_tries
from cramp_journal.charts.page.drawing import HATCH
from cramp_journal.charts.trial_marks import MOST_IN_A_ROW, halves_of_pair, trial_marks, tries_marks
from cramp_journal.charts.trial_text import evenings_of, pairs_in_text, trial_ratio, trial_text, tries_text, why_void
from cramp_journal.charts.window.paper import Paper
from cramp_journal.charts.window.trials import draw_trial, height_of_trial
from cramp_journal.i18n import speaking
from cramp_journal.palette import CONTRAST, DARK, LIGHT, Palette
from cramp_journal.trial_words import TrialKind
from tests.analysis.experiments.trial_nights import nights_of
from tests.charts.test_drawn_page import height_of, shapes

FIRST = date(2026, 1, 5)
SINGLE, BLOCKS = TrialKind.SINGLE_NIGHTS, TrialKind.BLOCKS
TRIAL = begin_trial("foot_soak", single_nights()[1], FIRST, bytes(range(32)))  # 84 nights
OF_BLOCKS = begin_trial("magnesium", blocks()[0], FIRST, bytes(range(32)))
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST], ids=lambda each: each.name)


def pair(on: int, off: int, number: int = 0, void: NightUse | None = None, nights: int = 1) -> PairOutcome:
    return PairOutcome(FIRST + timedelta(days=2 * number), on, nights, off, nights, void)


def result() -> TrialResult:
    found = nights_of(TRIAL, lambda n, with_it: None if n == 20 else int(not with_it and n % 3 == 0))
    return trial_result(TRIAL, TrialCourse(found), date(2027, 6, 1))


# ---------------------------------------------------------------- ten tries
@pytest.mark.parametrize("of_ten", [0, 1, 4, 10])
def test_of_ten_circles_as_many_are_full_as_tries_notice_it_each_with_a_tick(of_ten: int) -> None:
    picture = picture_of_tries(of_ten)
    full = shapes(picture, f'fill="{LIGHT.accent}" stroke="{LIGHT.accent}"')
    empty = shapes(picture, f'fill="{LIGHT.card}"')
    ticks = shapes(picture, f'stroke="{LIGHT.on_accent}"')
    assert (len(full), len(empty), len(ticks)) == (of_ten, 10 - of_ten, of_ten)


def test_the_circles_stand_in_two_rows_and_fill_from_the_left() -> None:
    assert tries_marks()[:2] == [(0.5, 0.5), (1.5, 0.5)]
    assert tries_marks()[5] == (0.5, 1.5)
    full = shapes(picture_of_tries(3), f'fill="{LIGHT.accent}"')
    empty = shapes(picture_of_tries(3), f'fill="{LIGHT.card}"')
    first_row = [each for each in empty if each.bottom < 28]
    assert max(each.right for each in full) < min(each.left for each in first_row)


def test_a_screen_reader_hears_both_sides_of_ten_tries() -> None:
    assert tries_text(4).summary == "In 4 of 10 tries you would notice it. In 6 chance would hide it."
    assert tries_text(0).title == "In fewer than 1 of 10 tries you would notice it"


# ---------------------------------------------------------------- the pairs that are in
def test_each_pair_of_a_running_trial_is_drawn_by_how_far_it_has_come_and_not_by_its_order() -> None:
    states = (PairState.WHOLE, PairState.VOID, PairState.HALF, PairState.AHEAD)
    picture = picture_of_pairs_in(states)
    full = shapes(picture, f'fill="{LIGHT.accent}"')
    begun = shapes(picture, f'fill="{LIGHT.card}" stroke="{LIGHT.accent}"')
    void = shapes(picture, f'fill="{LIGHT.card}" stroke="{LIGHT.line}"')
    ahead = shapes(picture, f'fill="{LIGHT.accent_soft}"')
    dash = shapes(picture, f'stroke="{LIGHT.quiet}"')
    assert (len(full), len(begun), len(void), len(ahead), len(dash)) == (3, 1, 2, 2, 1)
    assert full[1].right < void[0].left < dash[0].left < void[1].right < full[2].left < begun[0].left < ahead[0].left


def test_a_pair_of_which_tonight_is_the_first_night_is_hollow() -> None:
    assert len(shapes(picture_of_pairs_in((PairState.NOW,)), f'fill="{LIGHT.card}" stroke="{LIGHT.accent}"')) == 2


def test_pairs_go_on_in_the_next_row() -> None:
    short, long = (picture_of_pairs_in((PairState.AHEAD,) * 42, columns=each) for each in (21, 7))
    assert short.height < long.height
    assert short.width > long.width
    rows = {round(each.top) for each in shapes(long, f'fill="{LIGHT.accent_soft}"')}
    assert len(rows) == 6


def test_the_halves_of_a_pair_mirror_each_other_with_the_gap_between_them() -> None:
    left, right = halves_of_pair(10, 5, 20, 8, 2)
    assert sorted((round(30 - (x - 10), 6), round(y, 6)) for x, y in left) == sorted(
        (round(x, 6), round(y, 6)) for x, y in right
    )
    assert (min(x for x, _y in left), max(x for x, _y in left)) == (10, 19)
    assert {min(y for _x, y in left), max(y for _x, y in left)} == {5, 13}


def test_where_a_trial_stands_depends_on_what_was_logged_and_not_on_cramps() -> None:
    nights = nights_of(TRIAL, lambda n, _with: None if n == 2 else n % 2)
    states = pair_states(TRIAL, TrialCourse(nights), FIRST + timedelta(days=9))
    assert states[:6] == (*(PairState.WHOLE, PairState.VOID), *(PairState.WHOLE,) * 2, PairState.HALF, PairState.AHEAD)
    assert len(states) == 42
    clear = nights_of(TRIAL, lambda n, _with: None if n == 2 else 0)
    assert pair_states(TRIAL, TrialCourse(clear), FIRST + timedelta(days=9)) == states


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, PairState.AHEAD), (0, PairState.NOW), (1, PairState.HALF), (2, PairState.WHOLE), (900, PairState.WHOLE)],
)
def test_the_first_pair_goes_from_ahead_to_whole(days: int, state: PairState) -> None:
    nights = nights_of(TRIAL, lambda _n, _with: 0)
    states = pair_states(TRIAL, TrialCourse(nights), FIRST + timedelta(days=days))
    assert states[0] is state
    assert len(states) == 42


def test_a_pair_of_blocks_is_half_after_its_first_block() -> None:
    for days, state in ((27, PairState.NOW), (28, PairState.HALF), (55, PairState.HALF)):
        assert pair_states(OF_BLOCKS, TrialCourse(()), FIRST + timedelta(days=days))[0] is state


def test_the_words_say_how_many_pairs_are_in_and_how_many_are_lost() -> None:
    states = (*(PairState.WHOLE,) * 30, PairState.VOID, *(PairState.AHEAD,) * 53)
    said = pairs_in_text(states, SINGLE)
    assert said.title == "30 of 84 pairs of nights are in"
    assert said.summary.endswith(
        "Each pair is one night with it and one without it. 1 pair cannot be compared, since a night of it is missing."
    )
    assert "four weeks" in pairs_in_text(states, BLOCKS).title
    assert "cannot be compared" not in pairs_in_text((PairState.WHOLE,), SINGLE).summary


# ---------------------------------------------------------------- every pair at the end
def test_nights_with_it_rise_and_nights_without_it_hang_as_far_as_they_had_cramps() -> None:
    picture = picture_of_trial([pair(1, 2), pair(2, 0, 1)], SINGLE)
    on = shapes(picture, f'fill="{LIGHT.accent}"')
    off = shapes(picture, f'fill="#ffffff" stroke="{LIGHT.accent}"')
    assert height_of(on[1]) == pytest.approx(2 * height_of(on[0]), rel=0.01)
    assert height_of(off[0]) == pytest.approx(height_of(on[1]), rel=0.01)
    assert on[0].bottom == pytest.approx(off[0].top, abs=0.02)
    assert (on[0].left, on[0].right) == (off[0].left, off[0].right)
    (dot,) = shapes(picture, f'fill="{LIGHT.quiet}"')  # the night without it that had none
    assert dot.left > off[0].right
    assert dot.top > on[0].bottom


def test_a_pair_that_is_not_compared_is_hatched_and_sets_no_scale() -> None:
    pairs = [pair(1, 1), pair(9, 9, 1, NightUse.PAUSED)]
    picture = picture_of_trial(pairs, SINGLE)
    assert len(shapes(picture, f'fill="{HATCH}"')) == 1
    assert len(shapes(picture, f'fill="{LIGHT.accent}"')) == 1
    assert trial_marks(pairs, SINGLE).values == [1]


def test_blocks_are_drawn_as_cramps_a_week_since_their_nights_differ() -> None:
    marks = trial_marks([replace(pair(8, 8, nights=14), nights_without=28)], BLOCKS)
    (on,), (off,) = marks.with_it, marks.without_it
    assert max(y for _x, y in on) == pytest.approx(4)
    assert min(y for _x, y in off) == pytest.approx(-2)
    assert [said for _at, said in marks.words] == ["8 in 14", "8 in 28"]


def test_a_long_trial_goes_on_in_rows_of_half_a_year_at_most() -> None:
    pairs = [pair(1, 0, number) for number in range(2 * MOST_IN_A_ROW + 1)]
    marks = trial_marks(pairs, SINGLE)
    assert len(marks.bases) == 3
    assert marks.columns == 61
    assert marks.pairs[61].x0 == 0
    assert marks.pairs[61].ceiling < marks.pairs[0].floor
    assert height_of_trial(len(pairs)) > height_of_trial(MOST_IN_A_ROW)


@pytest.mark.parametrize("count", [0, 1, 84, 182])
def test_any_number_of_pairs_stands_on_the_sheet(count: int) -> None:
    picture = picture_of_trial([pair(number % 5, number % 3, number) for number in range(count)], SINGLE)
    assert picture.svg == picture_of_trial([pair(n % 5, n % 3, n) for n in range(count)], SINGLE).svg
    for look in (LIGHT.accent, LIGHT.quiet, LIGHT.text):
        for shape in shapes(picture, f'"{look}"'):
            assert -0.5 <= shape.left <= shape.right <= picture.width + 0.5
            assert -0.5 <= shape.top <= shape.bottom <= picture.height + 0.5
    assert all(0 <= word.x <= picture.width and 0 <= word.y <= picture.height for word in picture.words)


@PALETTES
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_window_draws_the_same_bars_full_and_hollow_in_every_look(palette: Palette, scale: float) -> None:
    found = result()
    on = Paper(Figure(figsize=(9, 4), dpi=96), palette, scale)
    drawn = draw_trial(on, found.pairs, SINGLE)
    on.figure.savefig(io.BytesIO(), format="png", dpi=50)
    marks = trial_marks(found.pairs, SINGLE)
    layers = [each for each in drawn.axes.collections if isinstance(each, PolyCollection) and each.get_zorder() == 2]
    faces = [to_hex(tuple(np.asarray(each.get_facecolor())[0])) for each in layers]
    assert faces == [palette.card] if not marks.with_it else [palette.accent, palette.card]
    assert sum(len(each.get_paths()) for each in layers) == len(marks.with_it) + len(marks.without_it)
    assert len(drawn.spots) == len(trial_text(found, SINGLE).items)


def test_on_a_narrow_chart_the_words_of_blocks_are_left_to_the_table() -> None:
    pairs = [pair(8, 8, number, nights=21) for number in range(6)]
    wide, narrow = (Paper(Figure(figsize=(each, 4), dpi=96), LIGHT, 2.0) for each in (16, 6))
    said = [[each.get_text() for each in draw_trial(on, pairs, BLOCKS).axes.texts] for on in (wide, narrow)]
    assert said[0].count("8 in 21") == 12
    assert "8 in 21" not in said[1]


def test_each_pair_has_a_row_with_its_nights_and_why_it_is_not_compared() -> None:
    said = trial_text(result(), SINGLE)
    assert len(said.items) == 42
    assert said.items[0].cells[0] == "5–6 Jan 2026"
    assert said.items[0].evenings == (FIRST, FIRST + timedelta(days=1))
    assert said.items[10].cells[3] == "no (not recorded)"
    assert said.items[10].hint.endswith("not compared, not recorded")
    assert said.note.endswith("hatched: not compared")


def test_the_words_count_both_sides_and_the_pairs_on_either() -> None:
    found = replace(result(), pairs=(pair(0, 1), pair(1, 0, 1), pair(1, 1, 2), pair(0, 9, 3, NightUse.PAUSED)))
    said = trial_text(found, SINGLE).summary
    assert said.startswith(f"0 cramps in 41 nights with it, {found.allocated.cramps_without} cramps in 41 nights")
    assert "Of 3 pairs, 1 had fewer cramps with it, 1 had more, 1 had as many. 1 pair is not compared." in said


def test_blocks_with_unequal_nights_are_compared_by_the_night() -> None:
    found = replace(result(), pairs=(replace(pair(4, 3, nights=20), nights_without=10),))
    assert "Of 1 pair, 1 had fewer cramps with it" in trial_text(found, BLOCKS).summary
    assert trial_text(found, BLOCKS).items[0].cells[1:3] == ("4 in 20", "3 in 10")
    assert len(evenings_of(found.pairs[0], BLOCKS)) == 56


@pytest.mark.parametrize(
    ("ratio", "low", "high", "said"),
    [
        (0.6, 0.4, 0.998, "0.60 (0.40–0.99)"),
        (2.0, 1.001, math.inf, "2.00 (1.01–no limit)"),
        (1.0, 0.5, 2.0, "1.00 (0.50–2.00)"),
        (math.inf, 2.0, math.inf, "– (2.00–no limit)"),
        (math.nan, 0.0, math.inf, "–"),
    ],
)
def test_an_end_of_the_interval_beside_1_is_not_rounded_to_it(ratio: float, low: float, high: float, said: str) -> None:
    assert trial_ratio(replace(result().allocated, ratio=ratio, low=low, high=high)) == said


@pytest.mark.parametrize("use", NightUse)
def test_every_reason_why_a_night_is_lost_has_words_in_every_language(use: NightUse) -> None:
    for language in ("en", "de", "es", "zh"):
        with speaking(language):
            assert bool(why_void(use)) == (use is not NightUse.USED)
