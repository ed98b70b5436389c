"""Under a real mouse on a real screen: presses at one spot of the catch-up list answer one night, and nothing moves."""

from pathlib import Path

import pytest

from tests.desktop.screen import has_screens, screen, see

pytestmark = pytest.mark.skipif(not has_screens(), reason="no screen here: apt-get install xvfb openbox")


def test_six_clicks_at_one_spot_answer_one_night(tmp_path: Path) -> None:
    with screen(1366, 768) as display:
        seen = see(display, "caught_up.py", str(tmp_path / "journal.sqlite"))
    assert not seen["late"]
    assert seen["answered"] == [seen["wanted"]]
    assert set(seen["seen"]) == {seen["wanted"]}
    assert len(set(seen["scrolled"])) == 1
