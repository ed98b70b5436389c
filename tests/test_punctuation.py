"""Texts are put together as the language in use writes it."""

import pytest

from cramp_journal.i18n import speaking
from cramp_journal.labels import some_of
from cramp_journal.punctuation import (
    as_sentence,
    in_clauses,
    in_list,
    in_parts,
    in_sentences,
    name_and_value,
    with_aside,
)


def test_english_joins_with_its_own_marks() -> None:
    assert in_list(["calf", "foot"]) == in_parts(["calf", "foot"]) == "calf, foot"
    assert in_clauses(["calf, 2 min", "foot"]) == "calf, 2 min; foot"
    assert in_sentences(["One.", "Two."]) == "One. Two."
    assert (name_and_value("Pain", 6), with_aside("Lasix", "furosemide")) == ("Pain: 6", "Lasix (furosemide)")


def test_chinese_joins_with_marks_of_its_own_and_without_blanks() -> None:
    with speaking("zh"):
        assert in_list(["小腿", "脚"]) == "小腿、脚"
        assert in_parts(["左小腿", "2 分钟"]) == "左小腿，2 分钟"
        assert in_clauses(["小腿", "脚"]) == "小腿；脚"
        assert in_sentences(["一。", "二。"]) == "一。二。"
        assert (name_and_value("疼痛", 6), with_aside("小腿", "左")) == ("疼痛：6", "小腿（左）")


def test_a_sentence_that_stayed_in_english_keeps_its_blank_among_chinese_ones() -> None:
    with speaking("zh"):
        assert in_sentences(["一。", "Two.", "Three.", "四。"]) == "一。Two. Three. 四。"


@pytest.mark.parametrize("join", [in_list, in_parts, in_clauses, in_sentences])
@pytest.mark.parametrize("texts", [["", "one", ""], ["one"]])
def test_nothing_is_left_out_with_its_mark(join: type[str], texts: list[str]) -> None:
    assert join(texts) == "one"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Two cramps", "Two cramps."),
        ("zh", "抽筋两次", "抽筋两次。"),
        *(("en", text, text) for text in ("Two cramps.", "Was it colder?", "Stop!", "Wait…", "")),
        ("zh", "抽筋两次。", "抽筋两次。"),
    ],
)
def test_a_sentence_ends_with_one_mark(language: str, text: str, said: str) -> None:
    with speaking(language):
        assert as_sentence(text) == said


def test_some_of_many_are_said_each_once_with_how_many_more() -> None:
    assert some_of(["a", "b", "a"]) == "a, b"
    assert some_of("abcd", in_clauses, most=3) == "a; b; and 2 more"
