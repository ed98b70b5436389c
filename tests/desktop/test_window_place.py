"""The window fits the screen, and opens again as it was left there."""

from pathlib import Path

import pytest

from tests.desktop.screen import has_screens, screen, see

pytestmark = pytest.mark.skipif(not has_screens(), reason="no screen here: apt-get install xvfb openbox")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
def test_on_a_small_screen_the_window_fills_it_and_stays_maximised_with_larger_text(
    width: int, height: int, tmp_path: Path
) -> None:
    with screen(width, height) as display:
        first, larger = see(display, "placed.py", str(tmp_path / "journal.sqlite"), "larger")
    assert first["maximised"]
    assert first["fits"]
    assert larger["maximised"]
    assert larger["fits"]


def test_the_window_opens_as_it_was_left_on_these_screens(tmp_path: Path) -> None:
    file = str(tmp_path / "journal.sqlite")
    with screen(1920, 1080) as display:
        first, left = see(display, "placed.py", file, "usual")
        (again,) = see(display, "placed.py", file)
    with screen(1366, 768) as display:
        (elsewhere,) = see(display, "placed.py", file)
    assert not first["maximised"]
    assert first["size"] == [1280, 800]
    assert again["size"] == left["size"] == [1000, 700]
    assert elsewhere["maximised"]
