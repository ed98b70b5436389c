"""Sleep as Android and Sleepmeter: nights with the person's own tags. A night without a tag says nothing of cramps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cramp_journal.exchange.elsewhere.brought import Brought, Evenings
from cramp_journal.exchange.elsewhere.dates import DateFound, moment_of
from cramp_journal.exchange.elsewhere.layout import factor_named
from cramp_journal.exchange.elsewhere.mapping import ABOUT_MAPPING, mapping_question
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_FACTOR, AS_INTAKE, AS_NOTHING, AS_PLACE
from cramp_journal.exchange.elsewhere.places import places_in
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Cell, SheetRow, Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.i18n import _, ngettext
from cramp_journal.words import NAME_LENGTH

_TAG = re.compile(r"(?<!\w)#(\w+)")
_NOON = 12
_EMPTY_TAGS = ("", "NONE")


@dataclass(frozen=True)
class Slept:
    """One stretch of sleep: its line, when it began, its tags, and its comment without them."""

    line: int
    began: DateFound | None
    written: str
    tags: tuple[str, ...]
    comment: str


class SleepDiary(ForeignFile):
    """Stretches of sleep with tags."""

    program = ""

    def slept(self) -> Iterator[Slept]:
        """Yield every stretch of sleep."""
        raise NotImplementedError

    def what_it_is(self) -> str:
        """Say what the file is."""
        count = sum(1 for _each in self.slept())
        return ngettext(
            "{name} comes from {program}: {n} night or nap.", "{name} comes from {program}: {n} nights and naps.", count
        ).format(name=self.file.name, program=self.program, n=count)

    def questions(self) -> list[Question]:
        """Ask what each tag means, and whether the comments are wanted."""
        count = Counter(tag for each in self.slept() for tag in each.tags)
        found = [mapping_question(tag, times) for tag, times in count.most_common(60)]
        if any(each.comment for each in self.slept()):
            found.append(
                Question(
                    "comments",
                    _("Shall your comments come along as notes?"),
                    (Option("yes", _("Yes")), Option("no", _("No"))),
                    "no",
                )
            )
        return found

    def bring(self, answers: Given) -> Brought:
        """Read the nights with the answers."""
        questions = self.questions()
        check_answers(questions, answers)
        said = {question.name: answer_to(question, answers) for question in questions}
        means = {name.removeprefix(ABOUT_MAPPING): meaning for name, meaning in said.items()}
        evenings = Evenings(self.file.name, good_nights=AS_CLEAR in means.values())
        for each in self.slept():
            if each.began is None:
                evenings.leave(each.line, _("“{cell}” is no date.").format(cell=cell_text(each.written)))
                continue
            _take(each, _evening(each.began), means, evenings, comments=said.get("comments") == "yes")
        evenings.say(_("How you slept is not read: what cramps did to your sleep, only you can say."))
        return evenings.finished()


def _evening(began: DateFound) -> date:
    before_noon = began.clock is not None and began.clock.hour < _NOON
    return began.day - timedelta(days=1) if before_noon else began.day


def _take(each: Slept, evening: date, means: dict[str, str], evenings: Evenings, *, comments: bool) -> None:
    meanings = {tag: means.get(tag, AS_NOTHING) for tag in each.tags}
    if not any(meaning != AS_NOTHING for meaning in meanings.values()):
        return  # nothing about cramps: not a line that stays out, and no night
    night = evenings.on(evening, each.line)
    if AS_CRAMP in meanings.values():
        cramp: dict[str, object] = {}
        named = [place for tag, meaning in meanings.items() if meaning == AS_PLACE for place in places_in(tag)]
        for place in named[:1]:
            cramp |= {name: value for name, value in (("side", place.side), ("muscle", place.muscle)) if value}
        night.cramps.append(cramp)
    elif AS_CLEAR in meanings.values():
        night.clear.append(each.line)
    for tag, meaning in meanings.items():
        if meaning == AS_FACTOR:
            known = factor_named(tag)
            night.tick(known[0] if known else tag, yes=True)
        elif meaning == AS_INTAKE:
            night.take({"substance": tag})
    if comments:
        night.remark(each.comment)


class SleepAsAndroid(SleepDiary):
    """`sleep-export.csv`: a header before each record."""

    kind = "sleep_as_android"
    program = "Sleep as Android"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the first line is its header."""
        return bool(sheets[0].rows) and header_of(sheets[0].rows[0].cells)[:4] == ("Id", "Tz", "From", "To")

    @property
    def header(self) -> tuple[str, ...]:
        """The fixed columns; the others are the times of each night."""
        return (self.kind,)

    def slept(self) -> Iterator[Slept]:
        """Yield each record, read by the header before it."""
        names: tuple[str, ...] = ()
        for row in self.sheets[0].rows:
            cells = header_of(row.cells)
            if cells[:1] == ("Id",):
                names = cells
            elif names and row[names.index("From")] != "":  # a third line of a record has no beginning
                yield _of_android(row, names)


