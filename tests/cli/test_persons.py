"""Several people on one computer, on the command line: whose journal a command takes, and the list."""

import json
from pathlib import Path

import pytest

from cramp_journal import people
from cramp_journal.cli import run
from cramp_journal.paths import journal_file
from cramp_journal.store import Journal
from tests.builders import EVENING
from tests.cli.terminal import in_child

CLEAR = ("log", "--clear", "--evening", EVENING.isoformat())


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> "Call":
    return Call(capsys)


class Call:
    """A call in this process: its status, and what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str, status: int = 0) -> tuple[str, str]:
        assert run(list(words)) == status
        out = self._capsys.readouterr()
        return out.out, out.err


def nights_in(file: Path) -> int:
    with Journal(file) as journal:
        return len(journal.figures())


def test_a_person_is_added_and_a_night_is_logged_for_them_by_name(said: Call) -> None:
    said(*CLEAR)
    assert "One person uses" not in said("people", "add", "Maria", "--own-name", "Anna")[0]
    assert said("--person", "MARIA", *CLEAR)[1] == ""
    maria = people.load_people().named("Maria").file
    assert (nights_in(journal_file()), nights_in(maria)) == (1, 1)


def test_without_a_name_it_is_the_first_persons_and_that_is_said(said: Call) -> None:
    said("people", "add", "Maria", "--own-name", "Anna")
    assert "This is the journal of Anna." in said(*CLEAR)[1]
    assert nights_in(journal_file()) == 1


def test_a_single_person_reads_nothing_of_it(said: Call) -> None:
    assert said(*CLEAR)[1] == ""
    assert "One person uses this computer" in said("people")[0]


def test_an_unknown_name_is_answered_with_the_names(said: Call) -> None:
    said("people", "add", "Maria", "--own-name", "Anna")
    assert said("--person", "Bert", *CLEAR, status=1)[1] == (
        "Nobody here is called “Bert”. The names are: Anna, Maria.\n"
    )
    assert "no list of people" not in said("--person", "Anna", *CLEAR)[1]


def test_a_journal_and_a_person_at_once_are_refused(said: Call) -> None:
    assert "not both" in said("--journal", "x.sqlite", "--person", "Anna", *CLEAR, status=1)[1]
    assert not Path("x.sqlite").exists()


def test_the_first_addition_asks_whose_the_present_journal_is(said: Call) -> None:
    assert "--own-name" in said("people", "add", "Maria", status=1)[1]
    assert not people.may_be_several()


def test_the_list_as_json_says_of_each_only_whether_last_night_is_recorded(said: Call) -> None:
    said("people", "add", "Maria", "--own-name", "Anna", "--color", "red")
    found = json.loads(said("people", "list", "--json")[0])
    assert [set(each) for each in found["people"]] == [{"name", "color", "journal", "tells", "last_night"}] * 2
    assert [each["last_night"] for each in found["people"]] == ["not yet", "not yet"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("rename", "maria", "Mia"), {"name": "Mia"}),
        (("color", "Maria", "teal"), {"color": "teal"}),
        (("tell", "Maria", "on"), {"tells": True}),
        (("remove", "Maria"), {"name": "Maria"}),
    ],
)
def test_each_change_of_the_list_is_said_as_json_too(
    said: Call, words: tuple[str, ...], expected: dict[str, object]
) -> None:
    said("people", "add", "Maria", "--own-name", "Anna")
    found = json.loads(said("people", *words, "--json")[0])
    assert expected.items() <= found.items()


def test_who_is_taken_off_keeps_the_journal_and_it_is_said_where(said: Call) -> None:
    said("people", "add", "Maria", "--own-name", "Anna")
    said("--person", "Maria", *CLEAR)
    file = people.load_people().named("Maria").file
    assert str(file) in said("people", "remove", "Maria")[0]
    assert nights_in(file) == 1
    assert "is used again" in said("people", "add", "Maria")[0]


@pytest.mark.parametrize("words", [("dance",), ("rename",), ("tell", "Maria", "perhaps"), ("color", "Maria", "x")])
def test_what_the_list_cannot_do_is_one_sentence(said: Call, words: tuple[str, ...]) -> None:
    said("people", "add", "Maria", "--own-name", "Anna")
    assert said("people", *words, status=1)[1].count("\n") == 1


def test_the_real_program_logs_for_a_person_by_name() -> None:
    assert in_child("people", "add", "Maria", "--own-name", "Anna").status == 0
    assert in_child("--person=Maria", *CLEAR).status == 0
    assert nights_in(people.load_people().named("Maria").file) == 1
