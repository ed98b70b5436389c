"""The floor: words, labels, language, settings and paths."""

import json
import os
import re
import struct
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cramp_journal import i18n, labels, paths, since, words
from cramp_journal.errors import JournalError
from cramp_journal.settings import TEXT_SIZES, Settings


# ---------------------------------------------------------------- words
@pytest.mark.parametrize(
    ("moment", "evening"),
    [
        (datetime.fromisoformat("2026-11-22T00:40"), date(2026, 11, 21)),
        (datetime.fromisoformat("2026-11-22T11:59"), date(2026, 11, 21)),
        (datetime.fromisoformat("2026-11-22T12:00"), date(2026, 11, 22)),
        (datetime.fromisoformat("2026-11-22T23:59"), date(2026, 11, 22)),
        (datetime.fromisoformat("2027-01-01T03:10"), date(2026, 12, 31)),
    ],
)
def test_a_moment_belongs_to_the_night_whose_evening_came_before_it(moment: datetime, evening: date) -> None:
    assert words.evening_of(moment) == evening


def test_the_boundary_of_a_night_can_be_set() -> None:
    assert words.evening_of(datetime.fromisoformat("2026-11-22T14:59"), time(15)) == date(2026, 11, 21)
    assert words.evening_of(datetime.fromisoformat("2026-11-22T15:00"), time(15)) == date(2026, 11, 22)


@pytest.mark.parametrize("hour", [0, 6, 12, 15, 23])
def test_last_night_is_the_one_that_began_yesterday_at_any_hour(hour: int) -> None:
    assert words.last_evening(datetime.fromisoformat(f"2026-03-01T{hour:02}:30")) == date(2026, 2, 28)


def test_rough_answers_hold_what_can_be_stored() -> None:
    assert all(re.fullmatch(r"[0-2]\d:[0-5]\d", str(part.value)) for part in words.PARTS_OF_NIGHT)
    lengths = [rough.value for rough in words.ROUGH_LENGTHS]
    assert lengths == sorted(lengths, key=int)


def test_the_tiers_stand_in_the_order_of_how_pressing_they_are() -> None:
    assert list(words.Tier) == ["emergency", "urgent", "soon", "routine", "note"]


# ---------------------------------------------------------------- labels
SAID = (
    *(words.Exercise, words.Posture, words.Side, words.Muscle, words.Timing, words.ReliefKind),
    *(since.Since, words.SubstanceKind, words.Condition, words.SignKind, words.Tier, words.Answer),
)


@pytest.mark.parametrize("word", [word for kind in SAID for word in kind] + list(words.YES_NO_FACTORS))
def test_each_word_of_the_vocabulary_is_said_in_plain_words(word: str) -> None:
    assert labels.label(word) != str(word) or str(word) in labels._labels(None)
    assert "_" not in labels.label(word)


@pytest.mark.parametrize("rough", [*words.PARTS_OF_NIGHT, *words.ROUGH_LENGTHS], ids=lambda rough: rough.name)
def test_each_rough_answer_has_words(rough: words.Rough) -> None:
    assert rough.name in labels._labels(None)


def test_a_name_of_the_persons_own_is_said_as_it_is() -> None:
    assert labels.label("long_car_journey") == "long_car_journey"


@pytest.mark.parametrize(
    ("side", "muscle", "said"),
    [
        ("left", "calf", "left calf"),
        ("both", "calf", "both calves"),
        ("both", "thigh_front", "both front of thigh"),
        ("right", None, "right leg"),
        ("both", None, "both legs"),
        ("left", "other", "left leg"),
        (None, "shin", "shin"),
        (None, None, "not said where"),
    ],
)
def test_a_place_is_said_with_what_is_known_of_it(side: str | None, muscle: str | None, said: str) -> None:
    assert labels.site(side, muscle) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(45, "45 s"), (60, "1 min"), (150, "2 min 30 s"), (59.6, "1 min"), (3600, "60 min")]
)
def test_a_length_is_said_in_minutes_and_seconds(seconds: float, said: str) -> None:
    assert labels.length(seconds) == said


def test_one_night_is_not_said_as_several() -> None:
    assert [labels.nights_text(n) for n in (0, 1, 2)] == ["0 nights", "1 night", "2 nights"]
    assert [labels.cramps_text(n) for n in (0, 1, 2)] == ["0 cramps", "1 cramp", "2 cramps"]


def test_a_night_is_named_by_both_its_dates() -> None:
    assert labels.night_title(date(2026, 11, 21)) == "Sat 21 → Sun 22 November"
    assert labels.night_title(date(2026, 12, 31)) == "Thu 31 Dec → Fri 1 January"
    assert labels.day(date(2026, 11, 21)) == "21 Nov 2026"


# ---------------------------------------------------------------- language
def _german(folder: Path) -> None:
    """Write a catalogue with one entry, as gettext lays it out."""
    entries = [("", "Content-Type: text/plain; charset=UTF-8\n"), ("calf", "Wade")]
    heads, texts = b"", b""
    start = 28 + 16 * len(entries)
    for column in (0, 1):
        for entry in entries:
            data = entry[column].encode()
            heads += struct.pack("<II", len(data), start + len(texts))
            texts += data + b"\0"
    place = folder / "translations" / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    table = struct.pack("<7I", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, 0)
    (place / "cramp-journal.mo").write_bytes(table + heads + texts)


