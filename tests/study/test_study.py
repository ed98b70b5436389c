"""Many journals as one data set: who is in it, what is not, and figures on which two engines and a referee agree."""

import json
import math
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from cramp_journal.exchange.columns import Kind
from cramp_journal.model import NightForm, values_of
from cramp_journal.model.forms import night_of
from cramp_journal.study.figures import (
    OVERALL,
    PER_PERSON,
    POOLED,
    RATIOS,
    Engine,
    all_figures,
    of_factor,
    on_duckdb,
    pooled,
)
from cramp_journal.study.intake import faulty_files, partition, take_in
from cramp_journal.study.people import KEY_FILE
from cramp_journal.study.tables import PERSON, STUDY_TABLES, WITH_WORDS, as_parquet, columns_of, study_rows
from cramp_journal.words import YES_NO_FACTORS
from tests.builders import TODAY, journal_values, night_values

SECRET_WORD = "Zaunkönig-17"
FACTORS = ("alcohol", "sat_all_day")


def _person(number: int, nights: int = 40) -> dict[str, Any]:
    """Give a journal in which alcohol goes with more cramps, more so with some people."""
    draw = random.Random(number)
    rows = []
    for back in range(nights):
        drank = draw.random() < 0.5
        cramps = sum(draw.random() < (0.15 + 0.2 * (number % 4) if drank else 0.25) for _chance in range(3))
        rows.append(
            night_values(
                date(2026, 9, 1) + timedelta(days=back),
                [{"seconds": 60, "note": f"{SECRET_WORD} of the cramp"}] * cramps,
                alcohol=drank,
                sat_all_day=draw.choice([True, False, None]),
                note=f"{SECRET_WORD} of the night",
                factors=[f"{SECRET_WORD} factor"],
                intakes=[{"substance": f"{SECRET_WORD} pill"}],
            )
        )
    return journal_values(person={"name": f"{SECRET_WORD} {number}", "born": 1940 + number}, nights=rows)


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journals")
    for number in range(6):
        (folder / f"{number}.json").write_text(json.dumps(_person(number)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def dataset(journals: Path) -> Path:
    out = journals.parent / "dataset"
    assert take_in(journals, out, TODAY).left == []
    return out


def _on_polars(out: Path) -> Engine:
    nights = pl.scan_parquet(str(out / "nights" / "**" / "*.parquet"), hive_partitioning=True)
    context = pl.SQLContext(nights=nights)
    return lambda sentence: context.execute(sentence).collect().to_dicts()


# ---------------------------------------------------------------- what is in it
def _people(out: Path, table: str = "nights") -> list[str]:
    files = sorted((out / table).rglob("*.parquet"))
    return [key for file in files for key in dict.fromkeys(pq.read_table(file)["person"].to_pylist())]


def test_each_person_has_a_key_that_stays_and_names_nobody(journals: Path, dataset: Path) -> None:
    keys = _people(dataset)
    assert len(keys) == 6
    assert all(re.fullmatch("p[0-9a-f]{16}", key) for key in keys)
    again = journals.parent / "again"
    take_in(journals, again, TODAY)
    assert _people(again) == keys
    assert (journals / KEY_FILE).stat().st_mode & 0o077 == 0
    assert dataset.stat().st_mode & 0o077 == 0


def test_all_rows_of_a_person_are_in_the_one_partition_that_their_key_names(dataset: Path) -> None:
    keys = _people(dataset)
    assert len(set(keys)) == len(keys)
    for table in ("nights", "cramps", "reliefs"):
        for key in _people(dataset, table):
            assert key in pq.read_table(partition(dataset, table, key))["person"].to_pylist()
    assert {each.name for each in (dataset / "nights").iterdir()} == {f"person_group={key[:3]}" for key in keys}


def test_a_long_journal_is_written_piece_by_piece_and_whole(
    journals: Path, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramp_journal.study.intake._CHUNK", 7)
    monkeypatch.setattr("cramp_journal.study.intake._ROWS", 15)
    out = journals.parent / "pieces"
    take_in(journals, out, TODAY)
    for file in sorted(dataset.rglob("*.parquet")):
        again = pq.ParquetFile(out / file.relative_to(dataset))
        assert again.read().equals(pq.ParquetFile(file).read())
        if file.parent.parent.name == "nights":
            assert again.num_row_groups > 1


def test_no_name_no_note_and_no_word_of_anybody_is_in_it_unless_it_is_asked_for(journals: Path, dataset: Path) -> None:
    def told(out: Path) -> str:
        return " ".join(str(pq.ParquetFile(file).read().to_pydict()) for file in sorted(out.rglob("*.parquet")))

    assert SECRET_WORD not in told(dataset)
    assert not (dataset / "intakes").exists()
    worded = journals.parent / "worded"
    take_in(journals, worded, TODAY, with_words=True)
    assert f"{SECRET_WORD} pill" in told(worded)
    assert f"{SECRET_WORD} of" not in told(worded)
    listed = [table for table in STUDY_TABLES if table != WITH_WORDS]
    assert {c.name for table in listed for c in columns_of(table) if c.kind is Kind.TEXT} == {PERSON.name}


def test_the_files_keep_to_their_columns_and_one_that_does_not_is_found(journals: Path) -> None:
    out = journals.parent / "spoiled"
    take_in(journals, out, TODAY)
    assert faulty_files(out) == []
    file = next((out / "cramps").rglob("*.parquet"))
    pq.write_table(pa.table({"evening": ["soon"]}), file)
    assert faulty_files(out) == [f"{file.relative_to(out)}: its columns are not those of “cramps”."]


def test_the_rows_are_those_of_the_exchange_form() -> None:
    """They are taken from the checked form itself: the way over the rows of a journal is 20 times as long."""
    forms = [NightForm.model_validate(each) for each in (*_person(1)["nights"], *journal_values()["nights"])]
    plain = [values_of(night_of(form)) for form in forms]
    short = [form.model_dump(mode="json") for form in forms]
    for table in STUDY_TABLES:
        assert list(study_rows(table, short)) == list(study_rows(table, plain))


def test_the_codebook_says_what_each_column_means(dataset: Path) -> None:
    book = json.loads((dataset / "codebook.json").read_text(encoding="utf-8"))
    assert book["partitioned_by"] == "person_group"
    assert {*book["tables"]} == {"nights", "cramps", "reliefs"}
    for table, columns in book["tables"].items():
        assert [*columns] == [each.name for each in columns_of(table)]
        assert all(each["means"] for each in columns.values())


# ---------------------------------------------------------------- its figures
@pytest.fixture
def duck(dataset: Path) -> Iterator[Engine]:
    with on_duckdb(dataset) as run:
        yield run


def test_the_same_sentences_run_on_two_engines_and_say_the_same(dataset: Path, duck: Engine) -> None:
    one, other = duck, _on_polars(dataset)
    of_factors = [of_factor(each, factor) for each in (RATIOS, POOLED) for factor in YES_NO_FACTORS]
    sentences = [PER_PERSON, OVERALL, *of_factors]
    for sentence in sentences:
        for left, right in zip(one(sentence), other(sentence), strict=True):
            assert left.keys() == right.keys()
            assert [v for v in left.values() if not isinstance(v, float)] == [
                v for v in right.values() if not isinstance(v, float)
            ]
            for name, value in left.items():
                if isinstance(value, float):
                    assert value == pytest.approx(right[name], rel=1e-9)


def test_the_figures_of_a_person_are_those_of_their_nights(duck: Engine, journals: Path) -> None:
    expected = []
    for file in sorted(journals.glob("*.json")):
        nights = json.loads(file.read_text(encoding="utf-8"))["nights"]
        expected.append((len(nights), sum(len(night["cramps"]) for night in nights)))
    found = duck(PER_PERSON)
    assert sorted((row["nights"], row["cramps"]) for row in found) == sorted(expected)
    for row in found:
        assert row["cramps_a_week"] == pytest.approx(7 * row["cramps"] / row["nights"])


def test_the_pooled_ratio_is_that_of_another_implementation(duck: Engine) -> None:
    run, tested = duck, set()
    for factor in FACTORS:
        people = run(of_factor(RATIOS, factor))
        referee = combine_effects(*(np.array([row[name] for row in people]) for name in ("y", "v")), method_re="dl")
        (found,) = [each for each in pooled(run) if each.factor == factor]
        differs = referee.tau2 > 0  # where people differ by less than chance, the referee goes below nought
        low, high = referee.conf_int(use_t=False)[1 if differs else 0]
        assert found.people == len(people) == 6
        assert found.tau2 == pytest.approx(max(referee.tau2, 0.0), abs=1e-12)
        assert math.log(found.ratio) == pytest.approx(referee.mean_effect_re if differs else referee.mean_effect_fe)
        assert (math.log(found.low), math.log(found.high)) == pytest.approx((low, high))
        tested.add(differs)
    assert True in tested


def test_a_night_that_was_left_out_or_not_asked_is_in_no_figure(tmp_path: Path) -> None:
    nights = [
        night_values(date(2026, 9, 1), [{}], asked=["cramps"]),  # its source writes down cramps alone
        night_values(date(2026, 9, 2), [{}], left_out=True),
        night_values(date(2026, 9, 3), [{}]),
        night_values(date(2026, 9, 4)),
    ]
    (tmp_path / "one.json").write_text(json.dumps(journal_values(nights=nights)), encoding="utf-8")
    take_in(tmp_path, tmp_path / "out", TODAY)
    with on_duckdb(tmp_path / "out") as run:
        (row,) = all_figures(run)["people"]
    assert (row["nights"], row["cramps"]) == (2, 1)


def test_an_engine_leaves_nothing_behind_and_fetches_nothing(dataset: Path, journals: Path) -> None:
    before = sorted(journals.parent.iterdir())
    with on_duckdb(dataset) as run:
        names = ("temp_directory", "autoinstall_known_extensions", "autoload_known_extensions")
        listed = ", ".join(f"current_setting('{name}') AS {name}" for name in names)
        (set_to,) = run(f"SELECT {listed}")
        assert Path(set_to["temp_directory"]).parent == dataset.parent
        assert not set_to["autoinstall_known_extensions"]
        assert not set_to["autoload_known_extensions"]
    assert sorted(journals.parent.iterdir()) == before


def test_one_journal_goes_out_as_parquet_a_row_a_night_and_without_words() -> None:
    table = pq.read_table(pa.BufferReader(as_parquet(_person(1))))
    assert table.num_rows == 40
    assert SECRET_WORD not in str(table.to_pydict())
    assert {"evening", "cramps", "room_temperature_c", "alcohol", "invented"} <= set(table.column_names)
    assert "person" not in table.column_names


def test_who_makes_no_study_loads_neither_engine() -> None:
    load = "from cramp_journal.cli.commands import whole_program; whole_program()"
    code = f"import sys; {load}\nprint(sorted({{'duckdb', 'pyarrow', 'polars'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
