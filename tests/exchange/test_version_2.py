"""Version 2 of the JSON carries which row is which and which writes led to it: nothing is lost on the way and back."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from cramp_journal.errors import BadInput
from cramp_journal.exchange import journal_json
from cramp_journal.exchange.export import Wishes, export
from cramp_journal.exchange.journal_units import kept_units, units_in
from cramp_journal.exchange.plan import ImportPlan, import_mark, plan_import
from cramp_journal.model import Course, Factor, NightForm, night_of, values_of
from cramp_journal.model.forms import form_values
from cramp_journal.store import Journal
from cramp_journal.words import SubstanceKind
from tests.builders import EVENING, TODAY, journal_values, night, night_values
from tests.exchange.drawn import NIGHTS

KEPT = sorted((Path(__file__).parent.parent / "store" / "journals").glob("v*.sqlite"))
STORED = Path(__file__).parent / "version-2.json"  # written by the program when form 0008 was its newest
EARLIER = EVENING - timedelta(days=1)
GONE = EVENING - timedelta(days=2)


def written(journal: Journal, out: Path) -> bytes:
    export(journal.merger.contents(), out, TODAY)
    return out.read_bytes()


def bring(journal: Journal, file: Path, mark: str | None = None) -> ImportPlan:
    read = journal_json.read_journal(file, TODAY)
    plan = plan_import(read.profile, journal.contents(), read.nights, TODAY, journal.merger.keys())
    journal.import_rows(plan.nights, plan.rows, mark, kept=kept_units(read))
    return plan


def a_rich_journal(file: Path) -> Journal:
    """Open a journal with a changed and a deleted night, and a deleted course and factor, written by two openings."""
    with Journal(file) as journal:
        journal.save(night(EVENING, 1, note="as it was", factors=["tea"]), TODAY)
        journal.save(night(GONE, 2, factors=["bath"]), TODAY)
        journal.save(night(EARLIER, invented=True), TODAY)
        journal.keep(Course(substance="zinc", kind=SubstanceKind.SUPPLEMENT))
        journal.keep(Course(substance="iron", kind=SubstanceKind.SUPPLEMENT))
        about = journal.about()
        about.name = "Robin"
        journal.keep(about)
    journal = Journal(file)
    journal.save(night(EVENING, 2, note="changed", factors=["tea"]), TODAY)
    journal.delete(GONE)
    journal.remove(next(each for each in journal.courses() if each.substance == "iron"))
    journal.remove(next(each for each in journal.factors() if each.name == "bath"))
    return journal


@pytest.fixture
def there(tmp_path: Path) -> tuple[Path, Path]:
    """A journal, and what it writes as JSON."""
    with a_rich_journal(tmp_path / "there.cramps") as journal:
        written(journal, tmp_path / "there.json")
    return tmp_path / "there.cramps", tmp_path / "there.json"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "here.cramps"


@pytest.mark.parametrize("original", KEPT, ids=lambda file: str(file.name))
def test_a_journal_of_each_form_comes_into_an_empty_one_without_loss(original: Path, tmp_path: Path) -> None:
    with Journal(Path(shutil.copy(original, tmp_path / "one.cramps"))) as journal:
        first, held, state = written(journal, tmp_path / "one.json"), journal.contents(), journal.merger.state()
    with Journal(tmp_path / "other.cramps") as other:
        assert bring(other, tmp_path / "one.json").left == []
        assert written(other, tmp_path / "other.json") == first
        assert other.contents() == held
        assert {name: unit.seen for name, unit in other.merger.state().items()} == {
            name: unit.seen for name, unit in state.items()
        }
        assert other.check() == []
        assert bring(other, tmp_path / "one.json").empty


def test_changes_deletions_and_invented_nights_come_without_loss(there: tuple[Path, Path], here: Path) -> None:
    with Journal(here) as journal:
        assert bring(journal, there[1], import_mark()).left == []
        assert written(journal, here.with_suffix(".json")) == there[1].read_bytes()
        assert [each.name for each in journal.factors()] == ["tea"]
    said = json.loads(there[1].read_bytes())
    assert said["version"] == 2
    kinds = sorted(each["unit"].partition(" ")[0] for each in said["deleted"])
    assert kinds == ["course", "factor", "night"]
    assert b"as it was" not in there[1].read_bytes()  # earlier words are nobody's business
    assert "stamp" not in next(each["row"] for each in said["nights"] if each.get("invented"))


def test_the_stored_file_of_version_2_is_read_as_it_was(here: Path) -> None:
    with Journal(here) as journal:
        assert bring(journal, STORED).left == []
        assert written(journal, here.with_suffix(".json")) == STORED.read_bytes()


def test_two_who_exchange_files_have_one_journal(there: tuple[Path, Path], here: Path, tmp_path: Path) -> None:
    with Journal(here) as journal:
        bring(journal, there[1])
        journal.save(night(EARLIER - timedelta(days=5), 1), TODAY)
        journal.delete(EVENING)
        written(journal, tmp_path / "back.json")
    with Journal(there[0]) as journal:
        journal.keep(Course(substance="magnesium", kind=SubstanceKind.SUPPLEMENT))
        done = journal.merger.merge(units_in(journal_json.read_journal(tmp_path / "back.json", TODAY)))
        assert (done.new, done.gone, done.asked) == (1, 1, 0)
        written(journal, there[1])
        state, held = journal.merger.state(), journal.contents()
    with Journal(here) as journal:
        done = journal.merger.merge(units_in(journal_json.read_journal(there[1], TODAY)))
        assert (done.others, done.asked) == (1, 0)
        assert journal.contents()["courses"] == held["courses"]
        assert {name: unit.seen for name, unit in journal.merger.state().items()} == {
            name: unit.seen for name, unit in state.items()
        }
        again = journal.merger.merge(units_in(journal_json.read_journal(there[1], TODAY)))
        assert (again.empty, again.kept) == (True, None)


def test_what_was_edited_in_a_file_by_hand_is_an_edit_of_its_own(there: tuple[Path, Path]) -> None:
    values = json.loads(there[1].read_bytes())
    (edited,) = [each for each in values["nights"] if each["evening"] == EVENING.isoformat()]
    edited["sleep_disturbance"] = 7
    there[1].write_text(json.dumps(values), encoding="utf-8")
    with Journal(there[0]) as journal:
        for changed in (1, 0):
            done = journal.merger.merge(units_in(journal_json.read_journal(there[1], TODAY)))
            assert (done.changed, done.asked) == (changed, 0)
        assert journal.contents()["nights"][-1]["sleep_disturbance"] == 7


def test_what_stands_stays_and_the_plan_says_that_it_is_the_same_journal(there: tuple[Path, Path]) -> None:
    with Journal(there[0]) as journal:
        journal.save(night(EVENING, 3), TODAY)
        zinc = journal.courses()[0]
        zinc.stop = EVENING
        journal.keep(zinc)
        before = journal.contents()
        plan = bring(journal, there[1], import_mark())
        assert (plan.empty, plan.kin) == (True, True)
        assert len(plan.left) == 2
        assert journal.contents() == before


def test_no_key_of_a_file_overwrites_a_row(there: tuple[Path, Path], tmp_path: Path) -> None:
    with Journal(there[0]) as journal:
        journal.keep(Factor(name="late walk"))
        before = journal.contents()
        binned = {each.key: each.evening for each in journal.bin()}
        values = json.loads(written(journal, there[1]))
    row = next(each["row"] for each in values["nights"] if each["evening"] == EVENING.isoformat())
    of_factor = next(each["row"] for each in values["factors"] if each["name"] == "late walk")
    new = EVENING - timedelta(days=9)
    hostile = journal_values(
        version=2,
        courses=[],
        signs=[],
        prompts=[],
        nights=[
            night_values(new, row=row),
            night_values(new - timedelta(days=1), row=row | {"key": min(binned)}),
        ],
        factors=[{"name": "other", "row": of_factor}],
    )
    (tmp_path / "hostile.json").write_text(json.dumps(hostile), encoding="utf-8")
    with Journal(there[0]) as journal:
        bring(journal, tmp_path / "hostile.json", import_mark())
        after = journal.contents()
        assert after["nights"][-len(before["nights"]) :] == before["nights"]
        assert {each["name"] for each in after["factors"]} == {each["name"] for each in before["factors"]} | {"other"}
        assert {each.key: each.evening for each in journal.bin()} == binned
        assert journal.check() == []


def test_an_import_that_is_taken_back_deletes_nothing_where_it_came_from(there: tuple[Path, Path], here: Path) -> None:
    with Journal(here) as journal:
        journal.save(night(GONE - timedelta(days=9)), TODAY)
        bring(journal, there[1], import_mark())
        assert journal.undo_import().nights == 2
        assert [each["evening"] for each in journal.contents()["nights"]] == [f"{GONE - timedelta(days=9)}"]
        state = journal.merger.state()
        assert journal.check() == []
        with Journal(there[0]) as other:
            done = other.merger.merge(state)
            assert (done.new, done.gone, done.others, done.asked) == (1, 0, 0, 0)


def test_a_file_with_old_times_that_came_last_is_taken_back_first(
    there: tuple[Path, Path], here: Path, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(journal_values(nights=[night_values(GONE - timedelta(days=9))])), encoding="utf-8")
    with Journal(here) as journal:
        bring(journal, earlier, first := import_mark())
        bring(journal, there[1], last := import_mark())
        assert [journal.undo_import().import_id for _each in range(2)] == [last, first]


def test_a_night_that_was_deleted_here_comes_again_as_it_always_did(there: tuple[Path, Path]) -> None:
    with Journal(there[0]) as journal:
        journal.delete(EVENING)
        assert EVENING in bring(journal, there[1], import_mark()).nights.evenings
        assert journal.night(EVENING) is not None
        unit = journal.merger.state()[f"night {EVENING}"]
        assert unit.versions[0].content is not None
        assert len(unit.versions) == 1


@given(NIGHTS)
@settings(max_examples=50)
def test_a_form_says_what_the_night_made_of_it_says(values: dict[str, Any]) -> None:
    form = NightForm.model_validate(values)
    assert form_values(form) == values_of(night_of(form))


@pytest.mark.parametrize("wishes", [Wishes(name=False), Wishes(notes=False), Wishes(first=EVENING)])
def test_a_file_in_which_something_was_left_out_is_no_copy_of_the_journal(
    there: tuple[Path, Path], wishes: Wishes, tmp_path: Path
) -> None:
    with Journal(there[0]) as journal:
        export(journal.merger.contents(), tmp_path / "some.json", TODAY, wishes)
    text = (tmp_path / "some.json").read_text(encoding="utf-8")
    assert not any(name in text for name in ('"row"', '"deleted"', '"stamp"', '"seen"'))
    assert journal_json.read_journal(tmp_path / "some.json", TODAY).version == 2


# ---------------------------------------------------------------- what no program wrote
ROW = {"key": "a-1", "changed_at": "2026-11-22T07:42:00Z", "device": "d", "stamp": "aa 3", "seen": {"aa": 3}}
UNIT = {"unit": "night 2026-11-03", "seen": {"aa": 3}, "stamp": "aa 3"}
NIGHT = {"evening": "2026-11-21", "state": "clear", "cramps": []}
VERSION = {"stamp": "aa 3", "seen": {"aa": 3}, "content": NIGHT}
SEVERAL = {name: value for name, value in ROW.items() if name != "stamp"}
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"version": 1, "nights": [night_values(row=ROW)]}, "nights[1].row): is not a key that version 1 has."),
    ({"version": 1, "deleted": [UNIT]}, "deleted[1]): is not a key that version 1 has."),
    ({"version": 1, "person": {"row": ROW}}, "version 1 has no “row”"),
    ({"nights": [night_values(row=ROW | {"colour": 1})]}, "nights[1].row.colour): is not a key that a journal has."),
    ({"nights": [night_values(row=ROW | {"key": "../x"})]}, "nights[1].row.key): "),
    ({"nights": [night_values(row=ROW | {"key": "x" * 65})]}, "nights[1].row.key): "),
    ({"nights": [night_values(row=ROW | {"changed_at": "2026-11-22T07:42:00"})]}, "must say its zone"),
    ({"nights": [night_values(row=ROW | {"changed_at": "0001-01-01T00:00:00+14:00"})]}, "beyond the edge"),
    ({"nights": [night_values(row=ROW | {"device": "x" * 65})]}, "nights[1].row.device): is longer than 64"),
    ({"nights": [night_values(row=ROW | {"device": "\x1b[31m"})]}, "holds a control character"),
    ({"nights": [night_values(row=ROW | {"stamp": "aa"})]}, "nights[1].row.stamp): "),
    ({"nights": [night_values(row=ROW | {"stamp": "aa 4"})]}, "its own write is not among those that it knew (seen)."),
    ({"nights": [night_values(row=ROW | {"seen": {"aa": -1}})]}, "must be 0 or more"),
    ({"nights": [night_values(row=ROW | {"seen": {"aa": 2**70}})]}, "nights[1].row.seen.aa): must be "),
    ({"nights": [night_values(row=ROW | {"seen": {"a b": 3}})]}, "nights[1].row.seen"),
    ({"nights": [night_values(row=ROW | {"seen": {f"a{n}": n for n in range(2001)}})]}, "nights[1].row.seen): "),
    ({"nights": [night_values(row=ROW | {"versions": [VERSION]})]}, "has a stamp and several versions"),
    ({"nights": [night_values(row=SEVERAL | {"versions": [VERSION] * 51})]}, "nights[1].row.versions): "),
    ({"nights": [night_values(row=SEVERAL | {"versions": [VERSION, VERSION]})]}, "have the same stamp"),
    ({"nights": [night_values(row=SEVERAL | {"versions": [VERSION | {"seen": {}}]})]}, "its own write is not known"),
    (
        {"nights": [night_values(row=SEVERAL | {"versions": [VERSION | {"content": NIGHT | {"pain": 3}}]})]},
        "nothing that a journal takes (versions[1].content).",
    ),
    (
        {"nights": [night_values(row=SEVERAL | {"versions": [{"stamp": "aa 3", "seen": {"aa": 3}}]})]},
        "every version says that it is deleted, and yet it stands",
    ),
    (
        {"nights": [night_values(row=ROW), night_values(EARLIER, row=ROW)]},
        "nights[2].row.key): the same thing stands there twice.",
    ),
    ({"deleted": [UNIT, UNIT]}, "deleted[2]): the same thing stands there twice."),
    (
        {"deleted": [UNIT | {"unit": "night 2026-11-21"}]},
        "“night 2026-11-21” is deleted in the file, and stands in it.",
    ),
    ({"deleted": [UNIT | {"unit": "night tomorrow"}]}, "is the name of nothing that a journal has"),
    ({"deleted": [UNIT | {"unit": "about Robin"}]}, "is the name of nothing that a journal has"),
    ({"deleted": [UNIT | {"unit": "diary x"}]}, "deleted[1].unit): "),
    ({"deleted": [UNIT | {"unit": "course " + "x" * 300}]}, "deleted[1].unit): "),
    ({"deleted": [UNIT | {"unit": "overlap a+b"}]}, "does not belong in this list"),
    ({"overlaps": [UNIT]}, "does not belong in this list"),
    ({"deleted": [{"unit": "night 2026-11-03", "seen": {}}]}, "must have a stamp, or versions"),
    (
        {"deleted": [{"unit": "night 2026-11-03", "seen": {"aa": 3}, "versions": [VERSION]}]},
        "what was deleted says nothing.",
    ),
    (
        {"overlaps": [{"unit": "overlap a+b", "seen": {"aa": 3}, "versions": [VERSION | {"content": {"asked": 1}}]}]},
        "nothing that a journal takes (versions[1].content).",
    ),
]


@pytest.mark.parametrize(("parts", "said"), FAULTS)
def test_each_new_field_is_checked_and_said_with_its_place(parts: dict[str, Any], said: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(journal_values(**({"version": 2} | parts))), encoding="utf-8")
    with pytest.raises(BadInput) as told:
        journal_json.read_journal(file, TODAY)
    sentence = str(told.value)
    assert said in sentence
    assert sentence.endswith("Nothing was taken in.")
    assert sentence.isprintable()


def _raise_writes(values: dict[str, Any]) -> None:
    values["nights"] = [night_values(row=ROW | {"seen": {"aa": 3} | {f"a{number}": 1 for number in range(20)}})]


def _raise_entries(values: dict[str, Any]) -> None:
    values["deleted"] = [UNIT | {"unit": f"course {number}"} for number in range(30)]


@pytest.mark.parametrize("change", [_raise_entries, _raise_writes])
def test_more_deletions_or_writes_than_any_journal_has_are_refused(
    change: Callable[[dict[str, Any]], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = journal_values(version=2)
    change(values)
    (tmp_path / "mine.json").write_text(json.dumps(values), encoding="utf-8")
    monkeypatch.setattr(journal_json, "MOST_ENTRIES", 20)
    with pytest.raises(BadInput, match="holds more than 20 nights, cramps and other things"):
        journal_json.read_journal(tmp_path / "mine.json", TODAY)


def test_a_file_that_is_changed_between_two_readings_is_told(there: tuple[Path, Path]) -> None:
    read = journal_json.read_journal(there[1], TODAY)
    there[1].write_text(json.dumps(journal_values(version=2, deleted=[{"unit": 7}])), encoding="utf-8")
    with pytest.raises(BadInput, match="was changed while it was read"):
        list(read.units())
