"""The JSON Schema that ships says the same as the program: what is a journal, and what is none."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cramp_journal.demo import invented_journal
from cramp_journal.errors import BadInput
from cramp_journal.exchange.journal_json import read_journal, schema
from cramp_journal.exchange.plan import plan_import
from cramp_journal.paths import resource
from tests.builders import EVENING, TODAY, a_full_journal, a_journal, journal_values, night_values

ONE_CRAMP = {"pain": 7, "side": "left"}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    shipped = json.loads(resource("cramp-journal.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(shipped)
    assert shipped["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    return Draft202012Validator(shipped)


def test_the_example_of_the_format_page_fits(validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(journal_values())] == []


def test_what_the_program_exports_fits(validator: Draft202012Validator, tmp_path: Path) -> None:
    with a_full_journal(tmp_path) as journal:
        assert [error.message for error in validator.iter_errors(journal.contents())] == []


def test_an_invented_journal_fits(validator: Draft202012Validator, tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        plan = plan_import(invented_journal(150, 3, EVENING), journal.contents())
        journal.import_rows(plan.nights, plan.rows)
        assert [error.message for error in validator.iter_errors(journal.contents())] == []


@pytest.mark.parametrize(
    "parts",
    [
        *({"colour": "red"}, {"format": "diary"}, {"version": 3}, {"nights": "none"}, {"nights": [{}]}),
        *({"person": {"age": 71}}, {"settings": {"night_boundary": "noon"}}, {"factors": [{"name": ""}]}),
        *({"courses": [{"substance": "zinc"}]}, {"signs": [{"sign": "tired", "noted_on": "2026-11-02"}]}),
        {"nights": [night_values(colour="red")]},
        {"nights": [night_values(woke=1)]},
        {"nights": [night_values(sleep_disturbance=11)]},
        {"nights": [night_values(note="x" * 20_001)]},
        {"nights": [night_values(cramps=[ONE_CRAMP | {"pain": 11}])]},
        {"nights": [night_values(cramps=[ONE_CRAMP | {"pain": "7"}])]},
        {"nights": [night_values(cramps=[ONE_CRAMP | {"pain": True}])]},
        {"nights": [night_values(cramps=[ONE_CRAMP | {"time": "24:00"}])]},
        {"nights": [night_values(cramps=[ONE_CRAMP | {"reliefs": [{"what": "prayer"}]}])]},
        {"nights": [night_values(intakes=[{"substance": "zinc", "dose": -1}])]},
    ],
)
def test_schema_and_program_refuse_the_same(
    validator: Draft202012Validator, tmp_path: Path, parts: dict[str, Any]
) -> None:
    values, file = journal_values(**parts), tmp_path / "mine.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    assert not validator.is_valid(values)
    with pytest.raises(BadInput):
        read_journal(file, TODAY)


def test_each_object_of_the_schema_refuses_unknown_keys() -> None:
    made = schema()
    objects = {"the journal": made} | made["$defs"]
    kinds = {name: each for name, each in objects.items() if each.get("type") == "object"}
    assert len(kinds) >= 10
    assert [name for name, each in kinds.items() if each.get("additionalProperties") is not False] == []
