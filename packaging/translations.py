"""Bring each catalogue up to date with what the report says, and compile it: `make translations`.

What the program newly says is added without a translation, what it no longer says is dropped, and all else stays. The
.po files are the source. The compiled .mo lie beside them in the repository, so that a clean clone and an installed
package speak the language with the standard library alone: Babel is needed only by who changes a word.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cramp_journal import __version__
from cramp_journal.triage import TRANSLATED

# What the report says, or may say. The window speaks English; who translates it adds its folders here.
SOURCES = (
    *("report", "charts/page", "charts/marks.py", "charts/chart_text.py", "charts/link_text.py"),
    *("charts/rate_text.py", "labels.py", "triage.py", "advice/titles.py", "advice/signs.py", "advice/regions.py"),
    *("advice/three_questions.py", "advice/counts.py", "advice/taken_words.py", "exchange/paper_sheet.py"),
)
FOLDER = Path("resources/translations")
_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_MADE = datetime(2026, 11, 24, tzinfo=UTC)  # the same words give the same file


def sayings(package: Path = Path("cramp_journal")) -> Catalog:
    """Give everything that the report may say, without translations."""
    found = Catalog(project="cramp-journal", version=__version__, creation_date=_MADE, revision_date=_MADE)
    for source in SOURCES:
        place = package / source
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for _line, message, comments, _context in extract_from_file(
                "python", file, keywords=_KEYWORDS, comment_tags=["Translators:"]
            ):
                found.add(message, auto_comments=comments)
    for message in texts_of_table(package.parent / "resources" / "triage.json"):
        found.add(message)
    return found


def texts_of_table(file: Path) -> list[str]:
    """Give the texts of the triage table that people read."""
    table = json.loads(file.read_text(encoding="utf-8"))
    parts = (*table["sources"].values(), *table["rows"])
    return [part[field] for part in parts for field in TRANSLATED if part.get(field)]


def main() -> int:
    """Update and compile all catalogues; gives 1 where a word is left without a translation."""
    wanting = 0
    for file in sorted(FOLDER.glob("*/LC_MESSAGES/cramp-journal.po")):
        with file.open("rb") as source:
            catalogue = read_po(source, locale=file.parts[-3])
        catalogue.update(sayings(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.version = __version__
        catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
        catalogue.creation_date = catalogue.revision_date = _MADE
        with file.open("wb") as out:
            write_po(out, catalogue, width=110, no_location=True, sort_output=True)
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, catalogue)
        left = [message.id for message in catalogue if message.id and not all(_texts(message.string))]
        wanting += len(left)
        print(f"{file}: {len(catalogue)} words, {len(left)} of them without a translation", *left, sep="\n  ")
    return 1 if wanting else 0


def _texts(translation: object) -> tuple[str, ...]:
    return translation if isinstance(translation, tuple) else (str(translation or ""),)


if __name__ == "__main__":
    sys.exit(main())
