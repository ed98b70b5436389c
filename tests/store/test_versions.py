"""Each write of a journal is known to a merge: whatever writes a night or a row, its versions tell of it."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cramp_journal.exchange.plan import import_mark, plan_import
from cramp_journal.merging.shown import what_is_shown
from cramp_journal.merging.versions import Units, knows, unit_kind
from cramp_journal.model import Course, JournalForm, Night, utc_now
from cramp_journal.store import Journal
from cramp_journal.store.schema.database import driver_of
from cramp_journal.words import SubstanceKind
from tests.builders import EVENING, TODAY, journal_values, night

SHAPES = Path(__file__).parent / "journals"
EARLIER = EVENING - timedelta(days=1)
OTHER = date(2026, 11, 19)


def _bring(journal: Journal) -> None:
    plan = plan_import(JournalForm.model_validate(journal_values()), journal.contents())
    fills = {"room_temperature_c": {EVENING: 18.0}}
    journal.import_rows(plan.nights, plan.rows, import_mark(), fills)


def _bring_and_take_back(journal: Journal) -> None:
    _bring(journal)
    journal.undo_import()


def _rename(journal: Journal) -> None:
    (factor,) = journal.factors()
    factor.name = "tea after nine"
    journal.keep(factor)


def _hide(journal: Journal) -> None:
    (factor,) = journal.factors()
    factor.hidden = True
    journal.keep(factor)


def _about(journal: Journal) -> None:
    about = journal.about()
    about.conditions = "diabetes"
    journal.keep(about)


def _delete_and_restore(journal: Journal) -> None:
    journal.delete(EVENING)
    journal.restore_night(journal.bin()[0].key)


def _replace_and_restore(journal: Journal) -> None:
    journal.save(night(EVENING), TODAY, whole=True)
    journal.restore_night(journal.bin()[0].key)


def _demo(journal: Journal) -> None:
    since = utc_now()
    journal.save(night(OTHER, 2, invented=True), TODAY)
    journal.remove_invented()
    journal.restore_invented(since)


WRITERS: tuple[Callable[[Journal], Any], ...] = (
    lambda journal: journal.save(night(OTHER, 1), TODAY),
    lambda journal: journal.save(night(EVENING, 2, factors=["late tea", "bath"]), TODAY),
    lambda journal: journal.save(night(EVENING, 1, note="more"), TODAY),
    lambda journal: journal.delete(EVENING),
    lambda journal: journal.keep(Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT)),
    lambda journal: journal.remove(journal.courses()[0]),
    lambda journal: journal.remove(journal.factors()[0]),
    *(_bring, _bring_and_take_back, _rename, _hide, _about, _delete_and_restore, _replace_and_restore, _demo),
)


def state_of(journal: Journal) -> Units:
    return journal.merger.state()


def said(state: Units) -> dict[str, Any]:
    return {name: what_is_shown(unit_kind(name), unit).content for name, unit in state.items()}


@pytest.mark.parametrize("write", WRITERS)
def test_a_write_raises_the_versions_of_all_that_it_changes_and_of_nothing_else(
    tmp_path: Path, write: Callable[[Journal], Any]
) -> None:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.save(night(EVENING, 1, factors=["late tea"]), TODAY)
        journal.save(night(EARLIER, asked=["cramps", "own:late tea"]), TODAY)
        journal.keep(Course(substance="magnesium", kind=SubstanceKind.SUPPLEMENT))
    with Journal(tmp_path / "journal.sqlite") as journal:
        before = state_of(journal)
        write(journal)
        after = state_of(journal)
        assert journal.check() == []
    for name in {*before, *after}:
        if said(before).get(name) == said(after).get(name):
            continue
        (version,) = after[name].versions
        assert name not in before or not knows(before[name].seen, version.stamp), name
        assert name not in before or after[name].seen.items() >= before[name].seen.items(), name
    (untouched,) = [name for name in before if name.startswith("course")]
    assert "zinc" in str(after) or said(after)[untouched] is None or before[untouched] == after[untouched]


def test_what_was_written_in_one_run_of_the_program_is_one_step_of_its_history(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    with Journal(file) as journal:
        for note in ("o", "on", "one"):
            journal.save(night(EVENING, note=note), TODAY)
    with Journal(file) as journal:
        for note in ("tw", "two"):
            journal.save(night(EVENING, note=note), TODAY)
        unit = state_of(journal)[f"night {EVENING}"]
    assert len(unit.seen) == 2
    ((ancestor,),) = [version.ancestors for version in unit.versions]
    assert ancestor.content is not None
    assert ancestor.content["note"] == "one"


def test_how_a_night_stood_is_forgotten_after_90_days_of_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "journal.sqlite"
    for note in ("one", "two"):
        with Journal(file) as journal:
            journal.save(night(EVENING, note=note), TODAY)
    with Journal(file) as journal:
        journal.save(night(EARLIER), TODAY)
        journal.delete(EARLIER)
        with journal._writing() as connection:
            driver_of(connection).execute("UPDATE lineage SET used = used + 100")
        journal.purge(utc_now() + timedelta(days=400))
        unit = state_of(journal)
    assert [version.ancestors for version in unit[f"night {EVENING}"].versions] == [()]
    assert said(unit)[f"night {EARLIER}"] is None


@pytest.mark.parametrize("form", range(1, 7))
def test_two_copies_of_a_journal_of_an_older_form_are_the_same(form: int, tmp_path: Path) -> None:
    states = []
    for name in ("one", "other"):
        file = tmp_path / name / "journal.sqlite"
        file.parent.mkdir()
        shutil.copy(SHAPES / f"v{form}.sqlite", file)
        with Journal(file) as journal:
            states.append(state_of(journal))
            assert len(journal.nights(date.min, date.max)) > 0
            assert not any(each.invented and f"night {each.evening}" in states[-1] for each in _nights(journal))
    assert states[0] == states[1]


def _nights(journal: Journal) -> list[Night]:
    return journal.nights(date.min, date.max)
