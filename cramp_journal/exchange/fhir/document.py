"""The journal as a FHIR R4 document that a clinic's system can read; a page in it is for people.

It is the person's own record, and says so. It claims no profile beyond the base standard.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from cramp_journal.errors import JournalError
from cramp_journal.exchange.fhir.cover import cover
from cramp_journal.exchange.fhir.nights import night_resources
from cramp_journal.exchange.fhir.parts import Ids, Resource, address, marked, reference
from cramp_journal.exchange.fhir.person import patient, questionnaire_response, statement

_LOOKED_AT = 100  # of a list; 20,000 signs that were ticked would take seconds


def as_fhir(contents: Mapping[str, Any], today: date, step: Callable[[], object] = lambda: None) -> bytes:
    """Give a journal, in its exchange form, as a document Bundle of FHIR R4 in JSON, an entry a line.

    The same journal on the same date gives the same bytes; so its timestamp, for which the standard wants a moment, is
    where that date begins in UTC. `step` is called after each night. Raises JournalError without `fhir.resources`.
    """
    model_of = _models()

    def build(resource: Resource) -> _Entry:
        model_of(resource["resourceType"]).model_validate(_first_of_each(resource))
        # The model would write the same (a test holds it to that), take as long again, and fill memory if it were kept.
        return _Entry(address(resource), json.dumps(resource, ensure_ascii=False))

    ids = Ids(contents)
    who = patient(contents, ids)
    subject = reference(who)
    boundary = time.fromisoformat(contents["settings"]["night_boundary"])
    nights: list[Resource] = []
    observed: list[_Entry] = []
    for night in contents["nights"]:
        whole, *members = night_resources(night, subject, boundary, ids)
        nights.append(whole)
        observed += [build(each) for each in (whole, *members)]
        step()
    statements = [statement(course, subject, today, ids) for course in contents["courses"]]
    ticked = [answer for answer in [questionnaire_response(contents, subject, today, ids)] if answer]
    first = cover(contents, subject, today, nights, statements, ticked, ids)
    entries = [*(build(each) for each in (first, who, *statements, *ticked)), *observed]
    head = _head(entries, ids, today, invented="meta" in first)
    model_of("Bundle").model_validate(head | {"entry": [{"fullUrl": entry.address} for entry in entries]})
    lines = ",\n".join(f'{{"fullUrl":"{entry.address}","resource":{entry.text}}}' for entry in entries)
    return f'{json.dumps(head)[:-1]},"entry":[\n{lines}\n]}}\n'.encode()


def _first_of_each(value: Any) -> Any:
    """Give what stands for a value when it is looked at: of a very long list, all of one make, the first."""
    if isinstance(value, dict):
        return {name: _first_of_each(inner) for name, inner in value.items()}
    return [_first_of_each(inner) for inner in value[:_LOOKED_AT]] if isinstance(value, list) else value


class _Entry(NamedTuple):
    """A resource that was validated: its address, and its JSON."""

    address: str
    text: str


def _models() -> Callable[[str], Any]:
    """Give what finds the model of a kind of resource, which refuses what the standard does not allow."""
    try:
        # Only who exports waits for it. What stands here is the same in R4B and in R4 (tests hold it to R4's schema).
        from fhir.resources.R4B import get_fhir_model_class  # noqa: PLC0415
    except ImportError as error:
        raise JournalError(
            "A FHIR file needs a package that is not here: “pip install 'cramp-journal[fhir]'” brings it."
        ) from error
    return get_fhir_model_class


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
