"""Since when: a person's word stays what it was a year later, and no day of entry counts as a beginning."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from cramp_journal.since import DATED, Onset, Since, day_meant, onset

SAID_ON = date(2026, 11, 22)


@pytest.mark.parametrize("said", sorted(DATED))
def test_a_word_and_its_date_give_back_the_days_that_were_meant(said: Since) -> None:
    day = day_meant(said, SAID_ON)
    known = onset(day, said)
    assert day is not None
    assert known.earliest is not None
    assert known.latest is not None
    assert known.earliest <= day <= known.latest <= SAID_ON


def test_the_words_follow_each_other_without_a_gap() -> None:
    order = (Since.THIS_WEEK, Since.WEEKS_AGO, Since.MONTHS_AGO, Since.ABOUT_A_YEAR_AGO)
    spans = [onset(day_meant(said, SAID_ON), said) for said in order]
    assert spans[0].latest == SAID_ON
    assert all(older.latest == newer.earliest for newer, older in pairwise(spans))


@pytest.mark.parametrize("said", [Since.FOR_YEARS, Since.UNKNOWN])
def test_for_years_and_not_known_have_no_date(said: Since) -> None:
    assert day_meant(said, SAID_ON) is None
    assert onset(None, said) == Onset(None, None)


def test_a_date_of_an_older_form_may_be_the_day_of_entry_so_it_is_no_beginning() -> None:
    known = onset(SAID_ON, None)
    assert known == Onset(None, SAID_ON)
    assert not known.lies_within(SAID_ON - timedelta(days=999), SAID_ON)


def test_a_rough_word_lies_within_a_stretch_only_where_all_of_it_does() -> None:
    known = onset(SAID_ON - timedelta(days=3), Since.THIS_WEEK)
    assert known.lies_within(SAID_ON - timedelta(days=7), SAID_ON)
    assert not known.lies_within(SAID_ON - timedelta(days=6), SAID_ON)
    assert not known.lies_within(SAID_ON - timedelta(days=7), SAID_ON - timedelta(days=1))
