"""Write the man page in each language, from the help of the command line and the few words below."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import templates
from typer._click.core import Command, Context  # typer has no public names for these
from typer.core import TyperArgument, TyperGroup

from cramp_journal import __version__
from cramp_journal.cli.commands import whole_program
from cramp_journal.cli.help_texts import spoken_help
from cramp_journal.i18n import LANGUAGES, use_language
from cramp_journal.identity import APP_COMMAND, APP_NAME

FOLDERS = {"en": "man1", "zh": "zh_CN/man1"}  # man looks for simplified Chinese there
Say = Callable[[str], str]


def write_man_pages(folder: Path) -> None:
    """Write the pages below a folder such as usr/share/man."""
    for code in LANGUAGES:
        file = folder / FOLDERS.get(code, f"{code}/man1") / f"{APP_COMMAND}.1"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(man_page(code), encoding="utf-8")


def man_page(code: str) -> str:
    """Return the man page in a language, as groff reads it."""
    use_language(code)
    program = whole_program()  # anew: its help is put into one language
    try:
        with spoken_help(program):
            return "\n".join(_page(program, lambda text: templates.said(code, text))) + "\n"
    finally:
        use_language("en")


def _page(program: TyperGroup, _: Say) -> Iterable[str]:
    call = Context(program, info_name=APP_COMMAND)
    day = templates.built_on().isoformat()
    kind = _("User commands")  # out of the next line: what stands in an f-string does not reach the catalogue
    yield f'.TH {APP_COMMAND.upper()} 1 {day} "{APP_NAME} {__version__}" "{_text(kind)}"'
    yield from _head(_("Name"))
    is_what = _("journal of night leg cramps")
    yield f"{_text(APP_COMMAND)} \\- {_text(is_what)}"
    yield from _head(_("Synopsis"))
    yield f".B {_text(APP_COMMAND)}"
    yield "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR] [\\fIARGS\\fR]"
    yield ".br"
    yield f".B {_text(APP_COMMAND)}"
    yield "\\fIFILE.cramps\\fR"
    yield from _head(_("Description"))
    yield _text(program.help or "")
    yield _text(_("With a file that ends in .cramps it opens the window and asks what to do with that journal."))
    yield from _head(_("Options"))
    yield from _options(program, call)
    yield from _head(_("Commands"))
    for name in program.list_commands(call):
        command = program.get_command(call, name)
        if command is not None and not command.hidden:
            yield from _command(name, command, call)
    yield from _head(_("Files"))
    yield from _item("~/.local/share/cramp-journal/journal.sqlite", _("The journal; its copies lie beside it."))
    yield from _item("~/.config/cramp-journal/settings.json", _("How the program looks; nothing of a night."))
    yield from _head(_("Environment"))
    yield from _item("CRAMP_JOURNAL_PASSPHRASE", _("The passphrase of a locked journal, where nobody can type it."))
    yield from _head(_("Exit status"))
    yield from _item("0", _("Done."))
    yield from _item("1", _("It could not be done, and a sentence on stderr says why."))
    yield from _item("2", _("The command line is wrong."))


def _command(name: str, command: Command, above: Context) -> Iterable[str]:
    call = Context(command, info_name=name, parent=above)
    yield f".SS {_text(' '.join([name, *command.collect_usage_pieces(call)]))}"
    yield from (_text(each) for each in _paragraphs(command.help or ""))
    yield from _options(command, call)


def _options(command: Command, call: Context) -> Iterable[str]:
    for each in command.get_params(call):
        record = each.get_help_record(call)
        if record and (record[1] or not isinstance(each, TyperArgument)):
            yield from _item(re.sub(r"^\* *", "", record[0]), record[1])


def _paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text)]


def _head(title: str) -> Iterable[str]:
    yield f".SH {_text(title.upper())}"


def _item(name: str, told: str) -> Iterable[str]:
    yield from (".TP", f".B {_text(name)}", _text(" ".join(told.split())))


def _text(text: str) -> str:
    """Return a text with what groff would take for commands or for typographic signs made plain."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace('"', "\\(dq")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
