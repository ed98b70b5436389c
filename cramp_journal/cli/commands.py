"""Which module has which command: only the module of the called command is imported, since most of them load much."""

from importlib import import_module
from typing import TYPE_CHECKING

from typer._click.core import Command, Context  # typer has no public names for these
from typer.core import TyperGroup
from typer.main import get_command

from cramp_journal.cli.help_texts import speak_help
from cramp_journal.cli.shared import app

if TYPE_CHECKING:  # so that a packer and the import contracts, which read the source, find these modules
    from cramp_journal.cli import (  # noqa: F401
        bringing,
        experiment,
        figures,
        files,
        keeping,
        nights,
        persons,
        reminder,
        sharing,
        study,
        taking,
        together,
        windows,
    )

MODULES = {
    **dict.fromkeys(("log", "move", "remove"), "nights"),
    "take": "taking",
    **dict.fromkeys(("summary", "factors", "prompts", "report"), "figures"),
    "experiment": "experiment",
    **dict.fromkeys(("export", "paper", "demo", "remove-invented"), "files"),
    **dict.fromkeys(("import", "undo-import"), "bringing"),
    **dict.fromkeys(("merge", "hand-over", "answer", "undo-merge"), "together"),
    "share": "sharing",
    "people": "persons",
    **dict.fromkeys(("backup", "copies", "restore", "begin-anew", "rescue", "bin", "bring-back"), "keeping"),
    **dict.fromkeys(("bring-in", "check", "passphrase"), "keeping"),
    "end-window": "windows",
    "study": "study",
    "reminder": "reminder",
}


class Commands(TyperGroup):
    """The commands, each of them imported when it is called or when its help is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        del ctx
        return list(MODULES)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command of that name, or None; then all are known, as a suggestion of a similar name needs."""
        if cmd_name not in self.commands:
            _load([cmd_name] if cmd_name in MODULES else MODULES)
            for name, each in _built().commands.items():
                if name not in self.commands:
                    speak_help(each)
                    self.commands[name] = each
        return super().get_command(ctx, cmd_name)


def whole_program() -> TyperGroup:
    """Return the command line with all of its commands, with help as it is written."""
    import_module("cramp_journal.cli.main")  # it brings the options of the program itself
    _load(MODULES)
    return _built()


def _load(names: "list[str] | dict[str, str]") -> None:
    for name in names:
        import_module(f"cramp_journal.cli.{MODULES[name]}")  # registers its commands on `app`


def _built() -> TyperGroup:
    """Return the command line, built of what is registered by now."""
    built = get_command(app)
    assert isinstance(built, TyperGroup)  # since it has options of its own: main.py
    return built
