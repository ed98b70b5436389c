"""Bearable: a symptom diary in long form, one entry a row."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from cramp_journal.exchange.elsewhere.amounts import number_of
from cramp_journal.exchange.elsewhere.brought import Brought, Evenings
from cramp_journal.exchange.elsewhere.clocks import clock_of
from cramp_journal.exchange.elsewhere.dates import moment_of
from cramp_journal.exchange.elsewhere.layout import factor_named
from cramp_journal.exchange.elsewhere.mapping import meaning_of
from cramp_journal.exchange.elsewhere.meanings import AS_CRAMP
from cramp_journal.exchange.elsewhere.places import places_in
from cramp_journal.exchange.elsewhere.questions import Given, Option, Question, answer_to, check_answers
from cramp_journal.exchange.elsewhere.sheet import Spreadsheet, cell_text, header_of
from cramp_journal.exchange.elsewhere.source import ForeignFile, by_name
from cramp_journal.exchange.elsewhere.vocabulary import names_cramp, plainly
from cramp_journal.exchange.numbers import dose_in
from cramp_journal.i18n import _, ngettext
from cramp_journal.punctuation import in_list, with_aside
from cramp_journal.words import NAME_LENGTH

_SEVERITY = re.compile(r"\s*\((mild|moderate|severe|unbearable)\)\s*$", re.IGNORECASE)
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_BY_DAY = ("mid", "midday", "pm", "afternoon", "evening")
_BY_NIGHT = ("pre", "night")
_MORNING = ("am", "morning")
_NOON = 12 * 60
_DAWN = 9 * 60  # o'clock until which a cramp with a time is one of the night


class Bearable(ForeignFile):
    """Entries with a category, an amount and a detail."""

    kind = "bearable"

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether the columns are Bearable's, in the older or the newer form."""
        names = {name.casefold() for name in header_of(sheets[0].rows[0].cells)} if sheets[0].rows else set()
        return {"category", "rating/amount", "detail"} <= names

    def what_it_is(self) -> str:
        """Say what the file is."""
        return ngettext(
            "{name} comes from Bearable: {n} entry.",
            "{name} comes from Bearable: {n} entries.",
            len(self._entries()),
        ).format(n=len(self._entries()), name=self.file.name)

    def _entries(self) -> list[tuple[int, dict[str, str]]]:
        return by_name(self.sheets[0].rows)

    def _of(self, category: str) -> list[tuple[int, dict[str, str]]]:
        return [
            (line, each) for line, each in self._entries() if plainly(each.get("category", "")).startswith(category)
        ]

    def _symptoms(self) -> Counter[str]:
        return Counter(_symptom(entry)[0] for _line, entry in self._of("symptom"))

    def questions(self) -> list[Question]:
        """Ask which symptoms are night leg cramps, and what “am” means."""
        names = [name for name, _count in self._symptoms().most_common() if names_cramp(plainly(name))]
        names += [name for name, _count in self._symptoms().most_common(30) if name not in names]
        factors = list(dict.fromkeys(name for _line, entry in self._of("factor") for name in _listed(entry)))
        return [
            Question(
                "symptoms",
                _("Which of these are leg cramps at night?"),
                tuple(Option(name, name) for name in names),
                tuple(name for name in names if meaning_of(name) == AS_CRAMP),
                several=True,
            ),
            Question(
                "am",
                _("Is a cramp under “am” one of the night just past?"),
                (Option("night", _("Yes, at an unknown time")), Option("day", _("No, it was by day"))),
                "night",
            ),
            Question(
                "factors",
                _("Which of these may matter for the night that follows?"),
                tuple(Option(name, name) for name in factors),
                tuple(factors),
                several=True,
            ),
            Question(
                "intakes",
                _("May what you took come in too?"),
                (Option("yes", _("Yes")), Option("no", _("No"))),
                "yes",
            ),
        ]

    def bring(self, answers: Given) -> Brought:
        """Read the entries with the answers."""
        questions = {question.name: question for question in self.questions()}
        check_answers(list(questions.values()), answers)
        said: dict[str, Any] = {name: answer_to(question, answers) for name, question in questions.items()}
        evenings = Evenings(self.file.name, good_nights=False)
        others: Counter[str] = Counter()
        for line, entry in self._entries():
            moment = moment_of(entry.get("date formatted") or entry.get("date", ""))
            if moment is None:
                evenings.leave(line, _("“{cell}” is no date.").format(cell=cell_text(entry.get("date", ""))))
                continue
            category = plainly(entry.get("category", ""))
            if category.startswith("symptom"):
                self._symptom(line, entry, moment.day, said, evenings)
            elif category.startswith("factor"):
                for name in _listed(entry):
                    if name in said["factors"]:
                        known = factor_named(name)
                        evenings.on(moment.day, line).tick(known[0] if known else name, yes=True)
            elif category.startswith("meds") and said["intakes"] == "yes":
                evenings.on(_night_of(entry, moment.day), line).take(_intake(entry))
            else:
                others[entry.get("category", "")] += 1
        if others:
            evenings.say(
                _("Not read: {list}.").format(
                    list=in_list(with_aside(cell_text(name, 30), str(count)) for name, count in others.most_common(12))
                )
            )
        return evenings.finished()

    def _symptom(self, line: int, entry: dict[str, str], day: date, said: dict[str, Any], evenings: Evenings) -> None:
        name, severity = _symptom(entry)
        if name not in said["symptoms"]:
            if names_cramp(plainly(name)):
                evenings.leave(line, _("“{name}” is not a leg cramp at night.").format(name=cell_text(name)))
            return
        part = plainly(entry.get("time of day", ""))
        clock = clock_of(part)
        by_day = part in _BY_DAY or (part in _MORNING and said["am"] == "day")
        if clock.time and _DAWN < clock.minutes < 20 * 60:
            by_day = True
        if by_day:
            evenings.leave(line, _("a cramp by day ({part}): “See a doctor?” asks for these.").format(part=part))
            return
        at_night = part in (*_BY_NIGHT, *_MORNING) or (clock.time is not None and clock.minutes <= _DAWN)
        evening = day - timedelta(days=1) if at_night else day
        if part not in (*_BY_NIGHT, *_MORNING) and not clock.time:
            evenings.leave(line, _("“{part}” does not say which night the cramp belongs to.").format(part=part or "?"))
            return
        cramp: dict[str, Any] = {"time": clock.time} if clock.time else {}
        for place in places_in(_inside(name))[:1]:
            cramp |= {key: value for key, value in (("side", place.side), ("muscle", place.muscle)) if value}
        if severity:
            cramp["note"] = severity
        night = evenings.on(evening, line)
        night.cramps.append(cramp)
        night.remark(entry.get("notes", ""))


