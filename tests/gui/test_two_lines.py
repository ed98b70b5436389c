"""A button whose words are too wide for a small window breaks them itself."""

from pathlib import Path

from cramp_journal.gui.widgets.card import button
from cramp_journal.gui.widgets.two_lines import TwoLineButton

GUI = Path(__file__).parent.parent.parent / "cramp_journal" / "gui"
LONG = "Some words that are wider than a small window with the largest text that there is"


def test_long_words_stand_in_two_lines_and_are_read_as_one() -> None:
    made = TwoLineButton(LONG)
    assert made.fontMetrics().horizontalAdvance(LONG) > made.sizeHint().width()
    assert made.text() == made.accessibleName() == LONG


def test_a_name_that_says_more_stays_when_the_words_change() -> None:
    made = TwoLineButton("More")
    made.setAccessibleName("More: tingling")
    made.setText("Done")
    assert made.accessibleName() == "More: tingling"
    made = TwoLineButton("More")
    made.setText("Done")
    assert made.accessibleName() == "Done"


def test_every_button_of_a_card_breaks_its_words() -> None:
    assert isinstance(button("Close", lambda: None), TwoLineButton)


def test_nobody_breaks_the_words_of_a_button_by_hand() -> None:
    found = [file.name for file in GUI.rglob("*.py") if "in_two_lines(" in file.read_text(encoding="utf-8")]
    assert sorted(found) == ["chips.py", "two_lines.py"]