def _of_android(row: SheetRow, names: tuple[str, ...]) -> Slept:
    cells: dict[str, Cell] = {name: row[place] for place, name in enumerate(names)}
    began = _by_id(str(cells.get("Id", "")), str(cells.get("Tz", ""))) or _dotted(str(cells.get("From", "")))
    comment = str(cells.get("Comment", "")).replace(" \\n ", "\n")
    tags = tuple(dict.fromkeys(tag[:NAME_LENGTH] for tag in _TAG.findall(comment)))
    return Slept(row.line, began, str(cells.get("From", "")), tags, " ".join(_TAG.sub("", comment).split()))


def _by_id(milliseconds: str, zone: str) -> DateFound | None:
    """Read the moment of a record in its own zone: in the hours of a clock change, only this is sure."""
    try:
        moment = datetime.fromtimestamp(int(milliseconds) / 1000, ZoneInfo(zone))
    except (ValueError, OverflowError, OSError, KeyError):  # KeyError: no such zone
        return None
    return DateFound(moment.date(), moment.time().replace(microsecond=0))


def _dotted(text: str) -> DateFound | None:
    """Read “26. 11. 2020 20:00”: the day comes first."""
    try:
        moment = datetime.strptime(" ".join(text.split()), "%d. %m. %Y %H:%M")  # noqa: DTZ007 - local, as it is written
    except ValueError:
        return None
    return DateFound(moment.date(), moment.time())


class Sleepmeter(SleepDiary):
    """Sections of the person's own aids, hindrances and tags, and one of nights."""

    kind = "sleepmeter"
    program = "Sleepmeter"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether a line is the header of its nights."""
        return any(header_of(row.cells)[:3] == ("wake", "sleep", "bedtime") for row in sheets[0].rows[:2000])

    @property
    def header(self) -> tuple[str, ...]:
        """The kind: the sections differ with what the person added."""
        return (self.kind,)

    def slept(self) -> Iterator[Slept]:
        """Yield each night, with the names of its aids, hindrances and tags."""
        own: dict[str, str] = {}
        section: tuple[str, ...] = ()
        for row in self.sheets[0].rows:
            cells = header_of(row.cells)
            if cells and (cells[0].startswith("custom_") or cells[:3] == ("wake", "sleep", "bedtime")):
                section = cells
            elif section and section[0].startswith("custom_") and len(cells) >= len(section):
                own[f"{section[0]}:{cells[0]}"] = cells[len(section) - 1]
            elif section[:1] == ("wake",) and cells and cells[0]:
                yield _of_sleepmeter(row, section, own)


def _of_sleepmeter(row: SheetRow, names: tuple[str, ...], own: dict[str, str]) -> Slept:
    cells = {name: str(row[place]) for place, name in enumerate(names)}
    tags: list[str] = []
    for column, kind in (("aid", "custom_aid_id"), ("hindrances", "custom_hindrance_id"), ("tags", "custom_tag_id")):
        words = [word for word in cells.get(column, "").split("|") if word not in _EMPTY_TAGS]
        tags += [own.get(f"{kind}:{word}", word.replace("_", " ").lower())[:NAME_LENGTH] for word in words]
    written = cells.get("sleep") or cells.get("bedtime", "")
    return Slept(row.line, _with_zone(written), written, tuple(dict.fromkeys(tags)), cells.get("notes", ""))


def _with_zone(text: str) -> DateFound | None:
    """Read “2010-11-12 13:14+0000” as the clock on the wall had it: the zone is the one of that night."""
    return moment_of(re.sub(r"[+-]\d{4}$", "", text))
