"""The triage table: each sign and pattern with its words, its tier, what to do, whom to call, and who says so.

Only this module reads resources/triage.json; `advice`, the window and the report take it from here.
"""

import json
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from cramp_journal.i18n import _, from_file
from cramp_journal.paths import resource
from cramp_journal.punctuation import in_list, in_sentences
from cramp_journal.words import Rule, SignKind, Tier

TRANSLATED = ("words", "do", "within", "own", "passed", "publisher", "dated", "read", "checked_by")  # for the catalogue


class Call(StrEnum):
    """Whom to call; `advice.regions` says it for a region."""

    AMBULANCE = "ambulance"
    ADVICE_LINE = "advice_line"
    MIDWIFE = "midwife"
    DOCTOR = "doctor"
    PHARMACIST = "pharmacist"
    PRESCRIBER = "prescriber"


class Group(StrEnum):
    """Where or when a person notices a sign, in the order of the check-in."""

    SUDDENLY = "suddenly"
    LEGS = "legs"
    REST = "rest"
    DAY = "day"


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Form):
    """Published advice. `dated` is the date of the advice itself, or "" if it has none; so is `address`."""

    publisher: str
    title: str
    dated: str
    address: str
    read: str
    own: str = ""  # what this journal added, such as a number that the advice leaves open; taken from the row

    def in_words(self) -> str:
        """Name the source in one line."""
        text = cited(self.title, from_file(self.publisher), from_file(self.dated), from_file(self.read))
        return in_sentences((text, from_file(self.own)))


def cited(title: str, publisher: str, dated: str, read: str) -> str:
    """Name a source: its title, its publisher, its date if it has one, and when it was read."""
    if not dated:
        return _("“{title}”, {publisher}. Read {read}.").format(title=title, publisher=publisher, read=read)
    text = _("“{title}”, {publisher}, {dated}. Read {read}.")
    return text.format(title=title, publisher=publisher, dated=dated, read=read)


class TriageRow(_Form):
    """A sign that a person ticks (`id` is a `SignKind`), or a pattern that is found (`id` is a `Rule`).

    Attributes:
        rule: The prompt that it raises, if it raises one alone.
        group: Where the check-in asks for it; None for a pattern.
        listed: Whether it stands in the lists of when to get help, whatever the journal shows.
        in_cramp: Whether the page of a running cramp names it.
        seconds: The length that the advice names.
        passed: What the advice says of a sign that has passed; `passed_tier` is how pressing it is then.
        checked_on: The date on which `checked_by` checked the row, or "".
    """

    id: str
    words: str
    tier: Tier
    do: str
    call: Call
    within: str
    source: str
    checked_by: str
    checked_on: str
    rule: Rule | None = None
    group: Group | None = None
    listed: bool = False
    in_cramp: bool = False
    seconds: int | None = None
    passed: str = ""
    passed_tier: Tier = Tier.URGENT
    own: str = ""

    @property
    def is_at_once(self) -> bool:
        """Whether help is asked for at once, though no ambulance is called."""
        return self.tier == Tier.URGENT and self.within == "at once"


class TriageTable(_Form):
    """All rows in their order, the sources, and a sentence about each row that cannot be read as it stands."""

    rows: tuple[TriageRow, ...]
    sources: dict[str, Source]
    problems: tuple[str, ...] = ()

    def row(self, name: str) -> TriageRow:
        """Return the row of a sign or pattern, or of the prompt of that name."""
        mine = [each for each in self.rows if each.id == name] or [each for each in self.rows if each.rule == name]
        return mine[0] if mine else _stand_in({"id": name})

    def source(self, row: TriageRow) -> Source:
        """Return who says what a row says."""
        found = self.sources.get(row.source) or _no_source()
        return found.model_copy(update={"own": row.own})


@cache
def table() -> TriageTable:
    """Return the table that ships with the program."""
    try:
        text = resource("triage.json").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    return read_table(text)


def read_table(text: str) -> TriageTable:
    """Read a table. What a row lacks is replaced by the safer words and told of; no sign is lost."""
    try:
        raw = json.loads(text)
        raw_rows, raw_sources = list(raw["rows"]), dict(raw["sources"])
    except (ValueError, TypeError, KeyError):
        said = _("The table of signs, triage.json, cannot be read. In doubt, ask a doctor the same day.")
        return TriageTable(rows=tuple(_stand_in({"id": str(sign)}) for sign in SignKind), sources={}, problems=(said,))
    sources, rows, problems = {}, [], []
    for name, each in raw_sources.items():
        try:
            sources[name] = Source.model_validate(each)
        except ValidationError as error:
            problems.append(_lack(name, error))
    for each in raw_rows:
        try:
            rows.append(TriageRow.model_validate(each))
        except ValidationError as error:
            rows.append(_stand_in(each if isinstance(each, dict) else {}))
            problems.append(_lack(rows[-1].id, error))
    missing = [str(sign) for sign in SignKind if sign not in {each.id for each in rows}]
    rows += [_stand_in({"id": sign}) for sign in missing]
    problems += [_("The table of signs has no row “{row}”.").format(row=sign) for sign in missing]
    known = {each.id for each in rows} | {str(each.rule) for each in rows if each.rule}
    problems += [_("The table of signs has no row “{row}”.").format(row=rule) for rule in Rule if rule not in known]
    without = [each.id for each in rows if each.source not in sources and each.id not in missing]
    problems += [_("In the table of signs, the source of “{row}” is missing.").format(row=each) for each in without]
    return TriageTable(rows=tuple(rows), sources=sources, problems=tuple(problems))


def words_of(sign: str) -> str:
    """Say a sign in the current language."""
    return from_file(table().row(sign).words)


def _stand_in(raw: dict[str, Any]) -> TriageRow:
    """Return a row with what can be read of it; what cannot is replaced by help on the same day."""
    name = str(raw.get("id", ""))
    kept: dict[str, Any] = {
        "id": name,
        "words": name.replace("_", " "),
        "tier": Tier.EMERGENCY if raw.get("passed") else Tier.URGENT,
        "do": _("Get help the same day; if it is sudden or severe, call an ambulance at once."),
        "call": Call.ADVICE_LINE,
        "within": _("the same day"),
        "source": "",
        "checked_by": "",
        "checked_on": "",
        "group": Group.SUDDENLY if name in set(SignKind) else None,
        "listed": True,
    }
    for field in TriageRow.model_fields:
        if field in raw:
            try:
                TriageRow.model_validate(kept | {field: raw[field]})
            except ValidationError:
                continue
            kept[field] = raw[field]
    return TriageRow.model_validate(kept)


def _lack(name: str, error: ValidationError) -> str:
    fields = in_list(dict.fromkeys(str(each["loc"][0]) if each["loc"] else "?" for each in error.errors()))
    return _("In the table of signs, “{row}” cannot be read as it stands ({fields}).").format(row=name, fields=fields)


def _no_source() -> Source:
    return Source(publisher=_("not known"), title=_("not known"), dated="", address="", read=_("not known"))
