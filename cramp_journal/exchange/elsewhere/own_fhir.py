"""The program's own FHIR document brought back: the nights and their cramps, by the words that it writes.

The document says in which of the program's languages it was written: its words are read in that one, whatever the
person's own is. Where it does not say (written by an earlier version), its title tells.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.brought import Brought, Left
from cramp_journal.exchange.elsewhere.own import TAKE, about_changes, intakes_in
from cramp_journal.exchange.elsewhere.questions import Given, Question, answer_to
from cramp_journal.exchange.elsewhere.sheet import Spreadsheet
from cramp_journal.exchange.elsewhere.source import ForeignFile
from cramp_journal.exchange.fhir.nights import MEASURED, WORDS, YES_NO
from cramp_journal.i18n import LANGUAGES, _, speaking
from cramp_journal.labels import capital, label, site
from cramp_journal.words import Exercise, Muscle, Posture, ReliefKind, Side, State, Timing

_KINDS: dict[str, type[StrEnum]] = {"exercise": Exercise, "posture": Posture}
_READ_TOO = ("cramps", "factors", "intakes", "room_temperature_c", "state", "left_out", "note")


class OwnFhir(ForeignFile):
    """A FHIR document that this program wrote."""

    kind = "own_fhir"

    def __init__(self, file: Path, document: dict[str, Any], language: str) -> None:
        """Keep the document, and the code of the language in which it was written."""
        super().__init__(file, ())
        self._document, self._language = document, language

    @property
    def header(self) -> tuple[str, ...]:
        """All such files are alike."""
        return (self.kind,)

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return False: it has no tables."""
        del sheets
        return False

    def what_it_is(self) -> str:
        """Say what the file is."""
        return _("{file} was written by this program for a clinic (FHIR).").format(file=self.file.name)

    def questions(self) -> list[Question]:
        """Ask what counts where file and journal differ."""
        return [about_changes()]

    def bring(self, answers: Given) -> Brought:
        """Read the nights; what is taken each day and what was ticked stays out: its days are not exact there."""
        brought = Brought(takes_changes=answer_to(about_changes(), answers) == TAKE)
        brought.carries = frozenset((*YES_NO, *MEASURED, *WORDS, *_READ_TOO))
        brought.say(
            _(
                "Nights and cramps are read. What you take each day, what you noticed, conditions and answers come "
                "back with a JSON file only."
            )
        )
        parts = {each.get("fullUrl"): each.get("resource", {}) for each in self._document.get("entry", ())}
        for number, resource in enumerate(parts.values(), 1):
            with speaking(self._language):
                is_night = _text(resource.get("code")) == _("Number of leg cramps in a night")
            if is_night:
                try:
                    with speaking(self._language):
                        night = _night(resource, parts)
                    brought.nights.append(night | {"came_from": f"{self.file.name[-120:]}, line {number}"})
                except (KeyError, TypeError, ValueError, AttributeError):
                    brought.left.append(Left(number, _("this part of the document is not as the program writes it.")))
        brought.nights.sort(key=lambda night: night["evening"])
        return brought


def own_fhir(file: Path, content: bytes) -> OwnFhir | None:
    """Return the reader of a FHIR document of this program; None for any other file.

    Raises:
        BadInput: It is a FHIR document of another program.
    """
    if b'"resourceType"' not in content[:200]:
        return None
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise BadInput(_("{file} is cut off or damaged: it is no whole FHIR document.").format(file=file)) from None
    entries = document.get("entry") if isinstance(document, dict) else None
    whole = isinstance(entries, list) and all(isinstance(each, dict) for each in entries)
    language = _language_of([_resource(each) for each in entries or ()] if whole else [])
    if language is None:
        said = _(
            "{file} is a FHIR document of another program: nothing in it says how a night was. Nothing was taken in."
        )
        raise BadInput(said.format(file=file))
    return OwnFhir(file, document, language)


