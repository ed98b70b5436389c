"""Whole days of a life, with a real mouse and real keys in a real X window."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desktop.screen import has_screens, screen, see
from tests.journeys import days  # noqa: F401 - names its days
from tests.journeys.stage import STAGES

pytestmark = pytest.mark.skipif(
    not has_screens() or shutil.which("xdotool") is None, reason="no screen here: apt-get install xvfb openbox xdotool"
)


class Screens:
    """One screen for each size that a day wants."""

    def __init__(self, open_ones: ExitStack) -> None:
        self._open_ones = open_ones
        self._names: dict[tuple[int, int], str] = {}

    def of(self, size: tuple[int, int]) -> str:
        if size not in self._names:
            self._names[size] = self._open_ones.enter_context(screen(*size))
        return self._names[size]


@pytest.fixture(scope="module")
def screens() -> Iterator[Screens]:
    with ExitStack() as open_ones:
        yield Screens(open_ones)


@pytest.mark.parametrize("day", list(STAGES))
def test_a_day_of_a_life_goes_as_the_person_means_it(day: str, screens: Screens, tmp_path: Path) -> None:
    see(screens.of(STAGES[day].screen), "../journeys/lived.py", day, str(tmp_path))


def test_there_are_ten_days() -> None:
    assert len(STAGES) >= 10
