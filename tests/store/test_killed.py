"""Killed at any step of what is done to a whole file, the journal is there, whole, and can be written to."""

import subprocess
import sys

import pytest

from tests.cli.terminal import ROOT
from tests.store.killed import JOBS


@pytest.mark.parametrize("job", JOBS)
def test_a_job_that_is_killed_at_any_step_loses_no_night(job: str) -> None:
    call = [sys.executable, "-W", "error", "-m", "tests.store.killed", job]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[0]) > 8  # steps
