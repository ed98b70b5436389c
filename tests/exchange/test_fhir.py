"""The journal as a FHIR R4 document: held to the standard's own schema, its rules for documents, and what is known."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from jsonschema import Draft6Validator

from cramp_journal.exchange.export import without
from cramp_journal.exchange.fhir.document import as_fhir
from tests.builders import TODAY, a_full_journal, contents_values, night_values
from tests.exchange.drawn import JOURNALS

SCHEMA = Draft6Validator(json.loads((Path(__file__).parent / "fhir-r4.schema.json").read_text(encoding="utf-8")))
SNOMED, LOINC, HL7 = "http://snomed.info/sct", "http://loinc.org", "http://terminology.hl7.org/CodeSystem/"
CHECKED = {  # each code was looked up; another one needs to be looked up too before it stands here
    (SNOMED, "102549009"): "Cramp in lower leg associated with rest",
    (SNOMED, "449917004"): "Cramp in lower limb",
    (SNOMED, "53840002"): "Structure of calf of leg",
    (SNOMED, "68367000"): "Thigh structure",
    (SNOMED, "56459004"): "Foot structure",
    (SNOMED, "29707007"): "Toe structure",
    (SNOMED, "72717003"): "Magnesium",
    (LOINC, "72514-3"): "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    (LOINC, "60832-3"): "Room temperature",
    (LOINC, "51855-5"): "Patient Note",
    (f"{HL7}observation-category", "survey"): "Survey",
    (f"{HL7}v3-ActReason", "HTEST"): "test health data",
}
UCUM = {"min", "s", "Cel", "{score}", "{cramps}", "mg", "ug", "g", "[iU]", "mL", "{tbl}"}


def _of(**parts: Any) -> dict[str, Any]:
    """Give the Bundle of the example with some parts put in place."""
    made: dict[str, Any] = json.loads(as_fhir(contents_values(**parts), TODAY))
    return made


def _resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [resource for resource in found if resource["resourceType"] == kind]


def _cramps(*cramps: dict[str, Any], **night: Any) -> list[dict[str, Any]]:
    """Give the observations of the cramps of one night."""
    bundle = _of(nights=[night_values(cramps=cramps, **night)])
    return [each for each in _resources(bundle, "Observation") if each["code"]["text"] == "Night leg cramp"]


def _night(**fields: Any) -> dict[str, Any]:
    """Give the observation of one night as a whole."""
    return _resources(_of(nights=[night_values(**fields)]), "Observation")[0]


def _parts(resource: dict[str, Any]) -> dict[str, Any]:
    """Give the components of an observation: their values by their words."""
    return {
        part["code"]["text"]: next(value for name, value in part.items() if name != "code")
        for part in resource.get("component", [])
    }


def _everywhere(value: Any, name: str) -> Iterator[Any]:
    """Give what stands under a name, at any depth."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        if key == name:
            yield below
        yield from _everywhere(below, name)


