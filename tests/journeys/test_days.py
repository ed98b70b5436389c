"""Whole days of a life, with a real mouse and real keys in a real X window."""

import shutil
from pathlib import Path

import pytest

from tests.desktop.screen import has_screens, screen, see

pytestmark = pytest.mark.skipif(
    not has_screens() or shutil.which("xdotool") is None, reason="no screen here: apt-get install xvfb openbox xdotool"
)


@pytest.mark.parametrize("day", ["clear_week"])
def test_a_day_of_a_life_goes_as_the_person_means_it(day: str, tmp_path: Path) -> None:
    with screen(1366, 768) as display:
        see(display, "../journeys/lived.py", day, str(tmp_path / "journal.sqlite"))
