"""What is said where a program was installed without the libraries of a study."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the libraries of the extra can be imported."""
    for name in ("pyarrow", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("frozen", [True, False])
def test_only_who_can_install_libraries_is_told_how(
    frozen: bool, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    journals = tmp_path / "journals"
    journals.mkdir()
    assert call("export", journals / "one.json").status == 0
    before = sorted(tmp_path.rglob("*"))
    for said in (call("export", tmp_path / "out.parquet"), call("study", journals)):
        assert said.status == 1
        assert said.out == ""
        assert ("pip install" in said.err) is not frozen
        assert ("CSV, Excel and JSON can be written here" in said.err) is frozen
    assert sorted(tmp_path.rglob("*")) == before
