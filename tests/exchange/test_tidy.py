"""The journal as tidy tables in one archive: what a scientist reads with pandas, and what stays out."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cramp_journal.exchange.plan import empty_contents
from cramp_journal.exchange.tidy import as_tidy_zip
from cramp_journal.model import night_from, values_of
from tests.builders import night_values


@pytest.fixture
def contents() -> dict[str, Any]:
    nights = [
        night_values(date(2026, 11, 12), state="clear", cramps=[], room_temperature_c=17.5, alcohol=False),
        night_values(
            date(2026, 11, 13),
            room_temperature_c=19.5,
            alcohol=True,
            factors=["Visiting Ann"],
            intakes=[{"substance": "Magnesium", "dose": 300.0, "unit": "mg"}],
            note="a secret",
            cramps=[{"seconds": 120, "reliefs": [{"what": "massage", "helped": True}], "note": "another"}, {}],
        ),
    ]
    return empty_contents() | {"nights": [values_of(night_from(each)) for each in nights]}


def _tables(packed: bytes) -> dict[str, pd.DataFrame]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {
            name.removesuffix(".csv"): pd.read_csv(io.BytesIO(archive.read(name)))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def test_each_night_is_one_row_so_that_a_mean_of_temperature_is_one(contents: dict[str, Any]) -> None:
    tables = _tables(as_tidy_zip(contents))
    assert tables["nights"]["room_temperature_c"].mean() == 18.5
    assert list(tables["cramps"]["evening"]) == ["2026-11-13", "2026-11-13"]
    assert tables["reliefs"].to_dict("records") == [
        {"evening": "2026-11-13", "cramp": 1, "what": "massage", "helped": "yes"}
    ]
    drunk = tables["factors"][tables["factors"]["factor"] == "alcohol"]
    assert dict(zip(drunk["evening"], drunk["held"], strict=True)) == {"2026-11-12": "no", "2026-11-13": "yes"}


def test_notes_and_words_of_the_persons_own_stay_out_unless_they_are_asked_for(contents: dict[str, Any]) -> None:
    def text(packed: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv"))

    without = text(as_tidy_zip(contents))
    assert not re.search("secret|another|Ann", without)
    assert "own 1" in without
    with_words = text(as_tidy_zip(contents, with_words=True))
    assert all(word in with_words for word in ("a secret", "another", "Visiting Ann"))


def test_the_codebook_names_every_column_and_what_it_may_hold(contents: dict[str, Any]) -> None:
    packed = as_tidy_zip(contents)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    tables = _tables(packed)
    assert {each["name"] for each in package["resources"]} == set(tables)
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(tables[resource["name"]].columns)
        assert all(field["description"] for field in fields)
        for field in fields:
            if allowed := field.get("constraints", {}).get("enum"):
                assert set(tables[resource["name"]][field["name"]].dropna()) <= set(allowed)


NO_R = "no R here: apt-get install r-base-core"
LANGUAGES = [
    pytest.param("python", [sys.executable, "-c"], id="pandas"),
    pytest.param(
        "r", ["Rscript", "-e"], id="R", marks=pytest.mark.skipif(shutil.which("Rscript") is None, reason=NO_R)
    ),
]


def _printed(contents: dict[str, Any], folder: Path, language: str, run: list[str]) -> str:
    """Run the lines that stand in an archive for a language, beside its tables, and give what they print."""
    with zipfile.ZipFile(io.BytesIO(as_tidy_zip(contents))) as archive:
        archive.extractall(folder)
    found = re.search(rf"```{language}\n(.*?)```", (folder / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    done = subprocess.run([*run, found[1]], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize(("language", "run"), LANGUAGES)
def test_the_ten_lines_for_each_language_run(
    contents: dict[str, Any], tmp_path: Path, language: str, run: list[str]
) -> None:
    said = _printed(contents, tmp_path, language, run)
    assert "2 nights, 0.5 of them with cramps" in said
    assert "18.5" in said
    assert re.search(r"alcohol +no +1 +0\.0\n +yes +1 +2\.0|no yes\nalcohol +0 +2", said)


@pytest.mark.parametrize(("language", "run"), LANGUAGES)
@pytest.mark.parametrize("left_out", [None, False, True])
def test_they_run_on_a_journal_of_no_night_or_one_without_cramps_and_factors(
    tmp_path: Path, language: str, run: list[str], left_out: bool | None
) -> None:
    nights = [] if left_out is None else [night_values(date(2026, 11, 12), left_out=left_out)]
    clear = empty_contents() | {"nights": [values_of(night_from(each)) for each in nights]}
    assert f"{int(left_out is False)} nights" in _printed(clear, tmp_path, language, run)


def test_the_same_journal_gives_the_same_bytes(contents: dict[str, Any]) -> None:
    assert as_tidy_zip(contents) == as_tidy_zip(contents)
