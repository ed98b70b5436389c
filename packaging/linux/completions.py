"""Write what bash, zsh and fish complete after `cramp-journal`, from the options of the command line.

They are plain tables: pressing Tab starts no Python, so it answers at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from typer._click.core import Command, Context  # typer has no public names for these
from typer.core import TyperArgument, TyperOption

from cramp_journal.cli.commands import whole_program
from cramp_journal.i18n import LANGUAGES
from cramp_journal.identity import APP_COMMAND

PLACES = {
    "bash": f"bash-completion/completions/{APP_COMMAND}",
    "zsh": f"zsh/vendor-completions/_{APP_COMMAND}",
    "fish": f"fish/vendor_completions.d/{APP_COMMAND}.fish",
}
VALUES = {"--paper": ["a4", "letter"], "--size": ["a4", "letter"], "--lang": list(LANGUAGES)}


@dataclass(frozen=True)
class Option:
    """One option: its names, its help, and what follows it ("" where nothing does)."""

    names: list[str]
    told: str
    value: str


def write_completions(folder: Path) -> None:
    """Write the three files below a folder such as usr/share."""
    for shell, make in (("bash", bash), ("zsh", zsh), ("fish", fish)):
        file = folder / PLACES[shell]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(make()) + "\n", encoding="utf-8")


def options_of(command: Command) -> list[Option]:
    """Return the options of a command, and --help."""
    found = []
    for each in command.get_params(Context(command)):
        if isinstance(each, TyperOption) and not each.hidden:
            value = "" if each.is_flag or each.count else (each.metavar or each.name or "VALUE").upper()
            found.append(Option([*each.opts, *each.secondary_opts], _first_sentence(each.help), value))
        elif not isinstance(each, TyperArgument | TyperOption):
            found.append(Option(["--help"], "Show this message and exit.", ""))
    return found


def _commands() -> tuple[Command, dict[str, Command]]:
    program = whole_program()
    call = Context(program)
    found = {name: program.get_command(call, name) for name in program.list_commands(call)}
    return program, {name: each for name, each in found.items() if each is not None and not each.hidden}


def _first_sentence(text: str | None) -> str:
    return " ".join((text or "").split()).partition(". ")[0].rstrip(".")


def bash() -> Iterable[str]:
    """Return the lines for bash; a word that is none of these completes as the name of a file."""
    program, commands = _commands()
    every = {"": program, **commands}
    taking = sorted({name for each in every.values() for o in options_of(each) if o.value for name in o.names})
    yield f"# bash completion for {APP_COMMAND}"
    yield "_cramp_journal() {"
    yield "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= at=1"
    yield "  while ((at < COMP_CWORD)); do"
    yield "    case ${COMP_WORDS[at]} in"
    yield f"      {'|'.join(taking)}) ((at++)) ;;"
    yield "      -*) ;;"
    yield "      *) command=${COMP_WORDS[at]}; break ;;"
    yield "    esac"
    yield "    ((at++))"
    yield "  done"
    yield "  COMPREPLY=()"
    yield "  case $before in"
    for name, values in VALUES.items():
        yield f"""    {name}) COMPREPLY=($(compgen -W '{" ".join(values)}' -- "$current")); return ;;"""
    yield f"    {'|'.join(each for each in taking if each not in VALUES)}) return ;;"
    yield "  esac"
    yield "  case $command in"
    for name, each in every.items():
        yield f"""    {name or "''"}) words='{" ".join(n for o in options_of(each) for n in o.names)}' ;;"""
    yield "  esac"
    yield f"""  [[ $current == -* ]] || {{ [[ $command ]] && return; words='{" ".join(commands)}'; }}"""
    yield '  COMPREPLY=($(compgen -W "$words" -- "$current"))'
    yield "}"
    yield f"complete -o bashdefault -o default -F _cramp_journal {APP_COMMAND}"


def zsh() -> Iterable[str]:
    """Return the lines for zsh."""
    program, commands = _commands()
    yield f"#compdef {APP_COMMAND}"
    yield "local context state state_descr line"
    yield "typeset -A opt_args"
    yield "local -a offered=("
    yield from (f"  {_in_quotes(name + ':' + _first_sentence(each.help))}" for name, each in commands.items())
    yield ")"
    yield "_arguments -C \\"
    yield from (f"  {_in_quotes(each)} \\" for option in options_of(program) for each in _zsh_option(option))
    yield "  '1: :->command' '*:: :->rest'"
    yield "case $state in"
    yield "  command) _describe -t commands command offered; _files -g '*.cramps' ;;"
    yield "  rest)"
    yield "    case $words[1] in"
    for name, each in commands.items():
        yield f"      {name})"
        yield "        _arguments \\"
        yield from (f"          {_in_quotes(one)} \\" for option in options_of(each) for one in _zsh_option(option))
        yield "          '*:file:_files' ;;"
    yield "    esac ;;"
    yield "esac"


def _zsh_option(option: Option) -> Iterable[str]:
    told = option.told.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    for name in option.names:
        action = f":{option.value}:" + (f"({' '.join(VALUES[name])})" if name in VALUES else "_files")
        yield f"{name}[{told}]{action if option.value else ''}"


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish() -> Iterable[str]:
    """Return the lines for fish."""
    program, commands = _commands()
    none, own = "__fish_use_subcommand", "__fish_seen_subcommand_from"
    for option in options_of(program):
        yield from _fish_option(none, option)
    for name, each in commands.items():
        yield f"complete -c {APP_COMMAND} -n {none} -a {name} -d {_in_fish_quotes(_first_sentence(each.help))}"
    for name, each in commands.items():
        for option in options_of(each):
            yield from _fish_option(f"'{own} {name}'", option)


def _fish_option(when: str, option: Option) -> Iterable[str]:
    for name in option.names:
        how = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
        value = f" -x -a '{' '.join(VALUES[name])}'" if name in VALUES else " -r" if option.value else ""
        yield f"complete -c {APP_COMMAND} -n {when} {how}{value} -d {_in_fish_quotes(option.told)}"


def _in_fish_quotes(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
