"""The list of people on one computer: names, folders, and journals that are never lost with it."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal import paths, people
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.model import Night
from cramp_journal.paths import journal_file, journal_in, keep_journal_in, people_folder
from cramp_journal.settings import Settings
from cramp_journal.store import Journal
from cramp_journal.store.file import encryption
from cramp_journal.store.journal.last_night_mark import LastNight, last_night_of
from cramp_journal.store.recovery.passphrase import set_passphrase
from tests.builders import EVENING, TODAY, night


@pytest.fixture(autouse=True)
def all_is_said() -> Iterator[None]:
    """Keep no sentence about one test's list for the next test."""
    yield
    people.take_notices()


def begun(file: Path, *nights: Night) -> Path:
    """Make a journal in its place."""
    with Journal(file) as journal:
        for each in nights:
            journal.save(each, TODAY)
    return file


def names() -> list[str]:
    return [each.name for each in people.load_people().people]


# ---------------------------------------------------------------- one person, then two
def test_a_single_person_has_no_list_and_no_folder() -> None:
    assert people.load_people().people == []
    assert not people_folder().exists()


def test_the_journal_that_is_there_becomes_the_first_person_and_is_not_moved() -> None:
    there = begun(journal_file()).read_bytes()
    made = people.add_person("Maria", own_name="Anna")
    first = people.load_people().named("Anna")
    assert first.file == journal_file()
    assert first.file.read_bytes() == there
    assert made.file == journal_in(people_folder() / "Maria")
    assert made.color != first.color


def test_the_first_persons_journal_in_a_chosen_folder_stays_there(tmp_path: Path) -> None:
    keep_journal_in(tmp_path / "stick")
    people.add_person("Maria", own_name="Anna")
    assert people.load_people().named("Anna").file == journal_in(tmp_path / "stick")


def test_without_a_name_for_the_present_journal_nobody_is_added() -> None:
    with pytest.raises(BadInput, match="needs a name first"):
        people.add_person("Maria")
    assert not people_folder().exists()


# ---------------------------------------------------------------- names
@pytest.mark.parametrize("spelling", ["ANNÉ", "anné", unicodedata.normalize("NFD", "Anné"), "  Anné "])
def test_a_name_is_found_in_any_spelling_and_taken_once(spelling: str) -> None:
    people.add_person("Maria", own_name="Anné")
    assert people.load_people().named(spelling).name == "Anné"
    with pytest.raises(BadInput, match="somebody called"):
        people.add_person(spelling)


def test_the_same_letters_with_a_sharp_s_are_one_name() -> None:
    people.add_person("Maria", own_name="Weiß")
    assert people.load_people().named("WEISS").name == "Weiß"


def test_an_unknown_name_is_answered_with_the_names_that_there_are() -> None:
    people.add_person("Maria", own_name="Anna")
    with pytest.raises(BadInput, match=r"Nobody here is called “Bert”\. The names are: Anna, Maria\."):
        people.load_people().named("Bert")


@pytest.mark.parametrize("name", ["", "   ", "a\u202eb", "x" * 500])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        people.add_person(name, own_name="Anna")


@pytest.mark.parametrize("name", ["../../etc", "CON", "…", "a/b\\c", "李雷", "." * 9, "x" * 60])
def test_every_name_gets_a_folder_of_its_own_below_that_of_the_people(name: str) -> None:
    made = people.add_person(name, own_name="Anna")
    assert made.file.parent.parent == people_folder()
    begun(made.file)
    assert people.load_people().of_journal(made.file) == made


def test_two_names_that_make_one_folder_get_two() -> None:
    one, two = people.add_person("a/b", own_name="Anna"), people.add_person("a:b")
    assert one.file != two.file


# ---------------------------------------------------------------- changes
def test_a_rename_and_a_color_move_no_file() -> None:
    made = people.add_person("Maria", own_name="Anna")
    people.rename("maria", "Mia")
    assert people.recolor("Mia", "red").file == made.file
    assert names() == ["Anna", "Mia"]
    with pytest.raises(BadInput, match="A color is one of"):
        people.recolor("Mia", "octarine")
    with pytest.raises(BadInput, match="somebody called"):
        people.rename("Mia", "ANNA")


def test_who_is_taken_off_keeps_the_journal_and_gets_it_back_by_name() -> None:
    made = people.add_person("Maria", own_name="Anna")
    begun(made.file, night(EVENING, cramps=2))
    there = made.file.read_bytes()
    assert people.remove_person("Maria") == made.file
    assert made.file.read_bytes() == there
    assert names() == ["Anna"]
    assert people.add_person("Maria").file == made.file


def test_when_the_first_person_goes_the_next_one_has_the_usual_journal() -> None:
    before = begun(journal_file())
    made = people.add_person("Maria", own_name="Anna")
    assert people.remove_person("Anna") == before
    assert before.is_file()
    assert journal_file() == made.file
    assert people.add_person("Anna", folder=before.parent).file == before


def test_the_last_person_cannot_be_taken_off() -> None:
    people.add_person("Maria", own_name="Anna")
    people.remove_person("Maria")
    with pytest.raises(BadInput, match="the only one"):
        people.remove_person("Anna")