def _symptom(entry: dict[str, str]) -> tuple[str, str]:
    """Return the name and the severity of a symptom: the last bracket only is the severity."""
    detail = " ".join(entry.get("detail", "").split())
    match = _SEVERITY.search(detail)
    return (detail[: match.start()], match[1].capitalize()) if match else (detail, "")


def _inside(name: str) -> str:
    """Return what the brackets of “Leg cramps (calf)” name, or the whole name."""
    match = _LAST_BRACKET.search(name)
    return match[1] if match else " ".join(word for word in name.split() if not names_cramp(plainly(word)))


def _listed(entry: dict[str, str]) -> list[str]:
    return [" ".join(each.split())[:NAME_LENGTH] for each in entry.get("detail", "").split("|") if each.strip()]


def _night_of(entry: dict[str, str], day: date) -> date:
    """Return the night that follows what was taken on a day; a time of the small hours belongs to the night before."""
    part = plainly(entry.get("time of day", ""))
    clock = clock_of(part)
    small_hours = part in _BY_NIGHT or (clock.time is not None and clock.minutes < 6 * 60)
    return day - timedelta(days=1) if small_hours else day


def _intake(entry: dict[str, str]) -> dict[str, Any]:
    detail = " ".join(entry.get("detail", "").split())
    match = _LAST_BRACKET.search(detail)
    unit = dose_in(f"1 {match[1]}").unit if match else None
    name = detail[: match.start()] if match and unit else detail
    intake: dict[str, Any] = {"substance": name[:NAME_LENGTH] or "?"}
    amount = number_of(entry.get("rating/amount", ""))
    if amount is not None:
        intake["dose"] = amount
        if unit:
            intake["unit"] = unit.value
    return intake
