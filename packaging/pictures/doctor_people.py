"""Draw “See a doctor?” for people of several kinds into build/pictures, or for the journals in JSON that are named.

Run by `make pictures`, after pages.py. The people are invented here: nobody yet, one who takes calcium and cramps no
less, a pregnant woman on quinine, a runner in a hot summer, restless legs, more and longer cramps, an emergency.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import stage  # first: it takes the person's own folders out of reach
from PySide6.QtWidgets import QApplication
from stage import begin, end, settle

from cramp_journal import app, clock
from cramp_journal.cli.main import run
from cramp_journal.gui.theme import load_fonts
from cramp_journal.i18n import use_language
from cramp_journal.settings import Settings

SIZE = (1280, 800)
LOOKS = (("light", 100), ("dark", 100), ("light", 200))
Night = dict[str, Any]


def main(files: list[str]) -> int:
    """Draw the people of files, or the invented ones, and give the exit status."""
    stage.OUT.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    people = {Path(each).stem: json.loads(Path(each).read_text(encoding="utf-8")) for each in files} or invented()
    draw_people(application, people)
    return 0


def draw_people(application: QApplication, people: dict[str, dict[str, Any]]) -> None:
    """Draw the page for each person: as it opens, and as long as it is."""
    for name, person in people.items():
        nights = person["nights"]
        last = date.fromisoformat(nights[-1]["evening"]) if nights else date(2026, 11, 21)
        clock.now = lambda day=last + timedelta(days=1): datetime.combine(day, time(7, 42))
        file = Path(os.environ["HOME"]) / f"person-{name}.sqlite"
        told = file.with_suffix(".json")
        told.write_text(json.dumps({"format": "cramp-journal", "version": 1} | person), encoding="utf-8")
        run(["--journal", str(file), "import", str(told)])
        for look in LOOKS:
            _draw_person(application, file, name, *look)


def _draw_person(application: QApplication, file: Path, name: str, theme: str, text: int) -> None:
    program = app.Program(file, Settings(theme=theme, text_size=text, region="uk"))
    program.window.resize(*SIZE)
    begin(application, program)
    program.window.show_page("advice")
    settle(application)
    program.window.grab().save(str(stage.OUT / f"doctor-{name}-{theme}-{text}.png"))
    page = program.window.page("advice")
    if page.hidden_height():
        program.window.resize(SIZE[0], SIZE[1] + page.hidden_height())
        settle(application)
        program.window.grab().save(str(stage.OUT / f"doctor-{name}-{theme}-{text}-whole.png"))
    end(application, program)


# ---------------------------------------------------------------- the people
def invented() -> dict[str, dict[str, Any]]:
    """Make up one person of each kind, as journals in the exchange form."""
    start = date(2026, 11, 21)
    calcium = {"substance": "calcium carbonate", "kind": "supplement", "dose": 600, "unit": "mg", "start": "2026-07-01"}
    quinine = [
        {"substance": "quinine sulfate", "kind": "medicine", "dose": 300, "unit": "mg", "start": "2026-10-10"},
        {"substance": "magnesium citrate", "kind": "supplement", "dose": 600, "unit": "mg", "start": "2026-11-01"},
    ]
    walking = [
        {"sign": "calf_pain_on_walking", "noted_on": "2026-11-15"},
        {"sign": "cold_feet", "noted_on": "2026-11-01"},
    ]
    restless = ("urge_to_move", "worse_at_rest", "worse_in_evening", "eased_by_walking")
    hot = date(2026, 8, 20)
    return {
        "nobody": _person([]),
        "calcium": _person(_nights(start, 150, 0.3, 180), courses=[calcium], signs=walking),
        "pregnant": _person(
            _nights(start, 40, 0.35, 90),
            courses=quinine,
            person={"born": 1994, "conditions": ["pregnant", "kidney_disease"]},
        ),
        "runner": _person(_nights(hot, 160, 0.22, 75, went_hard=True)),
        "restless": _person(
            _nights(start, 110, 0.6, 3000, went_hard=False, pain=2),
            signs=[{"sign": each, "noted_on": "2026-11-14"} for each in restless],
        ),
        "growing": _person(_nights(start - timedelta(days=42), 300, 0.15, 120) + _nights(start, 42, 0.8, 300)),
        "emergency": _person(
            _nights(start, 60, 0.2, 90), signs=[{"sign": "stiff_jaw_or_spasms", "noted_on": "2026-11-22"}]
        ),
    }


def _person(nights: list[Night], **more: Any) -> dict[str, Any]:
    return {"nights": nights} | more


def _nights(last: date, count: int, share: float, seconds: int, **cramp: Any) -> list[Night]:
    return list(_made(last, count, share, seconds, cramp))


def _made(last: date, count: int, share: float, seconds: int, cramp: dict[str, Any]) -> Iterator[Night]:
    chance = random.Random(count)
    for back in reversed(range(count)):
        evening = (last - timedelta(days=back)).isoformat()
        if chance.random() >= share:
            yield {"evening": evening, "state": "clear"}
            continue
        lasted = round(seconds * chance.uniform(0.6, 1.5))
        one = {"seconds": lasted, "timing": "guess", "pain": 6, "side": "left", "muscle": "calf"} | cramp
        yield {"evening": evening, "state": "cramps", "cramps": [one], "woke": True}


if __name__ == "__main__":
    use_language("en")
    sys.exit(main(sys.argv[1:]))
