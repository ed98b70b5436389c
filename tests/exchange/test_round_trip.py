"""Any valid journal, exported and imported, is the same journal."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from cramp_journal.exchange import journal_json
from cramp_journal.exchange.export import export
from cramp_journal.exchange.plan import plan_import
from cramp_journal.model import Form
from cramp_journal.model.kept import KeptForm
from tests.builders import TODAY, a_full_journal, a_journal
from tests.exchange.drawn import DRAWN, JOURNALS


def test_every_field_of_every_form_is_drawn() -> None:
    assert set(DRAWN) == set(Form.__subclasses__()) - {KeptForm}  # of version 2 only: see test_version_2.py
    assert {form: set(form.model_fields) for form in DRAWN} == DRAWN


def _sorted(journal: dict[str, Any]) -> dict[str, Any]:
    """Give a journal in the order in which none is meant, without empty lists and texts, which mean nothing."""
    bare = {
        name: sorted((_bare(row) for row in rows), key=str) if isinstance(rows, list) else _bare(rows)
        for name, rows in journal.items()
    }
    return {name: rows for name, rows in bare.items() if rows}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _bare(inner) for key, inner in value.items()}
        kept = {key: inner for key, inner in found.items() if inner not in ([], "")}
        for mark in ("invented", "hidden"):
            if not kept.get(mark):
                kept.pop(mark, None)
        return dict(sorted(kept.items()))
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(JOURNALS)
@settings(max_examples=25)
def test_a_journal_comes_out_as_it_went_in_and_twice_is_once(values: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with a_full_journal(folder, values) as journal:
            first = journal.contents()
        export(first, folder / "out.json", TODAY)
        read = journal_json.read_journal(folder / "out.json", TODAY)
        (folder / "other").mkdir()
        with a_journal(folder / "other") as other:
            plan = plan_import(read.profile, other.contents(), read.nights)
            other.import_rows(plan.nights, plan.rows)
            second = other.contents()
            again = plan_import(read.profile, second, read.nights)
    assert _sorted(first) == _sorted(values)
    assert second == first
    assert again.empty
    assert again.left == []