def _check(bundle: dict[str, Any]) -> None:
    """Hold a Bundle to the standard: its schema, its rules for documents, and the codes that were looked up."""
    assert [error.message[:200] for error in SCHEMA.iter_errors(bundle)] == []
    assert json.loads(Bundle.model_validate(bundle).model_dump_json()) == bundle
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert (bundle["type"], bundle["timestamp"]) == ("document", "2026-11-22T00:00:00Z")
    assert bundle["identifier"] == {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{bundle['id']}"}
    assert len(set(urls)) == len(urls)
    assert urls == [f"urn:uuid:{entry['resource']['id']}" for entry in bundle["entry"]]
    assert set(_everywhere(bundle, "reference")) == set(urls[1:]), "each resource is pointed to, and nothing else"
    for each in _codings(bundle):
        assert each["display"] == CHECKED[each["system"], each["code"]], "a code says in words what it is"
    measured = [value for name in ("valueQuantity", "doseQuantity") for value in _everywhere(bundle, name)]
    assert {(each["system"], each["code"]) for each in measured if "code" in each} <= {
        ("http://unitsofmeasure.org", code) for code in UCUM
    }
    for narrative in _everywhere(bundle, "div"):
        assert ET.fromstring(narrative).tag == "{http://www.w3.org/1999/xhtml}div"


def _codings(bundle: dict[str, Any]) -> Iterator[dict[str, str]]:
    for name in ("coding", "security"):
        for found in _everywhere(bundle, name):
            yield from found


# ---------------------------------------------------------------- the standard
def test_the_example_keeps_to_the_standard(tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        bundle = json.loads(as_fhir(journal.contents(), TODAY))
    _check(bundle)
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert sorted(set(kinds)) == [
        *("Composition", "MedicationStatement", "Observation", "Patient", "QuestionnaireResponse"),
    ]


@given(JOURNALS)
@settings(max_examples=15)
def test_any_journal_keeps_to_the_standard(values: dict[str, Any]) -> None:
    bundle = json.loads(as_fhir(values, TODAY))
    _check(bundle)
    observed = _resources(bundle, "Observation")
    counts = [each["valueQuantity"]["value"] for each in observed if each["code"]["text"].startswith("Number of")]
    assert counts == [len(night["cramps"]) for night in values["nights"]]
    assert sum("valueBoolean" in each for each in observed) == sum(counts)
    assert len(_resources(bundle, "MedicationStatement")) == len(values["courses"])


def test_the_schema_of_the_tests_finds_what_is_wrong() -> None:
    bundle = _of()
    bundle["entry"][1]["resource"]["gender"] = "unknown to the standard"
    assert not SCHEMA.is_valid(bundle)


def test_it_says_that_it_is_no_diagnosis_and_claims_no_profile() -> None:
    bundle = _of()
    (cover,) = _resources(bundle, "Composition")
    assert "self-reported, not verified, not a diagnosis." in cover["section"][0]["text"]["div"]
    assert cover["title"] == "Night leg cramps: a journal"
    assert list(_everywhere(bundle, "profile")) == []


def test_a_person_can_read_each_night_in_the_sections() -> None:
    night = night_values(cramps=[{"side": "left", "muscle": "calf", "pain": 7}], note="<b>loud</b> & clear")
    (cover,) = _resources(_of(nights=[night]), "Composition")
    (text,) = [section["text"]["div"] for section in cover["section"] if section["title"] == "Nights"]
    assert "<td>21 Nov 2026</td><td>left calf pain 7</td><td>&lt;b&gt;loud&lt;/b&gt; &amp; clear</td>" in text


def test_what_nobody_asked_has_no_section() -> None:
    titles = [
        section["title"] for section in _resources(_of(signs=[], courses=[], person={}), "Composition")[0]["section"]
    ]
    assert titles == ["About this record", "Nights"]
    asked = _resources(_of(person={"questions": "Is it\nthe tablets?"}), "Composition")[0]["section"][1]
    assert asked["title"] == "Questions for the doctor"
    assert "<p>Is it</p><p>the tablets?</p>" in asked["text"]["div"]


# ---------------------------------------------------------------- nights and cramps
def test_a_cramp_says_what_where_how_long_and_how_bad() -> None:
    (cramp,) = _cramps(
        {
            "time": "03:10",
            "time_precision": "about",
            "seconds": 150,
            "timing": "guess",
            "pain": 7,
            "side": "left",
            "muscle": "calf",
            "went_hard": True,
            "reliefs": [{"what": "heat", "helped": False}, {"what": "massage"}],
        }
    )
    assert [each["code"] for each in cramp["code"]["coding"]] == ["102549009"]
    assert (cramp["bodySite"]["text"], cramp["bodySite"]["coding"][0]["code"]) == ("left calf", "53840002")
    second = {"value": 150, "unit": "s", "system": "http://unitsofmeasure.org", "code": "s"}
    score = {"value": 7, "unit": "/ 10", "system": "http://unitsofmeasure.org", "code": "{score}"}
    assert _parts(cramp) == {
        "which cramp of the night": 1,
        "began, by the clock on the wall": "03:10:00",
        "how well the time is known": "about",
        "length": second,
        "how the length is known": "a guess",
        "pain, 0 to 10": score,
        "the muscle went hard": True,
        "done against it: heat": True,
        "it helped: heat": False,
        "done against it: massage": True,
    }


@pytest.mark.parametrize(
    ("muscle", "finding", "where"),
    [
        *(("calf", "102549009", "53840002"), ("shin", "102549009", None), ("foot", "449917004", "56459004")),
        *(("toes", "449917004", "29707007"), ("thigh_front", "449917004", "68367000")),
        *(("thigh_back", "449917004", "68367000"), ("other", None, None)),
    ],
)
def test_each_muscle_has_the_codes_that_were_looked_up_and_no_other(
    muscle: str, finding: str | None, where: str | None
) -> None:
    (cramp,) = _cramps({"muscle": muscle})
    assert [each["code"] for each in cramp["code"].get("coding", [])] == ([finding] if finding else [])
    assert [each["code"] for each in cramp["bodySite"].get("coding", [])] == ([where] if where else [])


def test_a_cramp_of_which_nothing_is_known_says_nothing() -> None:
    (cramp,) = _cramps({})
    assert "bodySite" not in cramp
    assert list(_parts(cramp)) == ["which cramp of the night"]
    assert cramp["effectivePeriod"] == {"start": "2026-11-21", "end": "2026-11-22"}


@pytest.mark.parametrize(
    ("boundary", "time", "on"),
    [
        *(("12:00", "23:50", "2026-11-21"), ("12:00", "00:10", "2026-11-22"), ("12:00", "11:59", "2026-11-22")),
        *(("18:00", "17:00", "2026-11-22"), ("18:00", "18:00", "2026-11-21")),
    ],
)
def test_a_cramp_after_midnight_has_the_date_of_the_next_day_and_no_zone(boundary: str, time: str, on: str) -> None:
    nights = [night_values(cramps=[{"time": time}])]
    bundle = _of(nights=nights, settings={"night_boundary": boundary})
    (cramp,) = [each for each in _resources(bundle, "Observation") if "valueBoolean" in each]
    assert cramp["effectiveDateTime"] == on
    assert _parts(cramp)["began, by the clock on the wall"] == f"{time}:00"


def test_a_night_says_its_count_and_only_what_is_known() -> None:
    clear = _night()
    assert clear["valueQuantity"]["value"] == 0
    assert "component" not in clear
    assert "hasMember" not in clear
    known = _parts(_night(woke=False, minutes_awake=20, exercise="hard", posture="back", alcohol=True, left_out=True))
    minutes = {"value": 20, "unit": "min", "system": "http://unitsofmeasure.org", "code": "min"}
    assert known == {
        "woke me up": False,
        "alcohol": True,
        "minutes awake": minutes,
        "exercise": "hard",
        "slept mostly on": "back",
        "left out of the journal's figures": True,
    }


def test_what_was_taken_and_ones_own_factors_stand_with_the_night() -> None:
    taken = [{"substance": "vitamin D", "dose": 20.0, "unit": "µg"}]
    assert _parts(_night(intakes=taken, factors=["a long drive"])) == {"a long drive": True, "taken": "vitamin D 20 µg"}


def test_the_temperature_of_the_room_is_an_observation_of_its_own() -> None:
    night, room = _resources(_of(nights=[night_values(room_temperature_c=-5.5)]), "Observation")
    assert night["hasMember"] == [{"reference": f"urn:uuid:{room['id']}"}]
    assert room["code"]["coding"] == [{"system": LOINC, "code": "60832-3", "display": "Room temperature"}]
    assert (room["valueQuantity"]["value"], room["valueQuantity"]["code"]) == (-5.5, "Cel")


def test_when_a_night_was_entered_is_kept_as_the_moment_it_was() -> None:
    assert _night(entered_at="2026-11-23T07:42:00Z")["issued"] == "2026-11-23T07:42:00Z"
    assert "issued" not in _night()


# ---------------------------------------------------------------- what is taken, what is ticked
@pytest.mark.parametrize(
    ("unit", "code"),
    [("mg", "mg"), ("µg", "ug"), ("g", "g"), ("IU", "[iU]"), ("ml", "mL"), ("tablet", "{tbl}"), (None, None)],
)
def test_each_unit_of_a_dose_has_its_code(unit: str | None, code: str | None) -> None:
    course = {"substance": "x", "kind": "medicine", "dose": 2.5} | ({"unit": unit} if unit else {})
    (taken,) = _resources(_of(courses=[course]), "MedicationStatement")
    quantity = taken["dosage"][0]["doseAndRate"][0]["doseQuantity"]
    assert (quantity["value"], quantity.get("unit"), quantity.get("code")) == (2.5, unit, code)


@pytest.mark.parametrize(
    ("days", "status"),
    [
        ({}, "active"),
        ({"start": "2026-11-22"}, "active"),
        ({"start": "2026-11-23"}, "intended"),
        ({"start": "2026-01-01", "stop": "2026-11-22"}, "active"),
        ({"stop": "2026-11-21"}, "completed"),
    ],
)
def test_a_course_is_active_until_its_last_day_is_over(days: dict[str, str], status: str) -> None:
    said = {"start_said": "on_the_day"} if "start" in days else {}
    course = {"substance": "zinc", "kind": "supplement", "taken_at": "evening"} | days | said
    (taken,) = _resources(_of(courses=[course]), "MedicationStatement")
    assert taken["status"] == status
    renamed = {"start": "start", "stop": "end"}
    assert taken.get("effectivePeriod", {}) == {renamed[name]: day for name, day in days.items()}
    assert taken["dosage"] == [{"text": "daily, evening"}]


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("on_the_day", "2026-03-14"),
        ("this_week", "2026-03"),
        ("about_a_year_ago", "2026"),
        (None, None),  # it may be the day of entry
    ],
)
def test_a_beginning_is_dated_as_well_as_it_is_known_and_never_by_the_day_of_entry(
    said: str | None, start: str | None
) -> None:
    course = {"substance": "zinc", "kind": "supplement", "start": "2026-03-14", "start_said": said}
    sign = {"sign": "cold_feet", "noted_on": "2026-03-20", "onset": "2026-03-14", "onset_said": said, "side": "left"}
    sign = {name: value for name, value in sign.items() if value}
    resources = _of(courses=[{name: value for name, value in course.items() if value}], signs=[sign])
    (taken,) = _resources(resources, "MedicationStatement")
    assert taken.get("effectivePeriod", {}).get("start") == start
    (answers,) = _resources(resources, "QuestionnaireResponse")
    inside = {each["linkId"]: each["answer"][0] for each in answers["item"][0]["item"][0]["answer"][0]["item"]}
    assert inside.get("cold_feet.onset", {}).get("valueDate") == start
    assert inside["cold_feet.noted_on"] == {"valueDate": "2026-03-20"}
    assert inside["cold_feet.side"] == {"valueString": "left"}


