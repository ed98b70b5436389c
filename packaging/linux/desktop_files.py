"""Write what a desktop, a shop of programs and a shell need to know of the program, below a folder.

    .venv/bin/python packaging/linux/desktop_files.py ROOT [--prefix usr] [--exec cramp-journal]

The desktop entry with its actions, the AppStream data, the icons from 16 to 512 pixels, the file type `.cramps`, the
man pages in four languages, and completion for bash, zsh and fish. The same source writes the same bytes.
"""

import argparse
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import templates
from completions import write_completions
from icons import write_icons
from man_page import write_man_pages

from cramp_journal import __version__
from cramp_journal.identity import APP_COMMAND, APP_ID
from cramp_journal.store.file.front import APPLICATION_ID

ROOT = Path(__file__).parent.parent.parent
VERSION = re.compile(r"^## (\S+) \((.+)\)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
NOTES = 10  # entries of a version that a shop of programs shows: the first ones are what matters most


def main() -> int:
    """Write them and return the exit status."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("root", type=Path, help="the folder that stands for the root of the disk")
    reader.add_argument("--prefix", default="usr", help="the folder below it: usr, usr/local or app")
    reader.add_argument("--exec", default=APP_COMMAND, help="what the desktop entry starts")
    asked = reader.parse_args()
    write_all(asked.root / asked.prefix / "share", asked.exec)
    return 0


def write_all(share: Path, program: str = APP_COMMAND) -> None:
    """Write everything below a folder such as usr/share."""
    write_desktop(share, program)
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", templates.filled("metainfo.xml", RELEASES=releases()))
    write_man_pages(share / "man")
    write_completions(share)


def write_desktop(share: Path, program: str = APP_COMMAND) -> list[Path]:
    """Write what the menu and the double click need: the entry, the icons and the file type; return the files.

    Args:
        share: A folder such as usr/share.
        program: What is started, found in PATH or by its whole path.
    """
    entry = share / "applications" / f"{APP_ID}.desktop"
    _write(entry, templates.filled("entry.desktop", EXEC=as_argument(program), TRY_EXEC=program))
    mime = share / "mime" / "packages" / f"{APP_ID}.xml"
    _write(mime, templates.filled("mime.xml", APPLICATION_NUMBER=f"{APPLICATION_ID:#010x}"))
    return [entry, mime, *write_icons(share / "icons" / "hicolor")]


def as_argument(program: str) -> str:
    """Return a program's path as an Exec line takes it: quoted where it has signs that mean something there."""
    doubled = program.replace("%", "%%")
    if re.fullmatch(r"[\w./+%-]+", doubled):
        return doubled
    quoted = re.sub(r'(["`$\\])', r"\\\1", doubled)
    return '"' + quoted.replace("\\", "\\\\") + '"'  # the file's own reading takes one layer of backslashes away


def releases() -> str:
    """Return the versions of CHANGELOG.md as AppStream has them: version, day, and the first entries of it."""
    found = VERSION.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    if [version for version, _when, _text in found][:1] != [__version__]:
        sys.exit(f"The first version in CHANGELOG.md is not {__version__}, as cramp_journal/__init__.py says.")
    return "\n".join(_release(*each) for each in found)


def _release(version: str, when: str, text: str) -> str:
    is_out = re.fullmatch(r"\d{4}-\d\d-\d\d", when)
    day = when if is_out else templates.built_on().isoformat()
    kind = "stable" if is_out else "development"
    entries = [_first_sentence(each) for each in re.split(r"^- ", text, flags=re.MULTILINE)[1:]]
    listed = "\n".join(f"          <li>{escape(each)}</li>" for each in entries[:NOTES])
    return (
        f'    <release version="{version}" date="{day}" type="{kind}">\n      <description>\n        <ul>\n'
        f"{listed}\n        </ul>\n      </description>\n    </release>"
    )


def _first_sentence(entry: str) -> str:
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", re.sub(r"[*`]", "", " ".join(entry.split())))
    return re.split(r"(?<=[^A-Z0-9])[.;] ", plain)[0].rstrip(".") + "."


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
