"""Draw a trial on oneself into build/pictures: plan, evening, answer. Run by `make pictures`, after pages.py.

In every language, and in every look; the answers are “fewer” and “inconclusive”, of single nights and of four weeks.
"""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import stage  # first: it takes the person's own folders out of reach
from PySide6.QtWidgets import QApplication
from stage import HOME, begin, draw_dialog, end, press, settle, top_dialog

from cramp_journal import app, clock
from cramp_journal.analysis.experiments.designs import Design, blocks, single_nights
from cramp_journal.analysis.experiments.kept import kept_trials
from cramp_journal.analysis.experiments.rules import THINGS, Thing
from cramp_journal.analysis.experiments.running import TonightIs, TrialCourse, tonight
from cramp_journal.analysis.experiments.schedule import begin_trial
from cramp_journal.analysis.experiments.written import row_of_answer, row_of_trial
from cramp_journal.exchange.plan import plan_import
from cramp_journal.gui.theme import load_fonts
from cramp_journal.gui.trial.plan_dialog import PlanDialog
from cramp_journal.gui.widgets.window_language import speak
from cramp_journal.i18n import WINDOW_LANGUAGES, _, pgettext
from cramp_journal.model import JournalForm
from cramp_journal.settings import Settings
from cramp_journal.store import Journal

FIRST = date(2026, 11, 22)
SEED = bytes(range(32))
SOAK = THINGS[0]
WEEKS_24, WEEKS_48 = single_nights()[4], blocks()[0]
BEFORE, SO_FAR = 364, 61  # nights
OFTEN = 0.35  # cramps a night without it
REGIONS = {"en": "uk", "zh": "cn"}
LOOKS = (("light", 100, (1280, 800)), ("dark", 100, (1280, 800)), ("light", 200, (1366, 768)))
ENDED = {  # by what is said: the thing, its design, and which share of the cramps it leaves
    "fewer": (SOAK, WEEKS_24, 0.25),
    "inconclusive": (SOAK, WEEKS_24, 0.8),
    "fewer-in-blocks": (THINGS[-1], WEEKS_48, 0.3),
}


def main() -> int:
    """Draw everything and give the exit status."""
    stage.OUT.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    running = journal_of("running", SOAK, WEEKS_24, 0.5, SO_FAR)
    ended = {name: journal_of(name, *what, what[1].nights) for name, what in ENDED.items()}
    for code in WINDOW_LANGUAGES:
        for theme, text, size in LOOKS:
            if code != "en" and theme != "light":
                continue
            settings = Settings(theme=theme, text_size=text, language=code, region=REGIONS.get(code, "eu"))
            tag = f"{theme}-{text}-{code}"
            draw_running(application, running, settings, size, tag)
            for name, file in ended.items():
                draw_ended(application, file, settings, size, f"{name}-{tag}")
    speak("en", "")
    return 0


def journal_of(name: str, thing: Thing, design: Design, left: float, so_far: int) -> Path:
    """Make a journal: a year of nights, then a trial with so many of its nights."""
    chance, file = Random(5), Path(HOME) / f"trial-{name}" / "journal.sqlite"
    file.parent.mkdir()
    trial = begin_trial(thing.name, design, FIRST, SEED)
    evenings = [FIRST + timedelta(days=number) for number in range(so_far)]
    done = {each: (_is_with(trial, each)) == (chance.random() < 0.9) for each in evenings}
    nights = [_night(FIRST - timedelta(days=back), OFTEN, chance) for back in range(BEFORE, 0, -1)]
    nights += [_night(each, OFTEN * (left if done[each] else 1), chance) for each in evenings if chance.random() > 0.04]
    with Journal(file) as journal:
        told = JournalForm.model_validate({"format": "cramp-journal", "version": 1, "nights": nights})
        plan = plan_import(told, journal.contents())
        journal.import_rows(list(plan.nights), plan.rows)
        journal.keep(row_of_trial(thing, trial, 0.64, FIRST))
        (kept,) = kept_trials(journal.profile())
        for each in evenings:
            journal.keep(row_of_answer(kept, each, each, done=done[each]))
    return file


def _is_with(trial: object, evening: date) -> bool:
    return tonight(trial, evening, evening, TrialCourse(())).what is TonightIs.WITH_IT  # type: ignore[arg-type]


def _night(evening: date, often: float, chance: Random) -> dict[str, object]:
    count = sum(chance.random() < often / 3 for _try in range(3))
    cramps = [{"side": "left", "muscle": "calf"}] * count
    entered = f"{evening + timedelta(days=1)}T07:42:00Z"  # a night counts only if it is known to be logged in time
    said = {"evening": evening.isoformat(), "state": "cramps" if count else "clear", "entered_at": entered}
    return said | {"cramps": cramps}


def draw_running(application: QApplication, file: Path, settings: Settings, size: tuple[int, int], tag: str) -> None:
    """Draw the plan that is offered, Last night, the page, and the dialogs of a trial that runs."""
    _be_at(FIRST + timedelta(days=SO_FAR), time(20, 30))
    program = app.Program(file, settings)
    program.window.resize(*size)
    begin(application, program)
    for page in ("log", "helps", "trial"):
        _draw_page(application, program, page, f"trial-{page}-{tag}")
    for words, name in (
        (pgettext("a trial", "Pause"), "pause"),
        (pgettext("a trial", "Stop"), "stop"),
        (_("See the whole plan"), "plan"),
    ):
        press(application, program.window.page("trial"), words)
        draw_dialog(application, f"trial-{name}-{tag}")
        top_dialog().done(0)
    program.window.show_page("helps")
    press(application, program.window.page("helps"), _("Try something…"))
    dialog = top_dialog()
    assert isinstance(dialog, PlanDialog)
    for number, name in ((2, "another"), (0, "refused")):
        dialog._things.chips[number].click()  # noqa: SLF001 - in every language
        settle(application)
        if name == "another":
            dialog._both.click()  # noqa: SLF001
            settle(application)
            draw_dialog(application, f"trial-try-{tag}")
    dialog.done(0)
    end(application, program)


def draw_ended(application: QApplication, file: Path, settings: Settings, size: tuple[int, int], tag: str) -> None:
    """Draw a trial whose answer can be seen, and the answer."""
    with Journal(file) as journal:
        (kept,) = kept_trials(journal.profile())
    _be_at(kept.trial.last + timedelta(days=5), time(8))
    program = app.Program(file, settings)
    program.window.resize(*size)
    begin(application, program)
    program.window.show_page("trial")
    settle(application)
    if kept.seen_on is None:
        _draw_page(application, program, "trial", f"trial-ended-{tag}")
        press(application, program.window.page("trial"), _("See the answer"))
    _draw_page(application, program, "trial", f"trial-answer-{tag}")
    end(application, program)


def _draw_page(application: QApplication, program: app.Program, name: str, picture: str) -> None:
    """Draw a page as long as it is."""
    size = program.window.size()
    program.window.show_page(name)
    settle(application)
    program.window.resize(size.width(), size.height() + program.window.page(name).hidden_height())
    settle(application)
    program.window.grab().save(str(stage.OUT / f"{picture}.png"))
    program.window.resize(size)
    settle(application)


def _be_at(day: date, at: time) -> None:
    moment = datetime.combine(day, at)
    clock.now = lambda: moment


if __name__ == "__main__":
    sys.exit(main())
