"""The program with the window: crash hook, settings, language, window, log, journal, in this order.

The first paint comes before anything heavy is loaded; a test checks what may be loaded by then.
"""

import builtins
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cramp_journal import debug_log

_plain_import = builtins.__import__
from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402 - see the next lines

# PySide6 replaces Python's own import with one that reads the source of every later module, for a feature that this
# program does not use. That costs a third of all later imports, so the original is put back.
builtins.__import__ = _plain_import

from PySide6.QtWidgets import QApplication  # noqa: E402 - after the original import is back

from cramp_journal import clock  # noqa: E402
from cramp_journal.errors import JournalError  # noqa: E402
from cramp_journal.gui import window_place  # noqa: E402
from cramp_journal.gui.crash import CrashHook  # noqa: E402
from cramp_journal.gui.log_file import start_debugging, start_log  # noqa: E402
from cramp_journal.gui.main_window import MainWindow  # noqa: E402
from cramp_journal.gui.session.session import Session  # noqa: E402
from cramp_journal.gui.theme import load_fonts, show_app_icon, theme  # noqa: E402
from cramp_journal.gui.widgets.window_language import speak  # noqa: E402
from cramp_journal.gui.window_trials import WindowTrials  # noqa: E402
from cramp_journal.gui.window_wishes import WindowWishes  # noqa: E402
from cramp_journal.i18n import _  # noqa: E402
from cramp_journal.identity import APP_ID, APP_NAME  # noqa: E402
from cramp_journal.labels import use_clock  # noqa: E402
from cramp_journal.paths import CLAIM, journal_file, people_folder, settings_file, where_it_lies  # noqa: E402
from cramp_journal.settings import Settings  # noqa: E402
from cramp_journal.store.journal.first_look import FirstLook, first_look  # noqa: E402
from cramp_journal.wish import Wish, leave_wish  # noqa: E402
from cramp_journal.words import last_evening  # noqa: E402

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.second_start import Doorbell
    from cramp_journal.gui.welcome.welcome_flow import WelcomeFlow

_SWITCH = 0.0005  # seconds
_LET_GO = 100  # milliseconds until the old window is gone for good
_PAINTED = 30  # milliseconds that painting the filled page takes