@pytest.mark.parametrize(("name", "coded"), [("Magnesium", True), ("magnesium citrate", False), ("zinc", False)])
def test_only_a_substance_that_was_looked_up_has_a_code(name: str, coded: bool) -> None:
    (taken,) = _resources(_of(courses=[{"substance": name, "kind": "supplement"}]), "MedicationStatement")
    assert ("coding" in taken["medicationCodeableConcept"]) == coded
    assert taken["medicationCodeableConcept"]["text"] == name


def test_what_was_ticked_is_an_answer_and_what_was_not_is_none() -> None:
    signs = [
        {"sign": "cold_feet", "noted_on": "2026-10-01", "until": "2026-10-09"},
        {"sign": "cold_feet", "noted_on": "2026-11-01", "note": "again"},
        {"sign": "urge_to_move", "noted_on": "2026-11-02"},
    ]
    (response,) = _resources(_of(signs=signs, person={"conditions": ["diabetes"]}), "QuestionnaireResponse")
    groups = {group["linkId"]: [item["linkId"] for item in group["item"]] for group in response["item"]}
    assert groups == {"signs": ["cold_feet"], "restless_legs": ["urge_to_move"], "conditions": ["diabetes"]}
    first, second = response["item"][0]["item"][0]["answer"]
    assert [part["answer"] for part in first["item"]] == [[{"valueDate": "2026-10-01"}], [{"valueDate": "2026-10-09"}]]
    assert [part["linkId"] for part in second["item"]] == ["cold_feet.noted_on", "cold_feet.note"]
    assert False not in list(_everywhere(response, "valueBoolean"))
    assert _resources(_of(signs=[], person={}), "QuestionnaireResponse") == []