def _language_of(resources: Sequence[dict[str, Any]]) -> str | None:
    """Return the code of the language in which this program wrote a document; None where another program did."""
    for cover in resources:
        if cover.get("resourceType") == "Composition":
            said = cover.get("language")
            for language in sorted(LANGUAGES, key=lambda each: each != said):
                with speaking(language):
                    if cover.get("title") == _("Night leg cramps: a journal"):
                        return language
    return None


def _resource(entry: dict[str, Any]) -> dict[str, Any]:
    found = entry.get("resource")
    return found if isinstance(found, dict) else {}


def _text(concept: Any) -> str:
    return str(concept.get("text", "")) if isinstance(concept, dict) else ""


def _components(resource: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Yield the parts of an observation: the words of each, and its value."""
    for part in resource.get("component", ()):
        value = next(value for name, value in part.items() if name.startswith("value"))
        yield _text(part["code"]), value["value"] if isinstance(value, dict) else value


def _note(resource: dict[str, Any]) -> dict[str, Any]:
    notes = [each["text"] for each in resource.get("note", ())]
    return {"note": "\n".join(notes)} if notes else {}


def _entry(issued: str) -> dict[str, Any]:
    ahead = None if issued.endswith("Z") else datetime.fromisoformat(issued).utcoffset()  # Z: the clock is not known
    return {"entered_at": issued} | ({} if ahead is None else {"entered_offset": ahead // timedelta(minutes=1)})


def _night(resource: dict[str, Any], parts: dict[Any, Any]) -> dict[str, Any]:
    night: dict[str, Any] = {"evening": resource["effectivePeriod"]["start"]} | _note(resource)
    if "issued" in resource:
        night |= _entry(resource["issued"])
    named = {label(name): name for name in (*YES_NO, *MEASURED, *WORDS)}
    for said, value in _components(resource):
        name = named.get(said)
        if name in WORDS:
            night[name] = next(word.value for word in _KINDS[name] if label(word) == value)
        elif name is not None:
            night[name] = value
        elif said == _("taken"):
            night.setdefault("intakes", []).extend(intakes_in(value))
        elif said == _("left out of the journal's figures"):
            night["left_out"] = value
        elif value is True:
            night.setdefault("factors", []).append(said)
    cramps = []
    for member in (parts[each["reference"]] for each in resource.get("hasMember", ())):
        if _text(member["code"]) == capital(label("room_temperature_c")):
            night["room_temperature_c"] = member["valueQuantity"]["value"]
        else:
            cramps.append(_cramp(member))
    night["cramps"] = [cramp for _place, cramp in sorted(cramps, key=lambda each: each[0])]
    night["state"] = (State.CRAMPS if cramps else State.CLEAR).value
    return night


def _cramp(resource: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Return a cramp, and its place in the night."""
    cramp, place = _note(resource), 0
    reliefs: dict[str, dict[str, Any]] = {}
    simple = {
        _("length"): "seconds",
        _("pain, 0 to 10"): "pain",
        _("the muscle went hard"): "went_hard",
    }
    done = {_("done against it: {what}").format(what=label(kind)): kind.value for kind in ReliefKind}
    helped = {_("it helped: {what}").format(what=label(kind)): kind.value for kind in ReliefKind}
    for said, value in _components(resource):
        if said in simple:
            cramp[simple[said]] = value
        elif said == _("which cramp of the night"):
            place = value
        elif said == _("began, by the clock on the wall"):
            cramp["time"] = value[:5]
        elif said == _("how well the time is known"):
            cramp["time_precision"] = value.replace(" ", "_")
        elif said == _("how the length is known"):
            cramp["timing"] = next(word.value for word in Timing if label(word) == value)
        elif said in done:
            reliefs.setdefault(done[said], {"what": done[said]})
        elif said in helped:
            reliefs[helped[said]]["helped"] = value
    where = {site(side, muscle): (side, muscle) for side in (None, *Side) for muscle in (None, *Muscle)}
    side, muscle = where.get(_text(resource.get("bodySite")), (None, None))
    cramp |= {name: word.value for name, word in (("side", side), ("muscle", muscle)) if word}
    return place, cramp | ({"reliefs": list(reliefs.values())} if reliefs else {})