def test_a_journal_that_somebody_has_is_given_to_nobody_else() -> None:
    made = people.add_person("Maria", own_name="Anna")
    begun(made.file)
    with pytest.raises(BadInput, match="that of Maria"):
        people.add_person("Bert", folder=made.file.parent)


# ---------------------------------------------------------------- a list that is damaged or gone
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"people": [{"name": "A"}, {"name": "a"}]}', b"\0" * 50])
def test_a_damaged_list_is_moved_aside_and_made_again_from_the_journals(data: bytes) -> None:
    begun(journal_file())
    made = begun(people.add_person("Maria", own_name="Anna").file)
    people.list_file().write_bytes(data)
    found = people.load_people()
    assert [each.file for each in found.people] == [journal_file(), made]
    assert [each.name for each in found.people] == ["My journal", "Maria"]
    (said,) = people.take_notices()
    assert "made again from the journals" in said
    (aside,) = people_folder().glob("people.json.damaged-*")
    assert aside.name in said
    assert aside.read_bytes() == data
    assert people.load_people().people == found.people
    assert people.take_notices() == []


def test_a_list_that_is_gone_is_made_again_too() -> None:
    begun(journal_file())
    begun(people.add_person("Maria", own_name="Anna").file)
    people.list_file().unlink()
    assert names() == ["My journal", "Maria"]
    assert len(people.take_notices()) == 1


@pytest.mark.parametrize("folder", ["../other", "a/b", "a\0b"])
def test_a_list_that_leads_elsewhere_is_not_followed(folder: str) -> None:
    begun(journal_file())
    begun(people.add_person("Maria", own_name="Anna").file)
    rows = [{"name": "Anna", "folder": folder}]
    people.list_file().write_text(json.dumps({"people": rows}))
    assert names() == ["My journal", "Maria"]


def test_what_a_newer_program_noted_of_a_person_is_kept() -> None:
    people.add_person("Maria", own_name="Anna")
    there = json.loads(people.list_file().read_text())
    there["people"][0]["moon"], there["stars"] = "full", 3
    people.list_file().write_text(json.dumps(there))
    people.rename("Maria", "Mia")
    after = json.loads(people.list_file().read_text())
    assert (after["people"][0]["moon"], after["stars"]) == ("full", 3)


def test_a_list_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    people.add_person("Maria", own_name="Anna")

    def refuse(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(people, "write_whole", refuse)
    with pytest.raises(JournalError, match="could not be kept"):
        people.remove_person("Anna")
    assert journal_file().parent == paths.data_folder()
    assert names() == ["Anna", "Maria"]


# ---------------------------------------------------------------- last night
def test_of_an_open_file_the_list_says_whether_last_night_is_recorded() -> None:
    made = people.add_person("Maria", own_name="Anna")
    assert last_night_of(made, EVENING) is LastNight.NOT_YET
    begun(made.file)
    assert last_night_of(made, EVENING) is LastNight.NOT_YET
    begun(made.file, night(EVENING))
    assert last_night_of(made, EVENING) is LastNight.RECORDED


@pytest.mark.usefixtures("quick_key")
def test_of_a_locked_file_it_says_so_only_where_that_is_wished() -> None:
    made = people.add_person("Maria", own_name="Anna")
    begun(made.file, night(EVENING))
    set_passphrase(made.file, "four words of ours here")
    people.note_recorded(made.file, EVENING.isoformat(), is_recorded=True)
    assert last_night_of(people.load_people().named("Maria"), EVENING) is LastNight.LOCKED
    assert EVENING.isoformat() not in people.list_file().read_text()
    people.tell_recorded("Maria", on=True)
    people.note_recorded(made.file, EVENING.isoformat(), is_recorded=True)
    assert last_night_of(people.load_people().named("Maria"), EVENING) is LastNight.RECORDED
    people.note_recorded(made.file, EVENING.isoformat(), is_recorded=False)
    assert last_night_of(people.load_people().named("Maria"), EVENING) is LastNight.NOT_YET
    people.note_recorded(made.file, EVENING.isoformat(), is_recorded=True)
    people.tell_recorded("Maria", on=False)
    assert EVENING.isoformat() not in people.list_file().read_text()
    assert encryption.salt_of(made.file) is not None


# ---------------------------------------------------------------- settings of each
def test_each_person_shares_their_own_journal_in_a_folder_of_their_own(tmp_path: Path) -> None:
    made = people.add_person("Maria", own_name="Anna")
    settings = Settings(shared_folder=str(tmp_path / "of Anna"))
    assert settings.shared_folder_of(journal_file()) == str(tmp_path / "of Anna")
    assert settings.shared_folder_of(made.file) == ""
    settings.share(made.file, str(tmp_path / "of Maria"))
    people.remove_person("Anna")
    assert settings.shared_folder_of(journal_file()) == str(tmp_path / "of Maria")


def test_two_windows_do_not_undo_each_others_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    Settings(region="eu").save(file)
    one, other = Settings.load(file), Settings.load(file)
    one.text_size = 150
    one.save(file)
    other.theme = "dark"
    other.save(file)
    after = Settings.load(file)
    assert (after.text_size, after.theme, after.region) == (150, "dark", "eu")