# ---------------------------------------------------------------- who, and ids
def test_without_the_name_nothing_in_the_file_follows_from_it() -> None:
    files = []
    for name, born in (("Robin Example", 1955), ("Kim", 1940)):
        whole = contents_values(person={"name": name, "born": born})
        assert name.encode() in as_fhir(whole, TODAY)
        files.append(as_fhir(without(whole, name=True, notes=False), TODAY))
    assert files[0] == files[1]
    assert _resources(json.loads(files[0]), "Patient")[0].keys() == {"resourceType", "id"}


def test_two_people_with_the_same_night_share_no_id() -> None:
    bundles = [_of(person={"name": name}) for name in ("Robin", "Kim")]
    one, other = ({entry["fullUrl"] for entry in bundle["entry"]} for bundle in bundles)
    assert one.isdisjoint(other)


def test_two_things_that_say_the_same_have_an_id_each() -> None:
    _check(_of(courses=[{"substance": "zinc", "kind": "supplement"}] * 2, nights=[night_values(cramps=[{}, {}])]))


def test_a_night_keeps_its_id_when_another_one_follows() -> None:
    first, later = night_values(date(2026, 11, 20), 1), night_values(date(2026, 11, 21), 1)
    before, after = _of(nights=[first]), _of(nights=[first, later])
    kept = {entry["fullUrl"] for entry in before["entry"][1:]}
    assert kept <= {entry["fullUrl"] for entry in after["entry"]}
    assert before["id"] != after["id"]


