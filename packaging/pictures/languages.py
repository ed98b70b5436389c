"""Draw every page in every language, and mirrored, into build/pictures. Run by `make pictures`, after pages.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for tests/pseudo.py, the language that is read from the right

import stage  # first: it takes the person's own folders out of reach
from PySide6.QtWidgets import QApplication
from stage import LAST, NOW, PAGES, begin, draw_dialog, end, own_journal, settle, top_dialog

from cramp_journal import app, clock
from cramp_journal.gui.theme import load_fonts
from cramp_journal.gui.widgets.window_language import speak
from cramp_journal.i18n import WINDOW_LANGUAGES
from cramp_journal.settings import Settings
from tests.pseudo import MIRRORED, PSEUDO, spoken_here

REGIONS = {"en": "uk", "zh": "cn"}  # of the other languages: Europe
LOOKS = ((100, (1366, 768)), (200, (1024, 700)))


def main() -> int:
    """Draw them and give the exit status."""
    clock.now = lambda: NOW
    stage.OUT.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts()
    file = own_journal("languages")
    for code in WINDOW_LANGUAGES:
        draw(application, file, code)
    for code, name in ((MIRRORED, "mirrored"), (PSEUDO, "longer")):
        with spoken_here(code):
            draw(application, file, code, name)
    speak("en", "")
    return 0


def draw(application: QApplication, file: Path, code: str, name: str = "") -> None:
    """Draw each page in a language."""
    for text, size in LOOKS:
        settings = Settings(theme="light", text_size=text, language=code, region=REGIONS.get(code, "eu"))
        program = app.Program(file, settings)
        program.window.resize(*size)
        begin(application, program)
        for page in PAGES:
            program.window.show_page(page)
            if page == "log":
                program.window.open_night(LAST)
            settle(application)
            program.window.grab().save(str(stage.OUT / f"in-{name or code}-{page}-{text}.png"))
        program.window.settings_flow.open()
        settle(application)
        draw_dialog(application, f"in-{name or code}-settings-{text}")
        top_dialog().done(0)
        end(application, program)


if __name__ == "__main__":
    sys.exit(main())
