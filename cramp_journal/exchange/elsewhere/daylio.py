"""Daylio: a mood diary whose activities are the person's own words. Its CSV, and the backup `.daylio`."""

import html
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from cramp_journal.exchange.elsewhere.brought import Brought, EveningFound, Evenings
from cramp_journal.exchange.elsewhere.clocks import clock_of
from cramp_journal.exchange.elsewhere.dates import moment_of
from cramp_journal.exchange.elsewhere.layout import factor_named
from cramp_journal.exchange.elsewhere.mapping import ABOUT_MAPPING, mapping_question, meaning_of
from cramp_journal.exchange.elsewhere.meanings import AS_CLEAR, AS_CRAMP, AS_FACTOR, AS_INTAKE, AS_NOTHING, AS_PLACE
from cramp_journal.exchange.elsewhere.places import BodyPlace, places_in
from cramp_journal.exchange.elsewhere.questions import Given, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile, by_name
from cramp_journal.i18n import _, ngettext
from cramp_journal.punctuation import in_list
from cramp_journal.words import NAME_LENGTH

_NOON = 12 * 60


class Daylio(ForeignFile):
    """Entries with a moment, activities and a note."""

    kind = "daylio"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the columns are Daylio's, in whatever order and number."""
        names = {name.casefold() for name in header_of(sheets[0].rows[0].cells)} if sheets[0].rows else set()
        return {"mood", "activities", "weekday"} <= names and bool(names & {"full_date", "year"})

    def what_it_is(self) -> str:
        """Say what the file is."""
        return ngettext(
            "{name} comes from Daylio: {n} entry.",
            "{name} comes from Daylio: {n} entries.",
            len(self._entries),
        ).format(n=len(self._entries), name=self.file.name)

    @cached_property
    def _entries(self) -> list[tuple[int, dict[str, str]]]:
        return by_name(self.sheets[0].rows)

    def _activities(self) -> Counter[str]:
        return Counter(each for _line, entry in self._entries for each in activities_of(entry))

    def questions(self) -> list[Question]:
        """Ask what each activity means that may be about a night."""
        return [mapping_question(name, count) for name, count in self._activities().most_common() if _matters(name)]

    def bring(self, answers: Given) -> Brought:
        """Read the entries with the answers."""
        questions = self.questions()
        check_answers(questions, answers)
        means = {question.name.removeprefix(ABOUT_MAPPING): answer_to(question, answers) for question in questions}
        evenings = Evenings(self.file.name, good_nights=AS_CLEAR in means.values())
        for line, entry in self._entries:
            _take(line, entry, means, evenings)
        ignored = [name for name, meaning in means.items() if meaning == AS_NOTHING]
        ignored += [name for name in self._activities() if name not in means]
        if ignored:
            evenings.say(
                _("Not read: {list}, moods and scales.").format(
                    list=in_list(cell_text(name, 30) for name in ignored[:20])
                )
            )
        return evenings.finished()


def activities_of(entry: dict[str, str]) -> list[str]:
    """Return the activities of an entry."""
    return [" ".join(each.split())[:NAME_LENGTH] for each in entry.get("activities", "").split("|") if each.strip()]


def _matters(name: str) -> bool:
    return meaning_of(name) is not None


def _take(line: int, entry: dict[str, str], means: dict[str, str], evenings: Evenings) -> None:
    moment = moment_of(_date_of(entry))
    clock = clock_of(entry.get("time", ""))
    if moment is None:
        evenings.leave(line, _("“{cell}” is no date.").format(cell=cell_text(_date_of(entry))))
        return
    minutes = clock.minutes if clock.time else _NOON
    coming = moment.day if minutes >= _NOON else moment.day - timedelta(days=1)  # the night that a moment belongs to
    activities = activities_of(entry)
    meanings = {name: means.get(name, AS_NOTHING) for name in activities}
    if AS_CLEAR in meanings.values():  # a night that is described is over: the one before the day of the entry
        evenings.on(moment.day - timedelta(days=1), line).clear.append(line)
    if AS_CRAMP in meanings.values():
        night = evenings.on(coming, line)
        _add_cramp(night, clock.time, [name for name, meaning in meanings.items() if meaning == AS_PLACE])
        night.remark(note_of(entry))
    for name, meaning in meanings.items():
        if meaning in (AS_FACTOR, AS_INTAKE):
            _add(evenings, moment.day if minutes >= _NOON else coming, line, name, meaning)


def _date_of(entry: dict[str, str]) -> str:
    if "full_date" in entry:
        return entry["full_date"]
    return f"{entry.get('date', '')} {entry.get('year', '')}"


def _add_cramp(night: EveningFound, clock: str | None, named_places: list[str]) -> None:
    cramp: dict[str, Any] = {"time": clock} if clock else {}
    places = [place for name in named_places for place in places_in(name)]
    for place in places[:1] or [BodyPlace()]:
        cramp |= {name: value for name, value in (("side", place.side), ("muscle", place.muscle)) if value}
    night.cramps.append(cramp)


def _add(evenings: Evenings, evening: date, line: int, name: str, meaning: str) -> None:
    night = evenings.on(evening, line)
    if meaning == AS_INTAKE:
        night.take({"substance": name})
        return
    known = factor_named(name)
    night.tick(known[0] if known else name, yes=True)


def note_of(entry: dict[str, str]) -> str:
    """Return title and note of an entry as plain text."""
    title, note = plain_text(entry.get("note_title", "")), plain_text(entry.get("note", ""))
    return f"{title}: {note}" if title and note else title or note


def plain_text(text: str) -> str:
    """Return a note without its HTML: breaks and list items become lines."""
    text = re.sub(r"<(?:br|/p|/li|/div)\s*/?>", "\n", text, flags=re.IGNORECASE)
    text = html.unescape(re.sub(r"<[^<>]{1,200}>", "", text))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