class Program(QObject):
    """Holds the window and the journal; builds the window again when its look has changed."""

    def __init__(self, file: Path, settings: Settings, *, welcome: bool = False) -> None:
        """Build the window on a journal; with `welcome`, the page of the first start covers it."""
        super().__init__()
        self.settings = settings
        self._bell: Doorbell | None = None
        self._watchers: QObject | None = None
        self._left: tuple[date, str, date] | None = None  # when it was locked: the day, the page, the night
        self._welcome: WelcomeFlow | None = None
        self.session = self._begin(file)
        with debug_log.timed("the window made"):
            self.window = self._make_window()
        with debug_log.timed("the first look"):
            look = first_look(self.session.file, last_evening(clock.now()))
        self._show_first_look(look)
        if welcome:
            self._welcome = self._welcome_to(file.parent)
        theme().dress()

    def _begin(self, file: Path) -> Session:
        session = Session(file)
        session.door.copies_folder = Path(self.settings.copies_folder) if self.settings.copies_folder else None
        shared = self.settings.shared_folder_of(session.file)
        session.door.shared_folder = Path(shared) if shared else None
        session.door.claimed.connect(self._on_claimed)
        session.opened.connect(self._on_opened)
        session.troubled.connect(self._on_troubled)
        session.door.elsewhere.connect(self._on_elsewhere)
        if debug_log.is_on():
            from cramp_journal.gui.session.step_notes import note_steps_of  # noqa: PLC0415 - only for `--debug`

            note_steps_of(session)
        return session

    # ---------------------------------------------------------------- the first start
    def _welcome_to(self, folder: Path) -> "WelcomeFlow":
        from cramp_journal.gui.welcome.welcome_flow import WelcomeFlow  # noqa: PLC0415 - most starts do without it

        made = WelcomeFlow(self.window.views, folder, self.settings)
        made.left.connect(self._on_welcomed)
        return made

    def _on_welcomed(self, folder: Path) -> None:
        """Begin with what was chosen; the journal is opened only now, where the person wishes it."""
        welcome, self._welcome = self._welcome, None
        if folder != self.session.file.parent:
            self.session = self._begin(folder / self.session.file.name)
        self.settings.keep(self.session.refused.emit)
        self._replace_window()
        if welcome is not None:
            welcome.hand_on(self.session, self.window.bringing.open)
        self.session.door.open()

    def start(self) -> None:
        """Show the window; once it is painted, fill it in and open the journal in the background."""
        self.window.installEventFilter(self)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first paint: loading meanwhile would share one interpreter with it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(1, self._on_painted)
        return False

    def _on_painted(self) -> None:
        debug_log.note("painted")
        self.session.loading.end_of_first_paint()
        # The journal is opened after the page is filled in and painted: a worker thread takes the interpreter
        # at each call between Qt and Python, and returns it after the switch interval (5 ms by default).
        sys.setswitchinterval(_SWITCH)
        self.window.log_page.filled.connect(self._on_filled)
        self.window.log_page.fill_in()
        if not debug_log.is_on():
            start_log()

    def _on_filled(self) -> None:
        debug_log.note("filled in")
        show_app_icon()
        if self._welcome is not None:
            return
        self._wishes.look()
        QTimer.singleShot(_PAINTED, self.session.door.open)

    def _make_window(self) -> MainWindow:
        speak(self.settings.language, self.settings.region)
        use_clock(self.settings.clock)
        theme().choose(self.settings.theme, self.settings.text_size)
        window = MainWindow(self.session, self.settings)
        window.look_changed.connect(self._on_look_changed)
        window.lock_wanted.connect(self.lock)
        window.person_wanted.connect(self._on_person_wanted)
        WindowTrials(window, self.session, self.settings)
        self._wishes = WindowWishes(window, self.session)
        return window

    def _watch_over(self) -> None:
        if self._watchers is not None:
            return
        from cramp_journal.gui.keeping.daily_upkeep import DailyUpkeep  # noqa: PLC0415 - as above
        from cramp_journal.gui.keeping.idle_lock import IdleLock  # noqa: PLC0415 - as above
        from cramp_journal.gui.keeping.odd_clock import OddClock  # noqa: PLC0415 - the first paint does without it

        self._watchers = all_of_them = QObject(self)
        OddClock(all_of_them, self.session)
        DailyUpkeep(all_of_them, self.session, self.settings)
        IdleLock(all_of_them, self.session, self.settings).lock_wanted.connect(partial(self.lock, quiet=True))

    def _show_first_look(self, look: FirstLook) -> None:
        self.window.log_page.show_first_look(look.nights, look.last_night, look.boundary)
        self.window.banner.setVisible(look.invented)
        if look.locked:
            self.window.make_later_parts().ask_for_passphrase()

    # ---------------------------------------------------------------- locking
    def lock(self, *, quiet: bool = False) -> None:
        """Save entries, close the journal, and build the window anew: then it holds nothing about the nights.

        With `quiet`, nobody asked for it: the window stays where it is, and takes no key. The page of a cramp that has
        not ended stays; from now on, what is written about it is sealed.
        """
        window = self.window
        if self.session.door.key is None or not self.session.is_open:
            return
        debug_log.note("locked")
        window.log_page.save_draft()
        self._left = clock.today(), window.open_page, window.log_page.evening
        self.session.lock()
        self._replace_window(quiet=quiet)
        from cramp_journal.gui.session.forgetting import forget_results  # noqa: PLC0415 - the first paint does without it

        forget_results()
        QTimer.singleShot(_LET_GO, self, self._let_go)

    def _let_go(self) -> None:
        from cramp_journal.gui.session.forgetting import LetGo  # noqa: PLC0415 - the first paint does without it

        LetGo(self).begin()

    def _on_troubled(self) -> None:
        QTimer.singleShot(0, self, self._watch_over)
        QTimer.singleShot(0, self, self._announce_what_waits)

    def _announce_what_waits(self) -> None:
        from cramp_journal.gui.session.waiting import announce_what_waits  # noqa: PLC0415 - the first paint does without it

        announce_what_waits(self.session, self.settings, self.window.log_page.evening)

    def _on_opened(self) -> None:
        QTimer.singleShot(0, self, self._watch_over)
        QTimer.singleShot(0, self, self._announce_what_waits)
        left, self._left = self._left, None
        if left is not None and left[0] == clock.today():
            self.window.take_over(*left[1:])

    # ---------------------------------------------------------------- another person
    def _on_person_wanted(self, file: Path) -> None:
        """Close this journal as at the end of the program, and open that of another person; nothing of it stays."""
        old, before, file = self.window, self.session, where_it_lies(file)
        if not (old.log_page.may_close() and old.now.may_close() and old.make_later_parts().may_close()):
            return
        if (had := _had_by_another(file)) == "answered":
            self.session.lines.tell(_("This journal is open already: its window comes to the front."))
            return
        if had == "stuck" and not _end_if_wished(file, old):
            return
        debug_log.note("another person's journal is opened")
        before.finish()
        for each in (self._watchers, self._bell):
            if each is not None:
                each.deleteLater()
        self._watchers = self._bell = self._left = None
        self.session = self._begin(file)
        self._replace_window()
        before.deleteLater()
        self._show_first_look(first_look(self.session.file, last_evening(clock.now())))
        self.window.log_page.fill_in()
        QTimer.singleShot(_LET_GO, self, self._let_go)
        self.session.door.open()

    # ---------------------------------------------------------------- one window
    def _on_claimed(self) -> None:
        if self._bell is None:
            from cramp_journal.gui.keeping.second_start import Doorbell  # noqa: PLC0415 - the first paint does without it

            self._bell = Doorbell(self, self.session.file)
            self._bell.rung.connect(self._on_rung)
        self._bell.listen()

    def _on_rung(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
        self._wishes.look()

    def _on_elsewhere(self) -> None:
        if not self.session.door.stuck:
            _say_open_elsewhere()
        elif _end_if_wished(self.session.file, self.window):
            self.session.door.open()
            return
        self.window.close()

    # ---------------------------------------------------------------- another look
    def _on_look_changed(self) -> None:
        if self._welcome is not None:
            self._welcome.take_look()
            return
        again = self.window.settings_flow.is_to_reopen
        self._replace_window()
        if again:
            self.window.settings_flow.open()

    def _replace_window(self, *, quiet: bool = False) -> None:
        self.window.log_page.roll_over()  # the next window assumes that the night shown is the one meant
        old, page, evening = self.window, self.window.open_page, self.window.log_page.evening
        self.window = self._make_window()
        self.window.make_later_parts()
        self.window.restoreGeometry(old.saveGeometry())  # its size and place, and whether it is maximised
        if self.session.is_open:
            self.window.take_over(page, evening)
            self.window.log_page.open_again(old.log_page.opened())
            self.session.announce_undo()
        running = old.now.hand_over()
        if running is not None:
            self.window.now.show(running)
        theme().dress()
        if quiet:
            window_place.show_quietly(self.window, old)
        else:
            self.window.show()
            self.window.activateWindow()
            self.window.make_later_parts().take_focus()
        old.hide()
        old.deleteLater()


def open_window(
    journal: Path | None, person: str | None = None, *, wish: Wish | None = None, debug: bool = False
) -> int:
    """Open the window on a journal, or on that of a person, and return the exit status.

    By default it asks whose, if there are several people. With `debug`, each step goes into the log and to stderr.
    """
    settings = Settings.load(settings_file())
    try:
        named = _named(journal, person)
    except JournalError as error:  # nobody is called so
        speak(settings.language, settings.region)
        print(error, file=sys.stderr)  # noqa: T201 - there is no window to show it in
        return 1
    file = where_it_lies(named or journal_file())
    if debug:
        start_debugging(file)
    had = _had_by_another(file, wish) if named else ""
    if had == "answered":
        _say_open_elsewhere()
        return 0
    CrashHook().install()
    with debug_log.timed("Qt made ready"):
        app = QApplication([*sys.argv[:1], "-name", APP_ID])  # X11's WM_CLASS, by which docks know the window
    app.setApplicationName(APP_NAME)
    app.setDesktopFileName(APP_ID)  # Wayland's app_id
    if app.style().objectName() != "fusion":  # our style sheet was made for this style, on every system
        app.setStyle("Fusion")
    with debug_log.timed("fonts loaded"):
        load_fonts()
    screens = [f"{each.size().width()} × {each.size().height()} at {each.devicePixelRatio()}" for each in app.screens()]
    debug_log.note("platform %s, screens %s", app.platformName(), ", ".join(screens))
    debug_log.note("settings: theme %s, text %d %%", settings.theme, settings.text_size)
    speak(settings.language, settings.region)
    if named is None or had == "stuck":  # the box that asks has the look of the window
        theme().use(settings.theme, settings.text_size)
    if named is None:
        from cramp_journal.gui.keeping.whose_journal import ask_whose  # noqa: PLC0415 - a single person is not asked

        file, had = ask_whose(partial(_had_by_another, wish=wish))
    if had in ("answered", "left"):
        return 0
    if had == "stuck" and not _end_if_wished(file, None):
        return 1
    return _live(Program(file, settings, welcome=not (settings.welcomed or journal or file.exists())))


def _live(program: Program) -> int:
    """Show the window until it is closed, and return the exit status."""
    settings = program.settings
    window_place.place(program.window, settings)
    program.start()
    status = QApplication.exec()
    if window_place.remember(program.window, settings):
        settings.keep(lambda _why: debug_log.note("the place of the window was not kept"))
    with debug_log.timed("the end"):
        program.session.finish()
    debug_log.note("exit status %d", status)
    return status


def _named(journal: Path | None, person: str | None) -> Path | None:
    """Return the journal that is meant; None where it must be asked whose, among several people."""
    if journal is None and (person is not None or people_folder().is_dir()):
        from cramp_journal.people import journal_of_person  # noqa: PLC0415 - a single person's start does without it

        return journal_of_person(person)
    return journal or journal_file()


def _had_by_another(file: Path, wish: Wish | None = None) -> str:
    """Return whether a window has this journal already: "answered" if it comes to the front, "stuck", or "".

    What is wished of the window is left for it before: for that one, or for the one that is about to open.
    """
    if wish is not None:
        leave_wish(file, wish, last_evening(clock.now()))
    try:
        if not file.with_name(f"{file.name}{CLAIM}").exists():
            return ""  # an unclaimed journal is claimed after the first paint
        from cramp_journal.gui.session.window_opening import OURS, claim_for_window  # noqa: PLC0415 - slow, and seldom needed

        had = claim_for_window(file)
        return "" if had == OURS else had
    except (OSError, JournalError):  # locks may be impossible, or a command has it, which is soon done
        return ""


def _end_if_wished(file: Path, window: MainWindow | None) -> bool:
    from cramp_journal.gui.keeping.stuck_window import end_if_wished  # noqa: PLC0415 - seldom needed

    return end_if_wished(file, window)


def _say_open_elsewhere() -> None:
    said = _("This journal is open already: its window comes to the front.")
    print(said, file=sys.stderr)  # noqa: T201 - there is no window to show it in
