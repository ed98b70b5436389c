"""The journal as a FHIR R4 document that a clinic's system can read; a page in it is for people.

It is the person's own record, and says so. It claims no profile beyond the base standard.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from cramp_journal.exchange.fhir.cover import cover
from cramp_journal.exchange.fhir.nights import night_resources
from cramp_journal.exchange.fhir.parts import Ids, Resource, address, marked, reference
from cramp_journal.exchange.fhir.person import patient, questionnaire_response, statement


def as_fhir(contents: Mapping[str, Any], today: date, step: Callable[[], object] = lambda: None) -> bytes:
    """Return a journal (in the exchange form) as a document Bundle of FHIR R4 in JSON, one entry per line.

    The same journal on the same date gives the same bytes; the timestamp, for which the standard requires a moment, is
    therefore the start of that date in UTC. `step` is called after each night. The tests check the result against R4's
    schema and the models of `fhir.resources`; the program itself needs neither.
    """
    ids = Ids(contents)
    who = patient(contents, ids)
    subject = reference(who)
    boundary = time.fromisoformat(contents["settings"]["night_boundary"])
    nights: list[Resource] = []
    observed: list[_Entry] = []
    for night in contents["nights"]:
        whole, *members = night_resources(night, subject, boundary, ids)
        nights.append(whole)
        observed += [_entry(each) for each in (whole, *members)]
        step()
    statements = [statement(course, subject, today, ids) for course in contents["courses"]]
    ticked = [answer for answer in [questionnaire_response(contents, subject, today, ids)] if answer]
    first = cover(contents, subject, today, nights, statements, ticked, ids)
    entries = [*(_entry(each) for each in (first, who, *statements, *ticked)), *observed]
    head = _head(entries, ids, today, invented="meta" in first)
    lines = ",\n".join(f'{{"fullUrl":"{entry.address}","resource":{entry.text}}}' for entry in entries)
    return f'{json.dumps(head)[:-1]},"entry":[\n{lines}\n]}}\n'.encode()


class _Entry(NamedTuple):
    """A finished resource: its address, and its JSON."""

    address: str
    text: str


def _entry(resource: Resource) -> _Entry:
    return _Entry(address(resource), json.dumps(resource, ensure_ascii=False))


def _head(entries: Sequence[_Entry], ids: Ids, today: date, *, invented: bool) -> Resource:
    """Return the elements of a Bundle that precede its entries."""
    name = ids.of([today.isoformat(), *(entry.address for entry in entries)])
    head = {
        "resourceType": "Bundle",
        "id": name,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"},
        "type": "document",
        "timestamp": f"{today.isoformat()}T00:00:00Z",
    }
    return marked(head, {"invented": invented})
