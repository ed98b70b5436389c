"""Many journals as one data set: who is in it, what is not, and figures on which two engines and a referee agree."""

import json
import math
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from cramp_journal.errors import BadInput
from cramp_journal.study.figures import PER_PERSON, POOLED, RATIOS, Engine, all_figures, of_factor, on_duckdb, pooled
from cramp_journal.study.intake import KEY_FILE, faulty_files, take_in
from cramp_journal.study.tables import as_parquet
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
def test_each_person_has_a_folder_under_a_key_that_stays_and_names_nobody(journals: Path, dataset: Path) -> None:
    keys = sorted(each.name for each in (dataset / "nights").iterdir())
    assert len(keys) == 6
    assert all(key.startswith("person=p") for key in keys)
    again = journals.parent / "again"
    take_in(journals, again, TODAY)
    assert sorted(each.name for each in (again / "nights").iterdir()) == keys
    assert (journals / KEY_FILE).stat().st_mode & 0o077 == 0


def test_no_name_no_note_and_no_word_of_anybody_is_in_it_unless_it_is_asked_for(journals: Path, dataset: Path) -> None:
    def told(out: Path) -> str:
        return " ".join(str(pq.ParquetFile(file).read().to_pydict()) for file in sorted(out.rglob("*.parquet")))

    assert SECRET_WORD not in told(dataset)
    assert not (dataset / "intakes").exists()
    worded = journals.parent / "worded"
    take_in(journals, worded, TODAY, with_words=True)
    assert f"{SECRET_WORD} pill" in told(worded)
    assert f"{SECRET_WORD} of" not in told(worded)


def test_two_exports_of_one_journal_are_one_person_and_a_broken_file_is_named(tmp_path: Path) -> None:
    for name, nights in (("a", 20), ("b", 30), ("c", 10)):
        (tmp_path / f"{name}.json").write_text(json.dumps(_person(1, nights)), encoding="utf-8")
    (tmp_path / "d.json").write_text("{", encoding="utf-8")
    done = take_in(tmp_path, tmp_path / "out", TODAY)
    assert (done.people, done.nights) == (1, 30)
    assert [each.partition(":")[0].rpartition("/")[2].partition(",")[0] for each in done.left] == ["c.json", "d.json"]


def test_the_files_keep_to_their_columns_and_one_that_does_not_is_found(journals: Path) -> None:
    out = journals.parent / "spoiled"
    take_in(journals, out, TODAY)
    assert faulty_files(out) == []
    file = next((out / "cramps").rglob("*.parquet"))
    pq.write_table(pa.table({"evening": ["soon"]}), file)
    assert faulty_files(out) == [f"{file.relative_to(out)}: its columns are not those of “cramps”."]


def test_a_folder_without_journals_and_a_data_set_that_stands_are_refused(tmp_path: Path, journals: Path) -> None:
    with pytest.raises(BadInput, match="has no journals"):
        take_in(tmp_path, tmp_path / "out", TODAY)
    (tmp_path / "there").mkdir()
    with pytest.raises(BadInput, match="is there already"):
        take_in(journals, tmp_path / "there", TODAY)


# ---------------------------------------------------------------- its figures
def test_the_same_sentences_run_on_two_engines_and_say_the_same(dataset: Path) -> None:
    one, other = on_duckdb(dataset), _on_polars(dataset)
    sentences = [PER_PERSON, *(of_factor(each, factor) for each in (RATIOS, POOLED) for factor in FACTORS)]
    for sentence in sentences:
        for left, right in zip(one(sentence), other(sentence), strict=True):
            assert left.keys() == right.keys()
            assert [v for v in left.values() if not isinstance(v, float)] == [
                v for v in right.values() if not isinstance(v, float)
            ]
            for name, value in left.items():
                if isinstance(value, float):
                    assert value == pytest.approx(right[name], rel=1e-9)


def test_the_figures_of_a_person_are_those_of_their_nights(dataset: Path, journals: Path) -> None:
    expected = []
    for file in sorted(journals.glob("*.json")):
        nights = json.loads(file.read_text(encoding="utf-8"))["nights"]
        expected.append((len(nights), sum(len(night["cramps"]) for night in nights)))
    found = on_duckdb(dataset)(PER_PERSON)
    assert sorted((row["nights"], row["cramps"]) for row in found) == sorted(expected)
    for row in found:
        assert row["cramps_a_week"] == pytest.approx(7 * row["cramps"] / row["nights"])


def test_the_pooled_ratio_is_that_of_another_implementation(dataset: Path) -> None:
    run, tested = on_duckdb(dataset), set()
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
    (row,) = all_figures(on_duckdb(tmp_path / "out"))["people"]
    assert (row["nights"], row["cramps"]) == (2, 1)


def test_one_journal_goes_out_as_parquet_a_row_a_night_and_without_words() -> None:
    table = pq.read_table(pa.BufferReader(as_parquet(_person(1))))
    assert table.num_rows == 40
    assert SECRET_WORD not in str(table.to_pydict())
    assert {"evening", "cramps", "room_temperature_c", "alcohol"} <= set(table.column_names)


def test_who_makes_no_study_loads_neither_engine() -> None:
    code = "import sys, cramp_journal.cli\nprint(sorted({'duckdb', 'pyarrow', 'polars'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
