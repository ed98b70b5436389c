"""Odd state files: the program starts on whatever lies there, keeps it under another name, and says so."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramp_journal.gui.log_file import start_log
from cramp_journal.gui.session.draft_shape import sensible
from cramp_journal.gui.session.drafts import Drafts
from cramp_journal.model import night_from
from cramp_journal.paths import log_file, note_about, settings_file
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.recovery import odd_notes
from tests.gui.conftest import Start, press, settle, words
from tests.gui.keeping import count_in, filled
from tests.gui.test_nothing_lost import note
from tests.gui.test_notice import was_asked

LAST = date(2026, 11, 21)
DAYS = ("2026-11-21", "2026-02-30", "0000-01-01", "9999-12-31", "2026-W47-6", "20261121", "2026-11-21 refused")
NAMES = ("state", "note", "cramps", "reliefs", "factors", "intakes", "entered_at", "evening", "time", "seconds", "pain")
WORDS = ("clear", "cramps", "left", "03:10", "2026-11-22T07:00:00Z", "0001-01-01T00:00:00+14:00", "\ud800", "\x00", "")
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=5)
anything = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner),
    max_leaves=12,
)
drafts = st.dictionaries(st.sampled_from((*DAYS, "questions", "course", "from the future")), anything) | anything
FOLDER: Callable[[Path], object] = Path.mkdir


@given(drafts)
def test_of_any_drafts_what_makes_sense_is_kept_and_a_journal_can_hold_it(found: Any) -> None:
    kept, odd = sensible(found)
    assert odd or kept == found or any("\x00" in text or "\ud800" in text for text in (json.dumps(found), str(found)))
    assert sensible(kept) == (kept, False)
    for name, values in kept.items():
        if name == "2026-11-21" and values.get("state"):
            night_from(values)


@given(st.binary(max_size=60) | drafts.map(lambda found: json.dumps(found).encode()))
def test_a_file_of_drafts_is_read_or_kept_under_another_name(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "journal.sqlite.drafts"
        place.write_bytes(data)
        found = Drafts(Path(folder) / "journal.sqlite")
        found.use(None)
        found.keep_refused(LAST, {"note": "x"})
        assert Drafts(Path(folder) / "journal.sqlite").refused(LAST) == {"note": "x"}
        aside = [each for each in Path(folder).iterdir() if ".damaged-" in each.name]
        assert [each.read_bytes() for each in aside] == [data] * len(found.notices)
        assert all(each.name in sentence for each, sentence in zip(aside, found.notices, strict=True))


@given(st.binary(max_size=60) | anything.map(lambda found: json.dumps(found).encode()))
def test_settings_are_read_or_kept_under_another_name(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "settings.json"
        place.write_bytes(data)
        found = Settings.load(place)
        found.save(place)
        assert Settings.load(place) == found
        aside = [each for each in Path(folder).iterdir() if ".damaged-" in each.name]
        assert [each.read_bytes() for each in aside] == [data] * len(found.notices)


@given(st.binary(max_size=30) | st.sampled_from((b"2026-02-30", b"9999-12-31", b"0001-01-01")))
def test_any_note_of_the_weekly_look_is_one_or_is_none(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal.sqlite"
        note_about(file, odd_notes.LOOKED).write_bytes(data)
        looked = odd_notes.looked_on(file)
        assert len(odd_notes.set_odd_aside(file)) == (looked is None and bool(data))


TEXTS = [
    '{"2026-11-21": {"state": "cramps", "cramps": [{"pain": "x", "side": 7, "note": []}], "note": 5}}',
    '{"2026-11-21": {"state": "clear", "cramps": [{}], "factors": [7, "tea"], "intakes": [{"dose": 1}]}}',
    '{"2026-11-21": {"entered_at": "0001-01-01T00:00:00+14:00", "state": "clear", "cramps": 7}}',
    '{"2026-11-21 refused": {"note": [7], "cramps": ["x", {"time": 5}]}, "2026-02-30": {"state": null}}',
    '{"questions": {"text": 7}, "course": []}',
    "[[[",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_window_opens_on_odd_drafts_and_the_next_time_too(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    crashes: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: crashes.append(error))
    file = filled(tmp_path)
    was_asked(tmp_path)
    place = file.with_name(f"{file.name}.drafts")
    place.write_text(text, encoding="utf-8")
    program = start(file)
    settle()
    (aside,) = tmp_path.glob("*.drafts.damaged-*")
    assert aside.read_text(encoding="utf-8") == text
    assert aside.name in words(program.window)
    for page in ("report", "advice", "log"):
        program.window.show_page(page)
        settle()
    program.window.open_night(LAST)
    press(program.window.log_page, "woke me up")
    program.window.log_page.flush()
    assert (program.session.night(LAST) or {})["woke"] is True
    assert crashes == []
    program.window.close()
    program.session.finish()
    assert count_in(file) == 3
    again = start(file)
    settle()
    assert "could not be read" not in words(again.window)
    assert crashes == []


@pytest.mark.parametrize("make", [os.mkfifo, FOLDER], ids=["a pipe", "a folder"])
def test_the_window_waits_for_nothing_that_is_no_file(
    start: Start, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    file = filled(tmp_path)
    places = [
        file.with_name(f"{file.name}.drafts"),
        note_about(file, "looked"),
        note_about(file, "seals"),
        settings_file(),
        log_file(),
    ]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        make(place)
    program = start(file)
    settle()
    note(program).setPlainText("typed all the same")
    press(program.window.log_page, "No cramps")
    program.window.log_page.flush()
    assert (program.session.night(program.window.log_page.evening) or {})["note"] == "typed all the same"
    for place in (places[0], places[1], places[2], places[4]):
        assert list(place.parent.glob(f"{place.name}.damaged-*")), place.name
    start_log()  # which waits for no pipe


def test_damaged_settings_are_said_in_the_quiet_line(start: Start, tmp_path: Path) -> None:
    program = start(filled(tmp_path))
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(b"\x00\xff")
    program.settings.notices = Settings.load(settings_file()).notices
    program._announce_what_waits()
    assert "The settings could not be read" in words(program.window)
    (kept,) = settings_file().parent.glob("settings.json.damaged-*")
    assert kept.name in words(program.window)


def test_a_plain_file_of_odd_drafts_goes_behind_the_passphrase_too(tmp_path: Path, quick_key: None) -> None:
    from cramp_journal.store.file.locked_text import read_text
    from tests.gui.keeping import locked

    file, key = locked(tmp_path)
    place = file.with_name(f"{file.name}.drafts")
    text = '{"2026-02-30": {"note": "a secret"}}'
    place.write_text(text, encoding="utf-8")
    found = Drafts(file)
    found.use(key)
    assert all(b"a secret" not in each.read_bytes() for each in tmp_path.iterdir() if each.is_file())
    (aside,) = tmp_path.glob("*.drafts.damaged-*")
    assert read_text(aside, key) == text


def test_a_folder_that_cannot_be_made_stops_nobody(start: Start, tmp_path: Path, home: Path) -> None:
    for name in ("cache", "state", "config", "log"):
        (home / name).write_text("in the way", encoding="utf-8")
    program = start(filled(tmp_path))
    settle()
    note(program).setPlainText("typed all the same")
    press(program.window.log_page, "No cramps")
    program.window.log_page.flush()
    assert (program.session.night(program.window.log_page.evening) or {})["note"] == "typed all the same"


# ---------------------------------------------------------------- the state of a journal
def test_what_is_answered_in_one_journal_silences_no_other(start: Start, tmp_path: Path) -> None:
    first, second = filled(tmp_path / "anna"), filled(tmp_path / "bert")
    program = start(first)
    settle()
    program.window._notices.open()
    for evening in (date(2026, 11, 18), date(2026, 11, 17)):
        program.window._catch_up.take(evening, "unknown")
    program.window.close()
    program.session.finish()
    with Journal(second) as journal:
        assert journal.state("not_remembered") == journal.state("caught_up_to") == journal.state("asked_on") == ""
    with Journal(first) as journal:
        assert journal.state("not_remembered") == "2026-11-17 2026-11-18"
    again = start(first)
    settle()
    assert again.session.not_remembered == {date(2026, 11, 17), date(2026, 11, 18)}


@pytest.mark.parametrize("own", [True, False])
def test_what_older_versions_kept_in_the_settings_goes_to_the_persons_own_journal(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, own: bool
) -> None:
    file = filled(tmp_path)
    monkeypatch.setattr(
        "cramp_journal.gui.session.journal_state.journal_file", lambda: file if own else tmp_path / "other"
    )
    program = start(file, asked_on="2026-11-20", caught_up_to="2026-11-19", known_place="/somewhere")
    settle()
    state = program.session.journal().state
    assert (state("asked_on"), state("caught_up_to")) == (("2026-11-20", "2026-11-19") if own else ("", ""))
    assert program.settings.asked_on == ("" if own else "2026-11-20")


@pytest.mark.parametrize("value", ["2036-01-01", "2026-02-30", "x", "\x00", "9" * 5000])
def test_an_odd_state_of_a_journal_is_none(start: Start, tmp_path: Path, value: str) -> None:
    file = filled(tmp_path)
    with Journal(file) as journal:
        for name in ("caught_up_to", "asked_on", "not_remembered", "known_place"):
            journal.set_state(name, value)
    program = start(file)
    settle()
    program.window.show_page("advice")
    settle()
    assert program.session.is_open
