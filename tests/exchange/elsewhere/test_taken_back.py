"""Words beside a yes or a no that may turn it round: the person is asked, and no night is made of them."""

from pathlib import Path

import pytest

from cramp_journal.exchange.elsewhere.cramp_said import cramp_said
from tests.exchange.elsewhere.files import a_file, brought_by, lines_left, nights_of, questions_about

TURNED = [
    *("no... actually yes", "no, yes", "no (wife says yes)", "No - well, one small one", "no, 1", "no - 2 short ones"),
    *("no, but toes curled", "no, calf 3am", "nein, doch einer", "none (left), 2 (right)", "no cramps yet", "0/1"),
    *("no cramp in left leg", "no bad cramps", "no real cramp", "no more cramps after 3", "keine Krämpfe mehr"),
    *("without cramp medicine", "I had no cramp tablets", "没有，其实有", "non, une seule", "pas de crampe à gauche"),
]
NOT_THEIRS = [
    *("my husband had a leg cramp", "wife's cramp woke me", "老公抽筋", "mon mari a eu une crampe"),
    *("took cramp tablet", "cramp cream on calf", "cramps: 0", "cramps=0", "Krampf nein", "yes and no", "L- R+"),
    "plus de crampes",
]


@pytest.mark.parametrize("text", TURNED)
def test_a_no_that_other_words_may_turn_round_is_no_clear_night(text: str) -> None:
    assert cramp_said(text).yes is None
    assert not cramp_said(text).understood


@pytest.mark.parametrize("text", NOT_THEIRS)
def test_a_text_that_may_be_of_no_cramp_or_of_somebody_elses_makes_none(text: str) -> None:
    assert cramp_said(text).yes is None
    assert not cramp_said(text).understood


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        *(("no, slept well", False), ("no cramp but restless legs", False), ("no cramp for once", False)),
        *(("没有抽筋，一夜好眠", False), ("nessun crampo", False)),
        *(("yes, not bad", True), ("yes, my husband rubbed it", True), ("cramp in calf at 3:00", True)),
        *(("L+R", True), ("L, R", True), ("left calf", True)),
    ],
)
def test_words_that_turn_nothing_round_leave_the_answer_as_it_is(text: str, yes: bool) -> None:
    assert cramp_said(text).yes is yes


def test_the_person_says_what_such_a_text_means_and_until_then_its_line_stays_out(tmp_path: Path) -> None:
    file = a_file(tmp_path, "Date,Cramp\n2026-10-01,no\n2026-10-02,yes\n2026-10-03,no... actually yes\n")
    assert "means:no... actually yes" in questions_about(file)
    assert lines_left(brought_by(file, date_is="evening")) == [4]
    brought = brought_by(file, date_is="evening", **{"means:no... actually yes": "cramp"})
    assert [night["state"] for night in nights_of(brought).values()] == ["clear", "cramps", "cramps"]