def test_what_was_invented_is_marked_as_test_data() -> None:
    label = [{"system": f"{HL7}v3-ActReason", "code": "HTEST", "display": "test health data"}]
    invented = _of(nights=[night_values(invented=True)])
    assert invented["meta"]["security"] == label
    assert all(each["meta"]["security"] == label for each in _resources(invented, "Observation"))
    assert "Invented nights" in _resources(invented, "Composition")[0]["section"][0]["text"]["div"]
    assert list(_everywhere(_of(), "security")) == []


# ---------------------------------------------------------------- without the library
def test_a_file_is_written_without_the_27_mb_library_that_the_tests_check_it_with(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['fhir'] = None\n"
        "from pathlib import Path; from cramp_journal.exchange.export import export\n"
        "from tests.builders import TODAY, contents_values\n"
        "export(contents_values(), Path(sys.argv[1]), TODAY)"
    )
    out = tmp_path / "out.fhir.json"
    subprocess.run([sys.executable, "-c", code, out], cwd=Path(__file__).parent.parent.parent, check=True)
    assert out.read_bytes() == as_fhir(contents_values(), TODAY)


def test_each_night_is_told_as_it_is_done() -> None:
    steps: list[None] = []
    as_fhir(contents_values(), TODAY, lambda: steps.append(None))
    assert len(steps) == 2
