"""Bring each catalogue up to date with what the program says, and compile it: `make translations`.

What the program newly says is added without a translation, what it no longer says is dropped, and all else stays. The
.po files are the source. The compiled .mo lie beside them in the repository, so that a clean clone and an installed
package speak the language with the standard library alone: Babel is needed only by who changes a word. What has no
translation is said in English.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import unescape

import typer.core
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cramp_journal import __version__
from cramp_journal.advice.published import PUBLISHED, READ
from cramp_journal.cli.commands import whole_program
from cramp_journal.cli.help_texts import texts_of_help
from cramp_journal.i18n import WINDOW_LANGUAGES
from cramp_journal.triage import TRANSLATED

# What the report says, or may say: complete in each of its languages. The rest is, in each language of the window.
OF_THE_REPORT = (
    *("report", "charts/page", "charts/marks.py", "charts/chart_text.py", "charts/link_text.py"),
    *(
        "charts/rate_text.py",
        "labels.py",
        "label_words.py",
        "punctuation.py",
        "triage.py",
        "advice/titles.py",
        "advice/signs.py",
    ),
    *("advice/regions.py", "advice/three_questions.py", "advice/counts.py", "advice/taken_words.py"),
    *("charts/trial_text.py", "advice/trial_sentences.py", "advice/trial_things.py", "advice/experiment_words.py"),
    "exchange/paper_sheet.py",
)
FOLDER = Path("resources/translations")
PACKAGE = Path("cramp_journal")
_KEYWORDS = {"_": None, "Late": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
MARKED_LINE = re.compile(r"^_(\w+)=(.*)$", re.MULTILINE)  # packaging/linux/templates.py
MARKED_ELEMENT = re.compile(r"<_(\w+)>(.*)</_\1>")
_MADE = datetime(2026, 11, 24, tzinfo=UTC)  # the same words give the same file


def sayings(package: Path = PACKAGE) -> Catalog:
    """Give everything that a person may meet, without translations, in the order of the files."""
    found = report_sayings(package)
    _add_modules(found, package, ["."])
    for _line, message, _comments, _context in extract_from_file("python", typer.core.__file__, keywords={"_": None}):
        found.add(message, locations=[("cramp_journal/cli/help_texts.py", 1)])  # the headings of typer's help
    _add_recipes(found, package.parent / "packaging" / "linux")
    for place, texts in texts_of_data(package):
        for text in texts:
            found.add(text, locations=[(place, 1)])
    return found


def report_sayings(package: Path = PACKAGE) -> Catalog:
    """Give everything that the report may say, without translations."""
    found = Catalog(project="cramp-journal", version=__version__, creation_date=_MADE, revision_date=_MADE)
    _add_modules(found, package, OF_THE_REPORT)
    for text in texts_of_table(package.parent / "resources" / "triage.json"):
        found.add(text, locations=[("resources/triage.json", 1)])
    return found


def _add_modules(found: Catalog, package: Path, places: Iterable[str]) -> None:
    for each in places:
        place = package / each
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            spot = file.relative_to(package.parent).as_posix()
            for line, message, comments, context in extract_from_file(
                "python", file, keywords=_KEYWORDS, comment_tags=["Translators:"]
            ):
                found.add(message, locations=[(spot, line)], auto_comments=comments, context=context)


def _add_recipes(found: Catalog, folder: Path) -> None:
    """Add what the desktop entry, the data for shops of programs, the file type and the man page say."""
    for file in sorted(folder.iterdir()):
        spot = f"packaging/linux/{file.name}"
        if file.suffix == ".py":
            for line, message, _comments, _context in extract_from_file("python", file, keywords={"_": None}):
                found.add(message, locations=[(spot, line)])
        elif file.is_file():
            text = file.read_text(encoding="utf-8")
            for _key, said in MARKED_LINE.findall(text):
                found.add(said, locations=[(spot, 1)])
            for _tag, said in MARKED_ELEMENT.findall(text):
                found.add(unescape(said), locations=[(spot, 1)])


def texts_of_table(file: Path) -> list[str]:
    """Give the texts of the triage table that people read."""
    table = json.loads(file.read_text(encoding="utf-8"))
    parts = (*table["sources"].values(), *table["rows"])
    return [part[field] for part in parts for field in TRANSLATED if part.get(field)]


def texts_of_data(package: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the other data that people read, each file with its texts; a bare year or number is the same everywhere."""
    medicines = json.loads((package.parent / "resources" / "medicines.json").read_text(encoding="utf-8"))
    fields = ("name", "strength", "source")
    yield "resources/medicines.json", [each[name] for each in medicines["classes"] for name in fields if each[name]]
    yield "cramp_journal/cli/help_texts.py", texts_of_help(whole_program())
    cited = [part for each in PUBLISHED.values() for part in (each.publisher, each.dated)]
    yield "cramp_journal/advice/published.py", [READ, *(text for text in cited if any(map(str.isalpha, text)))]


def main() -> int:
    """Update and compile all catalogues; gives 1 where a word is wanting that must have a translation."""
    wanting = 0
    everything = sayings()
    of_report = {key_of(message) for message in report_sayings() if message.id}
    words = sum(len(text.split()) for message in everything for text in texts(message.id))
    print(f"{len(everything):,} messages of {words:,} words, {len(of_report):,} of them in the report")
    for file in sorted(FOLDER.glob("*/LC_MESSAGES/cramp-journal.po")):
        code = file.parts[-3]
        with file.open("rb") as source:
            catalogue = read_po(source, locale=code)
        catalogue.update(everything, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.version = __version__
        catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
        catalogue.creation_date = catalogue.revision_date = _MADE
        with file.open("wb") as out:
            write_po(out, catalogue, width=110, sort_by_file=True, include_lineno=False)
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, only_translated(catalogue))
        left = [message for message in catalogue if message.id and not is_translated(message)]
        needed = [each.id for each in left if code in WINDOW_LANGUAGES or key_of(each) in of_report]
        wanting += len(needed)
        print(f"{file}: {len(left):,} without a translation, {len(needed):,} of them needed", *needed, sep="\n  ")
    return 1 if wanting else 0


def only_translated(catalogue: Catalog) -> Catalog:
    """Give the catalogue without what has no translation: of a plural, Babel would write English in its place."""
    kept = Catalog(catalogue.locale, project=catalogue.project, version=catalogue.version)
    kept.creation_date, kept.revision_date = catalogue.creation_date, catalogue.revision_date
    for message in catalogue:
        if message.id and is_translated(message):
            kept.add(message.id, message.string, context=message.context)
    return kept


def is_translated(message: Message) -> bool:
    """Whether every form of a message has a translation."""
    return all(texts(message.string))


def key_of(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """Give what a message is found by: its context and its English."""
    return message.context, texts(message.id)


def texts(said: object) -> tuple[str, ...]:
    """Give each form of a message, or of a translation."""
    return tuple(said) if isinstance(said, list | tuple) else (str(said or ""),)


if __name__ == "__main__":
    sys.exit(main())
