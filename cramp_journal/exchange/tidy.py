"""The journal for science: tidy tables with a codebook (a Frictionless data package) in one archive.

Each table has one kind of thing a row, and the evening of its night. Notes and the person's own words stay out unless
they are asked for: a factor of their own is then “own 1”.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cramp_journal.exchange.columns import CRAMPS, NIGHTS, SIGNS, Column, Kind, meaning, number, yes_no
from cramp_journal.exchange.csv_file import harmless
from cramp_journal.exchange.lists import EVERY_FACTOR, INTAKES_SHEET, RELIEFS
from cramp_journal.i18n import _
from cramp_journal.model import Values
from cramp_journal.questions import OWN
from cramp_journal.words import YES_NO_FACTORS

_MADE = (1980, 1, 1, 0, 0, 0)  # the oldest moment an archive can have: the same journal gives the same bytes
_WORDS = ("note", "came_from")  # of nights, cramps and signs
_LISTS = ("factors", "intakes", "reliefs", "asked")
_TYPES = {Kind.DATE: "date", Kind.MOMENT: "datetime", Kind.NUMBER: "number", Kind.YES_NO: "boolean"}


@dataclass(frozen=True)
class TidyTable:
    """A table: its name, what it is, its columns, their meaning where columns.py has none, and its rows."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Values], Iterator[Values]]
    key: tuple[str, ...] = ()


def as_tidy_zip(contents: Mapping[str, Any], *, with_words: bool = False) -> bytes:
    """Return the journal (in the exchange form) as an archive of CSV files, `datapackage.json` and `README.md`.

    `with_words` includes notes and the names of the person's own factors.
    """
    contents = contents if with_words else _without_words(contents)
    tables = _tables(with_words=with_words)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in tables:
            _add(packed, f"{table.name}.csv", _as_csv(table, contents))
        package = json.dumps(_package(tables), ensure_ascii=False, indent=1)
        _add(packed, "datapackage.json", f"{package}\n".encode())
        _add(packed, "README.md", _read_me().encode())
    return out.getvalue()


def _add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, _MADE)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    packed.writestr(about, content)


def _without_words(contents: Mapping[str, Any]) -> Mapping[str, Any]:
    own: dict[str, str] = {}
    nights = []
    for night in contents["nights"]:
        names = [own.setdefault(name, f"own {len(own) + 1}") for name in night.get("factors", ())]
        asked = [
            OWN + own.setdefault(each.removeprefix(OWN), f"own {len(own) + 1}") if each.startswith(OWN) else each
            for each in night.get("asked", ())
        ]
        nights.append({**night, "factors": names, **({"asked": asked} if asked else {})})
    return {**contents, "nights": nights}


def _tables(*, with_words: bool) -> tuple[TidyTable, ...]:
    def without(columns: tuple[Column, ...]) -> tuple[Column, ...]:
        left = _LISTS if with_words else (*_LISTS, *_WORDS)
        return tuple(column for column in columns if column.name not in (*left, *YES_NO_FACTORS))

    return (
        TidyTable(
            "nights",
            _("One row a recorded night; a night that is not here is unknown, and not clear."),
            without(NIGHTS.columns),
            NIGHTS.rows,
            ("evening",),
        ),
        TidyTable("cramps", _("One row a cramp."), without(CRAMPS.columns), CRAMPS.rows, ("evening", "cramp")),
        TidyTable("reliefs", _("One row for each thing that was done during a cramp."), RELIEFS.columns, RELIEFS.rows),
        TidyTable(
            "factors",
            _("One row for each factor that was asked of a night and answered: yes or no."),
            EVERY_FACTOR.columns,
            EVERY_FACTOR.rows,
            ("evening", "factor"),
        ),
        TidyTable(
            "intakes",
            _("One row for each supplement or medicine that was taken on the day of a night."),
            INTAKES_SHEET.columns,
            INTAKES_SHEET.rows,
        ),
        TidyTable("signs", _("One row for each sign that the person ticked."), without(SIGNS.columns), SIGNS.rows),
    )


def _as_csv(table: TidyTable, contents: Values) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(column.name for column in table.columns)
    for row in table.rows(contents):
        rows.writerow(_cell(column, row.get(column.name, column.default)) for column in table.columns)
    return out.getvalue().encode()


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind is Kind.YES_NO:
        return yes_no(value)
    return number(value) if column.kind is Kind.NUMBER else harmless(str(value))


# ---------------------------------------------------------------- the codebook
def _package(tables: tuple[TidyTable, ...]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "cramp-journal",
        "title": _("A journal of night leg cramps"),
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: TidyTable) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.columns[0].name == "evening" and table.name != "nights":
        schema["foreignKeys"] = [{"fields": "evening", "reference": {"resource": "nights", "fields": "evening"}}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": _meaning_of(column.name),
    }
    if column.kind is Kind.YES_NO:
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.kind is Kind.WORD:
        field["constraints"] = {"enum": [str(word) for word in column.words]}
    return field


def _meaning_of(column: str) -> str:
    if column == "factor":
        return _("The factor, by its name in the journal; “own 1” is one of the person's own.")
    return meaning(column)


def _read_me() -> str:
    """Return what stands beside the tables: what they are, in the person's language, and how to read them."""
    about = _(
        "One row of `nights.csv` is one recorded night, named by the date of its evening. A night that is not there"
        " is unknown: it is not clear. An empty cell is unknown. `datapackage.json` says what each column means"
        " (Frictionless, Table Schema)."
    )
    return "\n\n".join(("# " + _("A journal of night leg cramps"), about, _HOW_TO_READ))


_HOW_TO_READ = """## pandas

```python
import pandas as pd

nights = pd.read_csv("nights.csv").astype({"evening": "datetime64[us]"})
cramps = pd.read_csv("cramps.csv").astype({"evening": "datetime64[us]"})
counted = nights[nights["left_out"] != "yes"]
print(len(counted), "nights,", (counted["state"] == "cramps").mean(), "of them with cramps")
print(counted["room_temperature_c"].mean(), "°C")
print(cramps["seconds"].describe())
factors = pd.read_csv("factors.csv").astype({"evening": "datetime64[us]"}).merge(counted, on="evening")
print(factors.groupby(["factor", "held"])["cramps"].agg(["count", "mean"]))
```

## R

```r
nights <- read.csv("nights.csv", na.strings = "")
cramps <- read.csv("cramps.csv", na.strings = "")
nights$evening <- as.Date(nights$evening)
counted <- subset(nights, is.na(left_out) | left_out != "yes")
cat(nrow(counted), "nights,", mean(counted$state == "cramps"), "of them with cramps\\n")
print(mean(counted$room_temperature_c, na.rm = TRUE))
print(summary(cramps$seconds))
factors <- read.csv("factors.csv", na.strings = "")
factors <- merge(transform(factors, evening = as.Date(evening)), counted, by = "evening")
print(with(factors, tapply(cramps, list(factor, held), mean)))
```
"""
