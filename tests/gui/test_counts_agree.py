"""Every count of nights that a person can read says the same: in the window, in the report and in the terminal."""

import json
import random
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from cramp_journal.analysis.period import Period, coverage
from cramp_journal.cli import run
from cramp_journal.gui.last_night.fortnight_card import FortnightCard
from cramp_journal.report import Choices
from cramp_journal.report.choices import ROOMS
from cramp_journal.report.content import findings_for
from cramp_journal.report.page_one import page_one
from cramp_journal.store.journal.forgotten import evenings_as_text
from tests.builders import a_journal, night
from tests.gui.conftest import Start, press, settle, words

TONIGHT, LAST = date(2026, 11, 22), date(2026, 11, 21)
DAY = timedelta(days=1)


def number(pattern: str, text: str) -> int:
    """Give the number that a text says, or 0 where it does not speak of it."""
    found = re.search(pattern, text)
    return int(found[1]) if found else 0


def generated(folder: Path, seed: int) -> tuple[set[date], int]:
    """Write a journal: recorded, left out, not remembered and unrecorded nights as they come."""
    chance = random.Random(seed)
    length = chance.choice([1, 2, 5, 13, 14, 15, 29, 60])
    nights, forgotten = [], set()
    for back in range(length):
        evening, lot = LAST - back * DAY, chance.random()
        if lot < 0.6 or back == length - 1:
            nights.append(night(evening, chance.choice([0, 0, 1, 2]), left_out=lot < 0.15 and back != length - 1))
        elif lot < 0.75:
            forgotten.add(evening)
    forgotten.add(LAST - (length + 3) * DAY)  # before the journal began: an imported night was taken back
    with a_journal(folder, *nights) as journal:
        journal.set_state("not_remembered", evenings_as_text(forgotten))
    return forgotten, length


@pytest.mark.parametrize("seed", range(8))
def test_each_place_counts_the_nights_alike(
    start: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    forgotten, length = generated(tmp_path, seed)
    program = start()
    settle()
    figures, contents = program.session.figures(), program.session.contents()
    whole = Period(LAST - (length - 1) * DAY, LAST)
    known = coverage(figures, whole, forgotten)
    expected = (known.recorded, known.unknown, known.not_remembered, known.left_out)
    assert sum(expected) == length  # no night before the journal began, and not tonight

    # Last night: the fortnight
    card = program.window.log_page.findChildren(FortnightCard)[0]
    fortnight = coverage(figures, Period(LAST - 13 * DAY, LAST), forgotten)
    said = words(card)
    assert number(r"of (\d+) nights? recorded", said) == fortnight.recorded
    assert number(r"(\d+) not remembered", said) == fortnight.not_remembered
    assert number(r"(\d+) left out", said) == fortnight.left_out
    buttons = " ".join(each.text() for each in card.findChildren(QPushButton) if each.isVisibleTo(card))
    assert number(r"(\d+) not recorded", buttons) == fortnight.unknown

    # Calendar: its foot, over all nights
    program.window.show_page("calendar")
    calendar = program.window.page("calendar")
    press(calendar, "List")
    foot = next(text for text in words(calendar).split(". ") if "recorded" in text and "cramp" in text)
    assert (
        number(r"of (\d+) nights? recorded", foot),
        number(r"(\d+) not recorded", foot),
        number(r"(\d+) not remembered", foot),
        number(r"(\d+) left out", foot),
    ) == expected

    # Trends: its card
    program.window.show_page("trends")
    trends = program.window.page("trends")
    press(trends, "All")
    settle()
    said = next(each.text() for each in trends.findChildren(QLabel) if "nights shown" in each.text())
    assert (
        number(r"(\d+) of the \d+ nights shown", said),
        number(r"(\d+) not recorded", said),
        number(r"(\d+) not remembered", said),
        number(r"(\d+) left out", said),
    ) == expected
    assert number(r"of the (\d+) nights shown", said) == known.nights

    # The report
    choices = Choices(whole, TONIGHT, not_remembered=frozenset(forgotten))
    found = findings_for(figures, contents, choices)
    page, _charts = page_one(found, ROOMS[0])
    text = json.dumps(page, ensure_ascii=False)
    assert f"{known.recorded} of {known.nights} night" in text
    assert number(r"(\d+) left out", text) == known.left_out
    assert number(r"Not remembered: (\d+)", text) == known.not_remembered

    # The terminal
    program.window.close()
    program.session.finish()
    capsys.readouterr()
    assert run(["--journal", str(program.session.file), "summary", "--period", "all", "--json"]) == 0
    nights = json.loads(capsys.readouterr().out)["nights"]
    assert tuple(nights[name] for name in ("recorded", "unknown", "not_remembered", "left_out")) == expected
    assert nights["before_the_journal"] == 0
