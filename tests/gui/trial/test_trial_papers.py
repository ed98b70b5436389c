"""The papers of a trial that the window saves: with the person's name, as the command writes them."""

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cramp_journal.app import Program
from cramp_journal.gui.trial.whole_plan_dialog import WholePlanDialog
from cramp_journal.gui.window_trials import WindowTrials
from cramp_journal.model import About
from cramp_journal.store import Journal
from tests.builders import TODAY
from tests.gui.conftest import Start
from tests.trials import trial_row

NAME = "Maria Beispiel"


@pytest.fixture
def program(tmp_path: Path, start: Start) -> Program:
    with Journal(tmp_path / "journal.sqlite") as journal:
        journal.keep(About(name=NAME))
        journal.keep(trial_row(TODAY))
    return start()


def test_the_saved_plan_names_the_person(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    out = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    trials = program.window.findChild(WindowTrials)
    assert trials is not None
    flow = trials.flow()
    flow.show_plan(flow.trials.all()[0].key)
    (dialog,) = program.window.findChildren(WholePlanDialog)
    dialog.save_wanted.emit()
    qtbot.waitUntil(lambda: "Saved" in dialog._said.text(), timeout=60_000)
    (page,) = PdfReader(out).pages
    assert NAME in page.extract_text()


def test_what_opens_the_dialogs_of_a_trial_does_not_load_the_compiler_of_papers() -> None:
    asked = "import sys, cramp_journal.gui.trial.trial_flow; print('typst' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
