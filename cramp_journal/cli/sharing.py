"""A folder that several computers share, on the terminal."""

import os
from pathlib import Path
from typing import Annotated

import typer

from cramp_journal.cli.shared import app, key_of, named_journal, open_journal, say, say_on_stderr
from cramp_journal.cli.together import FOR_OTHER, say_of_second_versions
from cramp_journal.errors import BadInput
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import nights_text
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings
from cramp_journal.store.file.encryption import Key
from cramp_journal.store.journal import shared_folder


@app.command("share")
def share(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(parser=Path, metavar="FOLDER", show_default=False, help="The folder, when it is chosen."),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Share no folder any more; what lies there stays.")] = False,
) -> None:
    """Bring in what your other computers wrote to a shared folder, and write what this one has there.

    The window does so by itself, at its start and every few minutes.
    """
    settings, file = Settings.load(settings_file()), named_journal(context)
    shared = settings.shared_folder_of(file)
    if off:
        settings.share(file, "")
        settings.save(settings_file())
        say(_("No folder is shared any more."))
        return
    if folder is None and not shared:
        raise BadInput(_("No folder is shared yet. Name it: `cramp-journal share FOLDER`."))
    chosen = (folder or Path(shared)).absolute()
    key = key_of(file)
    with open_journal(context, key) as journal:
        keys = {key.salt: key} if key else {}
        found = shared_folder.read_others(file, keys, chosen, {})
        _open_locked(file, found.locked, keys)
        if found.locked:
            found = shared_folder.read_others(file, keys, chosen, {})
        done = [journal.merger.merge(state, copied=True) for state in found.states]
        asked = len(journal.merger.questions())
    came = sum(each.new + each.changed + each.gone for each in done)
    said = ngettext(
        "Looked at {n} other file in {folder}: {nights} came in.",
        "Looked at {n} other files in {folder}: {nights} came in.",
        len(done),
    )
    say(said.format(n=len(done), folder=chosen, nights=nights_text(came)))
    shared_folder.put_there(file, key, chosen)  # only now: the folder may cease to answer
    if folder is not None:
        settings.share(file, str(chosen))
        settings.save(settings_file())
    say_of_second_versions(file, key)
    for sentence in found.unread:
        say_on_stderr(sentence)
    for other in found.locked:
        say_on_stderr(_("{file} is locked. Say its passphrase in {variable}.").format(file=other, variable=FOR_OTHER))
    if asked:
        say(
            _("Questions that wait: {asked}. `cramp-journal answer` asks them; until then both are kept.").format(
                asked=asked
            )
        )


def _open_locked(file: Path, files: list[Path], keys: dict[bytes, Key]) -> None:
    words = os.environ.get(FOR_OTHER)
    for other in files if words else ():
        if (key := shared_folder.key_of_other(file, other, words or "")) is not None:
            keys[key.salt] = key
