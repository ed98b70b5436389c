"""Help and wrong calls in the current language: typer builds its help at import, when no language is chosen yet."""

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from typer._click.core import Command, Context  # typer has no public names for what it is made of
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperGroup, TyperOption

from cramp_journal.i18n import _, from_file, language_code
from cramp_journal.paths import resource

_DOMAIN = "cramp-journal"
_PLACE_HOLDER = re.compile(r"[A-Z]+")  # “OUT” of “[OUT.pdf]”; what is to be typed as it stands is in small letters
_TOO_MANY = "Got unexpected extra argument"  # typer's own words; it has no kind of error for it


@contextmanager
def spoken_help(program: Command) -> Iterator[None]:
    """Put the help of every command and option into the current language, with typer's own headings, for a while."""
    before = os.environ.get("LANGUAGE")
    speak_help(program)
    _speak_headings()
    try:
        yield
    finally:  # whoever asks the system for its language next is to hear what the person set
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before


def speak_help(program: Command) -> None:
    """Put the help of a command, and of all that belong to it by now, into the current language."""
    for each in _with_help(program):
        each.help = from_file(each.help or "")
        if isinstance(each, Command):
            each.context_class = _Spoken
            each.options_metavar = _in_words(each.options_metavar)
            if isinstance(each, TyperGroup):
                each.subcommand_metavar = _in_words(each.subcommand_metavar) or ""
        else:
            each.metavar = _in_words(each.metavar)


def _in_words(place_holders: str | None) -> str | None:
    """Return what stands for something in the help of a call, such as “[OUT.pdf]”, in the current language."""
    return place_holders and _PLACE_HOLDER.sub(lambda found: from_file(found[0]), place_holders)


def _speak_headings() -> None:
    if language_code() != "en":
        gettext.bindtextdomain(_DOMAIN, str(resource("translations")))
        gettext.textdomain(_DOMAIN)
        os.environ["LANGUAGE"] = language_code()  # gettext, which typer asks for its headings, looks here


def texts_of_help(program: Command) -> list[str]:
    """Return every text of the help as it is written, and each word that stands for something to type.

    packaging/translations.py puts them into the catalogue.
    """
    every = list(_with_help(program))
    stand_for = [word for each in every for said in _place_holders(each) for word in _PLACE_HOLDER.findall(said or "")]
    return [text for text in dict.fromkeys([*(each.help for each in every), *stand_for]) if text]


def _place_holders(of: Command | TyperArgument | TyperOption) -> tuple[str | None, ...]:
    if isinstance(of, TyperArgument | TyperOption):
        return (of.metavar,)
    return (of.options_metavar, of.subcommand_metavar) if isinstance(of, TyperGroup) else (of.options_metavar,)


def what_was_wrong(error: UsageError) -> str:
    """Say what is wrong with a call, below how the command is called."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    lines = []
    if error.ctx is not None:
        hint = _("Try “{command} --help” for help.").format(command=error.ctx.command_path)
        lines = [error.ctx.get_usage(), hint, ""]
    return "\n".join([*lines, _("Error: {message}").format(message=_message_of(error))])


def _message_of(error: UsageError) -> str:
    name = error.param.opts[-1] if isinstance(error, BadParameter) and error.param and error.param.opts else ""
    match error:
        case MissingParameter() if name.startswith("-"):
            return _("The option {name} is missing.").format(name=name)
        case MissingParameter(param=param) if param:
            return _("{name} is missing.").format(name=param.metavar or name)
        case BadParameter() if name:
            return _("Invalid value for {name}: {message}").format(name=name, message=error.message)
        case NoSuchOption(possibilities=meant) if meant:
            said = _("There is no option {name}. Do you mean {others}?")
            return said.format(name=error.option_name, others=_(" or ").join(sorted(meant)))
        case NoSuchOption():
            return _("There is no option {name}.").format(name=error.option_name)
        case BadOptionUsage() if "does not take" in error.message:
            return _("The option {name} takes no value.").format(name=error.option_name)
        case BadOptionUsage():
            return _("The option {name} needs a value.").format(name=error.option_name)
        case UsageError() if error.message.startswith(_TOO_MANY):
            extra = error.message.partition("(")[2].partition("(")[2].rpartition(")")[0]
            return _("These words are too many: {words}").format(words=extra)
    said, meant, others = error.message.partition(" Did you mean ")
    return _("{message} Do you mean {others}?").format(message=said, others=others.rstrip("?")) if meant else said


class _SpokenHelp(HelpFormatter):
    """Help whose first word can be translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _("Usage: "))


class _Spoken(Context):
    """A call whose help is in the current language."""

    formatter_class = _SpokenHelp


def _with_help(program: Command) -> Iterator[Command | TyperArgument | TyperOption]:
    """Return each command and each of its options."""
    yield program
    yield from (each for each in program.params if isinstance(each, TyperArgument | TyperOption))
    if help_option := program.get_help_option(Context(program)):
        yield help_option
    if isinstance(program, TyperGroup):
        for each in program.commands.values():
            yield from _with_help(each)