def test_words_are_looked_up_in_the_language_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _german(tmp_path)
    monkeypatch.setattr(i18n, "resource", lambda name: tmp_path / name)
    assert labels.label("calf") == "calf"
    i18n.use_language("de")
    assert labels.label("calf") == "Wade"
    assert labels.label("shin") == "shin"  # not translated yet
    i18n.use_language("en")
    assert labels.label("calf") == "calf"


def test_a_language_without_a_translation_is_english() -> None:
    i18n.use_language("tlh")
    assert labels.nights_text(2) == "2 nights"


# ---------------------------------------------------------------- settings
def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = Settings(theme="dark", text_size=150, temperature_unit="f", paper="letter", language="de")
    kept.save(tmp_path / "new" / "settings.json")
    assert Settings.load(tmp_path / "new" / "settings.json") == kept
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text",
    [
        '{"theme": "pink", "text_size": 7, "paper": null, "language": "../x"}',
        *('{"caught_up_to": "2026-02-30"}', '{"asked_on": "2026-W07-1"}', '{"lock_after": 15.0}'),
        *('{"lock_after": false}', '{"text_size": 100.0, "lock_after": "5"}', '{"single_keys": 0}'),
        *('{"copies_folder": "a/b"}', '{"copies_folder": "/a\\u0000"}', '{"known_place": "/\\ud800"}'),
        *(
            '{"text_size": true}',
            '{"text_size": "100"}',
            '{"theme": ["dark"]}',
            '{"other": 1}',
            '{"language": 1}',
            '{"window_places": ["left"]}',
            '{"window_places": {"1366x768+0+0": 3}}',
        ),
    ],
)
def test_settings_that_make_no_sense_are_left_at_their_defaults(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    assert Settings.load(file) == Settings()
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 100_000, b"[]", b"null", b"{", b"", b" " * (2 << 20)])
def test_a_settings_file_that_is_none_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    found = Settings.load(tmp_path / "settings.json")
    assert found == Settings()
    (kept,) = tmp_path.iterdir()
    assert kept.name.startswith("settings.json.damaged-")
    assert kept.read_bytes() == content
    assert kept.name in found.notices[0]
    found.save(tmp_path / "settings.json")
    assert Settings.load(tmp_path / "settings.json").notices == []


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["a pipe", "a folder"])
def test_what_is_no_file_in_the_place_of_the_settings_is_set_aside_and_never_waited_for(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "settings.json")
    assert Settings.load(tmp_path / "settings.json", aside=False) == Settings()
    found = Settings.load(tmp_path / "settings.json")
    (kept,) = tmp_path.iterdir()
    assert kept.name in found.notices[0]
    Settings(theme="dark").save(tmp_path / "settings.json")
    assert Settings.load(tmp_path / "settings.json").theme == "dark"


def test_what_a_newer_version_has_set_outlives_a_change_by_this_one(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    newer = {"theme": "sepia", "paper": "a5", "sound": {"loud": [1, 2]}, "text_size": 150}
    file.write_text(json.dumps(newer), encoding="utf-8")
    found = Settings.load(file)
    assert (found.theme, found.paper, found.text_size) == ("system", "a4", 150)
    found.paper = "letter"
    found.save(file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert (written["theme"], written["sound"]) == ("sepia", {"loud": [1, 2]})
    assert (written["paper"], written["text_size"]) == ("letter", 150)


def test_one_odd_setting_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "dark", "text_size": 3}), encoding="utf-8")
    assert Settings.load(file) == Settings(theme="dark")


def test_no_settings_file_means_the_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "none.json") == Settings()
    assert Settings().text_size in TEXT_SIZES


def test_settings_that_cannot_be_kept_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(JournalError, match="could not be kept"):
        Settings().save(tmp_path / "file" / "settings.json")


# ---------------------------------------------------------------- paths, and what the tests stand on
def test_nothing_of_the_person_is_in_reach_of_a_test(home: Path) -> None:
    places = (
        paths.journal_file(),
        paths.settings_file(),
        paths.cache_folder(),
        paths.log_file(),
        Path.home(),
    )
    assert [place for place in places if not place.is_relative_to(home)] == []
    assert paths.journal_file().name == "journal.sqlite"


def test_a_journal_in_another_folder_is_found_from_everywhere(tmp_path: Path) -> None:
    usual = paths.journal_file()
    paths.keep_journal_in(tmp_path / "stick")
    assert paths.journal_file() == tmp_path / "stick" / "journal.sqlite"
    assert [file.name for file in usual.parent.iterdir()] == ["journal-is-in.txt"]


@pytest.mark.parametrize("text", [b"", b"a/b", b"/a\0b", b"\xff", b"\n", b"x" * 9000])
def test_a_note_of_the_folder_that_makes_no_sense_means_the_usual_place(text: bytes) -> None:
    usual = paths.journal_file()
    usual.parent.mkdir(parents=True)
    (usual.parent / "journal-is-in.txt").write_bytes(text)
    assert paths.journal_file() == usual


def test_what_ships_with_the_program_is_found() -> None:
    assert paths.resource("report/report.typ").is_file()


def test_the_clock_can_be_put_into_a_zone(in_zone: Callable[[str], None]) -> None:
    in_zone("Pacific/Auckland")
    assert datetime.fromisoformat("2026-11-22T12:00").astimezone().utcoffset() == timedelta(hours=13)
