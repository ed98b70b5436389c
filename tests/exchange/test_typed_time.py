"""A time of day as people write it: read by the rules of each language, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.exchange.typed_time import clearly, clock_in

HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
STUNDEN = ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *(("3.10am", "03:10"), ("3 pm", "15:00"), ("3PM", "15:00"), ("3:10 a.m.", "03:10"), ("3.10 p. m.", "15:10")),
        *(
            ("quarter past 3", "03:15"),
            ("a quarter to four", "03:45"),
            ("half three", "03:30"),
            ("half past 3", "03:30"),
        ),
        *(("ten past three", "03:10"), ("twenty-five to four", "03:35"), ("3 minutes past 4", "04:03")),
        *(("three fifteen", "03:15"), ("three oh five am", "03:05"), ("three o’clock", "03:00")),
        *(("3 in the morning", "03:00"), ("11 at night", "23:00"), ("half past twelve at night", "00:30")),
        *(("midnight", "00:00"), ("ten to midnight", "23:50"), ("quarter past midnight", "00:15"), ("noon", "12:00")),
        *(("12 am", "00:00"), ("12 pm", "12:00"), ("23.30", "23:30"), ("0:05", "00:05"), ("09:30", "09:30")),
        *(("0310", "03:10"), ("3h10", "03:10"), ("03:10:22", "03:10"), ("at 3.15 am", "03:15"), ("0310 hrs", "03:10")),
        *(("３：１０", "03:10"), ("٣:١٠", "03:10"), ("۳.۱۰", "03:10"), ("٣:١٠ م", "15:10"), ("３時１０分", "03:10")),
        *(("halb drei", "02:30"), ("viertel nach drei", "03:15"), ("3 Uhr 10", "03:10"), ("elf Uhr abends", "23:00")),
        *(
            ("trois heures et demie", "03:30"),
            ("las tres y cuarto", "03:15"),
            ("half drie", "02:30"),
            ("15 h", "15:00"),
        ),
        *(("凌晨三点半", "03:30"), ("下午3点10分", "15:10"), ("差一刻三点", "02:45")),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert clock_in(typed).readings == (read,)


@pytest.mark.parametrize(("place", "hour"), list(enumerate(HOURS[:7], 1)))
def test_half_an_hour_is_that_of_the_language(place: int, hour: str) -> None:
    assert clock_in(f"half {hour}").readings == (f"{place:02}:30",)
    before = clock_in(f"halb {STUNDEN[place - 1]}", "de").readings
    assert before == ((f"{place - 1:02}:30",) if place > 1 else ("00:30", "12:30"))


@pytest.mark.parametrize(
    ("typed", "language", "read"),
    [
        *(("halb 3", "de", "02:30"), ("dreiviertel drei", "de", "02:45"), ("fünf vor halb drei", "de", "02:25")),
        *(("half 3", "en", "03:30"), ("half 3", "nl", "02:30"), ("kwart voor drie", "nl", "02:45")),
        *(("trois heures moins le quart", "fr", "02:45"), ("trois heures vingt-cinq", "fr", "03:25")),
        *(
            ("le tre e un quarto", "it", "03:15"),
            *(("halv tre", "sv", "02:30"), ("kvart i tre", "da", "02:45"), ("três e meia", "pt", "03:30")),
            *(("３時半", "ja", "03:30"), ("오후 3시 10분", "ko", "15:10"), ("3 Uhr 5", "de", "03:05")),
            ("las dos menos diez", "es", "01:50"),
            ("两点二十五分", "zh", "02:25"),
        ),
    ],
)
def test_the_rules_of_the_persons_own_language_come_first(typed: str, language: str, read: str) -> None:
    assert clock_in(typed, language).readings == (read,)


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        *((f"{hour}:30", {f"{hour:02}:30", f"{hour + 12}:30"}) for hour in (8, 9, 10, 11)),
        ("12:30", {"00:30", "12:30"}),
        ("half eleven", {"11:30", "23:30"}),
        ("1130", {"11:30", "23:30"}),
        ("ten", {"10:00", "22:00"}),
        ("十一点半", {"11:30", "23:30"}),
        ("quarter to 12 am", {"11:45", "23:45"}),
        ("12 in the morning", {"00:00", "12:00"}),
    ],
)
def test_a_time_before_bed_or_after_waking_is_asked_for(typed: str, ways: set[str]) -> None:
    assert set(clock_in(typed).readings) == ways


def test_words_that_two_languages_read_differently_are_asked_for() -> None:
    assert clock_in("half 3", "de").readings == ("02:30", "03:30")  # Dutch, and English


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "24:00",
            "24",
            "25:10",
            "3:60",
            "3:1",
            "12345",
            "030",
            "-3",
            "3-4",
            "3 or 4",
            "2 to 3",
            "5 to 6",
            "ten-eleven",
        ),
        *(
            "after 3",
            "past 3",
            "ten past",
            "half",
            "3 half",
            "half to 3",
            "15:10 am",
            "0:10 pm",
            "13 am",
            "once",
            "due",
        ),
        *("between 3 and 4", "early", "lunch", "½ 3", "1/2 3", "3.5", "am", "3 am 4", "3:10 3:20", "early morning", ""),
    ],
)
def test_what_is_no_time_or_is_a_stretch_of_time_is_not_understood(typed: str) -> None:
    assert clock_in(typed).readings == ()


@pytest.mark.parametrize("typed", ["about 3", "~3:00", "around three", "3ish", "gegen drei", "vers 3h", "大约三点"])
def test_a_time_that_is_not_exact_is_marked(typed: str) -> None:
    assert clock_in(typed) == (("03:00",), True)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_can_be_written_so_that_it_is_read_in_one_way(hour: int, minute: int) -> None:
    time = f"{hour:02}:{minute:02}"
    assert clock_in(clearly(time)).readings == (time,)
    twelve = f"{hour % 12 or 12}.{minute:02} {'am' if hour < 12 else 'pm'}"
    assert clock_in(twelve).readings == (time,)
    assert time in clock_in(f"{hour}:{minute:02}").readings


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr", "zh", "xx"]))
def test_no_text_breaks_it_and_each_reading_is_a_time(typed: str, language: str) -> None:
    for reading in clock_in(typed, language).readings:
        assert 0 <= int(reading[:2]) < 24
        assert 0 <= int(reading[3:]) < 60


def test_by_day_each_hour_of_a_twelve_hour_clock_is_asked_for() -> None:
    assert clock_in("3:10", by_night=False).readings == ("03:10", "15:10")
