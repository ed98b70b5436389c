"""The command line in another language: help, errors of a call, and what a command says."""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from typer._click.core import Command
from typer.core import TyperGroup

from cramp_journal import i18n, labels
from cramp_journal.cli import help_texts
from cramp_journal.cli.commands import whole_program
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from tests.cli.conftest import Call
from tests.pseudo import left_in_english, spoken_here

SAID = {
    "Usage: ": "⟦Usage⟧: ",
    "Options": "⟦Options⟧",
    "required": "⟦required⟧",
    "Write the report for the doctor as a PDF.": "⟦The report⟧",
    "The file to write.": "⟦The file⟧",
    "Show this message and exit.": "⟦This message⟧",
    "Error: {message}": "⟦Error⟧: {message}",
    "{name} is missing.": "⟦{name} is missing⟧",
    "There is no copy yet.": "⟦No copy⟧",
}


@pytest.fixture
def other_language(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that was set to a language which has the few words above."""
    catalogue = Catalog("tlh")
    for text, said in SAID.items():
        catalogue.add(text, said)
    folder = tmp_path / "translations"
    (folder / "tlh" / "LC_MESSAGES").mkdir(parents=True)
    with (folder / "tlh" / "LC_MESSAGES" / "cramp-journal.mo").open("wb") as out:
        write_mo(out, catalogue)
    for module in (i18n, help_texts):
        monkeypatch.setattr(module, "resource", lambda _name: folder)
    monkeypatch.setitem(i18n.WINDOW_LANGUAGES, "tlh", "tlhIngan")
    monkeypatch.setenv("LANGUAGE", "en")  # what the program sets is taken back afterwards
    Settings(language="tlh").save(settings_file())
    yield
    i18n.use_language("en")
    gettext.textdomain("messages")
    i18n._loaded.cache_clear()
    labels._labels.cache_clear()
    del home


@pytest.mark.usefixtures("other_language")
def test_the_help_and_what_is_wrong_with_a_call_are_said_in_the_language_of_the_settings(bare_call: Call) -> None:
    said = bare_call("report", "--help").out
    for text in ("Usage: ", "Options", "required", "Write the report for the doctor as a PDF.", "The file to write."):
        assert SAID[text] in said
    assert SAID["Show this message and exit."] in said
    wrong = bare_call("report")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err.endswith("⟦Error⟧: ⟦OUT.pdf is missing⟧\n")
    assert wrong.err.startswith("⟦Usage⟧: cramp-journal report")


@pytest.mark.usefixtures("other_language")
def test_what_a_command_says_is_said_in_the_language_of_the_settings(bare_call: Call) -> None:
    assert bare_call("copies").out == "⟦No copy⟧\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("log",), "The option --evening is missing."),
        (("log", "--evening"), "The option --evening needs a value."),
        (("log", "--clear=3"), "The option --clear takes no value."),
        (("paper", "x.pdf", "--nigts", "3"), "There is no option --nigts. Do you mean --lang or --nights?"),
        (("paper", "x.pdf", "--nights", "0"), "Invalid value for --nights: “0” is no whole number from 1 to 366."),
        (("paper", "x.pdf", "--hoof"), "There is no option --hoof."),
        (("paper", "x.pdf", "y", "z"), "These words are too many: y z"),
        (("papper",), "No such command 'papper'. Do you mean 'paper'?"),
    ],
)
def test_what_is_wrong_with_a_call_is_one_sentence(bare_call: Call, arguments: tuple[str, ...], said: str) -> None:
    ended = bare_call(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.endswith(f"Error: {said}\n")


def test_no_help_of_any_command_holds_a_word_that_stays_in_english() -> None:
    """Of what stands for something to type too: DATE, FILE, [OPTIONS]. Names of commands and options are typed so."""
    typed = re.compile(r"--[\w-]+|\b(a4|letter|helper|own|ill|away)\b|\[(\w+\|)+\w+\]")
    found = {}
    for program, names in _commands():
        with spoken_here():
            help_texts.speak_help(program)
            context = help_texts._Spoken(program, info_name="")
            records = [said for each in program.params for said in (each.get_help_record(context) or ("",))[:1]]
            shown = " ".join([*program.collect_usage_pieces(context), *records])
        if left := left_in_english(typed.sub(" ", shown)):
            found[" ".join(names)] = left
    assert found == {}


def _commands() -> Iterator[tuple[Command, tuple[str, ...]]]:
    """Yield every command, freshly made, with its names."""

    def inside(program: Command, names: tuple[str, ...]) -> Iterator[tuple[Command, tuple[str, ...]]]:
        yield program, names
        if isinstance(program, TyperGroup):
            for name, each in program.commands.items():
                yield from inside(each, (*names, name))

    yield from inside(whole_program(), ("cramp-journal",))


def test_every_help_text_is_of_the_catalogue_of_the_program() -> None:
    texts = help_texts.texts_of_help(whole_program())
    assert {"Print the figures of a period.", "Print JSON.", "Show this message and exit."} <= set(texts)
    assert {"OPTIONS", "COMMAND", "FILE", "DATE", "OUT", "WHAT"} <= set(texts)
