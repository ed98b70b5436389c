"""The building blocks of FHIR R4 resources, as plain dicts: ids, references, codes, quantities, texts.

Codes are used only where one was verified (SNOMED CT Global Patient Set, LOINC, UCUM); elsewhere there are words alone.
No clock time gets a made-up zone: moments of the night are dates, and the time on the clock is a `time`, which has no
zone.
"""

import json
import re
import uuid
from collections import Counter
from typing import Any

from cramp_journal.model import Values

Resource = dict[str, Any]

SNOMED, LOINC, HL7 = "http://snomed.info/sct", "http://loinc.org", "http://terminology.hl7.org/CodeSystem"
MINUTES, SCORE = ("min", "min"), ("/ 10", "{score}")  # units, as shown and in UCUM

_BLANK, _NO_XML = re.compile(r"[^\S\n\t]"), re.compile("[\ufffe\uffff]")
_UCUM = "http://unitsofmeasure.org"
_JOURNALS = uuid.UUID("6f1c0a3e-8a43-4b5e-9d27-3f0d3c1b7a52")  # the namespace of all ids


class Ids:
    """Ids derived from what they name: the same journal has the same ids, and no two journals share one.

    They are derived from who the person is and from the first night, as far as these are exported: neither redacted
    parts nor later nights change them.
    """

    def __init__(self, contents: Values) -> None:
        who = [contents["person"].get(name) for name in ("name", "born")]
        first = [night.get(name) for night in contents["nights"][:1] for name in ("evening", "entered_at")]
        self.patient = uuid.uuid5(_JOURNALS, json.dumps([who, first]))
        self._seen: Counter[str] = Counter()

    def of(self, content: object) -> str:
        """Return the id of a thing, derived from its content; equal contents get different ids."""
        text = json.dumps(content, sort_keys=True)
        self._seen[text] += 1
        return str(uuid.uuid5(self.patient, f"{text} {self._seen[text]}"))

    def named(self, resource: Resource, *told: object) -> Resource:
        """Return a resource with its id, derived from what it is about, and never from words, which are in a language.

        Args:
            resource: The resource.
            told: What it is about, as the exchange form has it. How a row was written is no part of that.
        """
        rows = [_without_its_writes(each) for each in told]
        return resource | {"id": self.of([resource["resourceType"], *rows])}


def _without_its_writes(told: object) -> object:
    if not isinstance(told, dict):
        return told
    return {name: _without_its_writes(value) for name, value in told.items() if name != "row"}


def address(resource: Resource) -> str:
    """Return the URL that identifies a resource inside its document."""
    return f"urn:uuid:{resource['id']}"


def reference(resource: Resource) -> Resource:
    """Return a reference to a resource of the same document."""
    return {"reference": address(resource)}


def fhir_text(text: str) -> str:
    """Return a text as FHIR allows it: single blanks, none at the ends, and nothing that XML cannot hold."""
    return _BLANK.sub(" ", _NO_XML.sub("", text)).strip()


Coded = tuple[str, str, str]  # a system, a code of it, and the words that the system has for it


def code(text: str, *coded: Coded) -> Resource:
    """Return a concept: its words, and its codes, each with its system and the words of that system."""
    coding = [{"system": system, "code": value, "display": words} for system, value, words in coded]
    return {"text": text} | ({"coding": coding} if coding else {})


def part(concept: str | Resource, kind: str, value: object) -> Resource:
    """Return one component of an observation; `kind` is the type of its value, such as Boolean."""
    return {"code": code(concept) if isinstance(concept, str) else concept, f"value{kind}": value}


def quantity(value: float, shown: str, ucum: str) -> Resource:
    """Return a number with its unit, as shown and in UCUM; "" means no unit."""
    made: Resource = {"value": value}
    return made | ({"unit": shown} if shown else {}) | ({"system": _UCUM, "code": ucum} if ucum else {})


def period(start: str | None, end: str | None) -> Resource:
    """Return a period from its first and last day, as far as they are known."""
    return {name: day for name, day in (("start", start), ("end", end)) if day}


def marked(made: Resource, row: Values) -> Resource:
    """Mark invented data as test data, with HL7's label for it."""
    if not row.get("invented"):
        return made
    return made | {
        "meta": {"security": [{"system": f"{HL7}/v3-ActReason", "code": "HTEST", "display": "test health data"}]}
    }


def filled(made: Resource) -> Resource:
    """Remove what is empty: FHIR allows no empty list, object or text."""
    return {name: value for name, value in made.items() if value not in ("", [], {})}
