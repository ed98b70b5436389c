"""On every desktop, each text has the program's font in the size that the person chose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cramp_journal.gui.theme import BASE_POINTS
from tests.desktop.screen import DESKTOPS, has_screens, screen, see

pytestmark = pytest.mark.skipif(not has_screens(), reason="no screen here: apt-get install xvfb openbox")

_SMALLEST = 10.5  # points at 100 %: what stands beneath a picture


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen(1366, 768) as found:
        yield found


@pytest.mark.parametrize("desktop", DESKTOPS)
def test_each_text_follows_the_text_size_on_every_desktop(display: str, desktop: str, tmp_path: Path) -> None:
    seen = see(display, "fonts_of.py", str(tmp_path / "journal.sqlite"), "200", desktop=desktop)
    assert not seen["late"]
    assert len(seen["fonts"]) > 100
    wrong = {what: font for what, font in seen["fonts"].items() if font[0] != ["Inter"] or font[1] < 2 * _SMALLEST}
    assert wrong == {}
    assert [["Inter"], 2 * BASE_POINTS] in seen["fonts"].values()
