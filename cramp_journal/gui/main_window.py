"""The window: it builds the pages and connects them, and does nothing else."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from cramp_journal.gui.bringing.bring_flow import BringFlow
from cramp_journal.gui.cramp_now.flow import CrampNowFlow
from cramp_journal.gui.dialog import UndoKeys
from cramp_journal.gui.doctor.notices import Notices
from cramp_journal.gui.frame import ADVICE, BEHIND, HELP, LOG, PAGES, REPORT, WindowFrame
from cramp_journal.gui.keeping.keeping_flow import KeepingFlow
from cramp_journal.gui.last_night.catch_up_policy import CatchUpPolicy
from cramp_journal.gui.last_night.courses import CoursesFlow
from cramp_journal.gui.last_night.log_page import LogPage
from cramp_journal.gui.page import Page
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.settings.settings_flow import SettingsFlow
from cramp_journal.gui.trends.nights_flow import NightsFlow
from cramp_journal.gui.window_keys import bind_keys
from cramp_journal.i18n import _
from cramp_journal.settings import Settings

if TYPE_CHECKING:  # not for the first paint
    from cramp_journal.gui.keeping.journal_cover import JournalCover

_LOOK_AT_CLOCK = 20_000  # milliseconds: how soon a window left open notices a new night


class MainWindow(QMainWindow):
    """Sidebar, banner and pages. Every page but the first is made when it is first opened.

    After `look_changed`, app.py builds the window anew: that is simpler and safer than updating each widget.
    """

    look_changed = Signal()
    lock_wanted = Signal()
    person_wanted = Signal(object)  # the file of another person's journal

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self._catch_up = CatchUpPolicy(self, session, settings)
        self._courses = CoursesFlow(self, session, settings)
        self._nights = NightsFlow(self, session)
        self.settings_flow = SettingsFlow(self, session, settings)
        self._keeping = KeepingFlow(self, session, settings)
        self.bringing = BringFlow(self, session)
        self.minute = QTimer(self)
        self._cover: JournalCover | None = None
        self._build()
        self._connect()
        self.minute.start(_LOOK_AT_CLOCK)

    def _build(self) -> None:
        self.setWindowTitle(" – ".join(filter(None, (self._session.door.person, "Cramp Journal"))))
        self.setMinimumSize(760, 520)
        self.resize(1280, 800)
        self.views = self._frame = WindowFrame(self._session, self._make)
        self.sidebar, self.banner, self.notice = self._frame.sidebar, self._frame.banner, self._frame.notice
        self._stack, self.page = self._frame.pages, self._frame.pages.page
        self._notices = Notices(self, self._session, self._settings, self.notice)
        self.log_page = LogPage(self._session, self._settings.temperature_unit, single_keys=self._settings.single_keys)
        self._stack.put(LOG, self.log_page)
        self.now = CrampNowFlow(self._frame, self._session, self.log_page, self._settings.region)
        self.setCentralWidget(self._frame)
        self.show_page(LOG)
        self.log_page.take_focus()

    def _connect(self) -> None:
        session, log, apply = self._session, self.log_page, partial(partial, self._session.apply)
        for signal, slot in (
            (self.sidebar.page_chosen, partial(self.show_page, chosen=True)),
            (self.sidebar.cramp_now_wanted, self.now.begin),
            (self.now.began, log.flush),
            (self.now.night_wanted, self.open_night),
            (self.now.left, self.sidebar.take_focus),
            *self._keeping.slots_for(self.settings_flow, self.sidebar),
            (self._keeping.person_wanted, self.person_wanted),
            (self._keeping.list_changed, self._on_look_changed),
            (self.settings_flow.bring_wanted, self.bringing.open),
            (self._keeping.replaced, self.settings_flow.close_dialog),
            (self._keeping.lock_wanted, self.lock_wanted),
            (self._stack.shown, self._notices.note_page),
            (self.now.close_wanted, self.close),
            (self.now.look_changed, self.look_changed),
            (self.sidebar.size_chosen, self.settings_flow.choose_size),
            (self.sidebar.dark_wanted, self.settings_flow.turn_dark),
            (self.sidebar.settings_wanted, self.settings_flow.open),
            (self.settings_flow.look_changed, self._on_look_changed),
            (self.banner.action_requested, partial(self._after_flush, apply(edits.remove_all_invented))),
            (self.notice.action_requested, self._notices.open),
            (self._notices.part_wanted, self._on_part_wanted),
            (self._notices.counted, partial(self.sidebar.set_count, ADVICE)),
            (log.night_submitted, session.save),
            (log.night_wanted, self.open_night),
            (log.rolled, self._on_rolled),
            (log.night_forgotten, apply(edits.remove_night)),
            (log.move_wanted, self._nights.move),
            (log.header.undo_wanted, session.undo),
            (log.catch_up.answered, self._catch_up.take),
            (log.courses_wanted, self._on_courses_wanted),
            (log.factor_added, apply(edits.add_factor)),
            (log.factor_renamed, apply(edits.rename_factor)),
            (log.factor_hidden, apply(edits.hide_factor)),
            (self._catch_up.wanted, log.catch_up.show_nights),
            (self._nights.night_wanted, self.open_night),
            (self.minute.timeout, log.roll_over),
            (session.opened, self._on_opened),
            (session.troubled, self.make_later_parts),
            (session.door.began, self.make_later_parts),
            (session.loading.rules_loaded, self._notices.look),
            (session.changed, self._on_changed),
            (session.saved, log.note_saved),
            (session.cramps_removed, log.header.say_removed),
            (session.replaced, log.save_draft),
            (session.refused, log.note_refused),
            (session.undo_changed, log.header.note_undo),
        ):
            signal.connect(slot)
        keys: dict[str, Callable[[], object]] = {  # they do nothing while a cramp covers the sidebar
            "Ctrl+,": self.settings_flow.open,
            "F2 Ctrl+Shift+C": self.now.begin,
            "F1": partial(self.show_page, HELP),
            "Ctrl+L": self.lock_wanted.emit,
            **{f"Ctrl+{n}": partial(self.show_page, name, chosen=True) for n, name in enumerate(PAGES, 1)},
        }
        bind_keys(self.sidebar, keys)
        flow = self.settings_flow
        bind_keys(
            self, {"Ctrl++ Ctrl+=": flow.larger, "Ctrl+-": flow.smaller, "Ctrl+0": flow.usual, "Ctrl+Q": self.close}
        )
        UndoKeys(self.sidebar, partial(self._after_flush, session.undo), partial(self._after_flush, session.redo))

    @property
    def open_page(self) -> str:
        """The name of the open page."""
        return self._stack.open_page

    def make_later_parts(self) -> "JournalCover":
        """Make what the first paint does not need: the cover and the line about the journal. Return the cover."""
        if self._cover is not None:
            return self._cover
        from cramp_journal.gui.keeping.journal_cover import JournalCover  # noqa: PLC0415 - as said above
        from cramp_journal.gui.keeping.status_line import StatusLine  # noqa: PLC0415 - as said above

        self._cover = cover = JournalCover(self._frame, self._session)
        lines = StatusLine(self, self._session, self._frame.lines)
        self.now.left.connect(cover.take_focus)
        cover.uncovered.connect(self._on_uncovered)
        cover.cramp_now_wanted.connect(self.now.begin)
        cover.copies_wanted.connect(self._keeping.open_copies)
        cover.people_wanted.connect(self._keeping.open_people)
        cover.close_wanted.connect(self.close)
        lines.open_again_wanted.connect(self.log_page.save_draft)
        lines.open_again_wanted.connect(self._session.open_again)
        lines.night_wanted.connect(self.open_night)
        self._keeping.serve(lines)
        return cover

    # ---------------------------------------------------------------- pages
    def _make(self, name: str) -> Page:
        from cramp_journal.gui.pages import make_page  # noqa: PLC0415 - slow: pages load what draws or counts

        page = make_page(name, self._session, self._settings)
        for wish, slot in (
            ("night_wanted", self.open_night),
            ("nights_wanted", self._nights.open),
            ("left_out_wanted", partial(self._session.apply, edits.leave_out)),
            ("report_wanted", partial(self.show_page, REPORT)),
            ("answered", self._notices.answer),
            ("courses_wanted", self._on_courses_wanted),
            *((wish, partial(self._session.apply, change)) for wish, change in edits.OF_THE_PERSON),
            ("questions_typed", partial(self._session.apply, edits.keep_questions)),
            ("type_in_wanted", self._catch_up.type_in),
            ("type_in_wanted", partial(self.show_page, LOG)),
        ):
            if hasattr(page, wish):
                getattr(page, wish).connect(slot)
        return page

    def show_page(self, name: str, *, chosen: bool = False) -> None:
        """Open a page, from its start if the person has `chosen` it; a page that needs the journal waits for it."""
        self.log_page.flush()
        self.sidebar.choose(BEHIND.get(name, name))
        self._stack.show_page(name, chosen=chosen)

    def take_over(self, page: str, evening: date) -> None:
        """Show the same page and night as the window that this one replaces."""
        self._on_changed()
        self.open_night(evening)
        self.show_page(page)

    def open_night(self, evening: date) -> None:
        """Open the page of a night; before the journal is open, nobody knows which nights are recorded."""
        if not self._session.is_open:
            self.log_page.header.say(_("Opening the journal…"))
            return
        self._on_rolled(evening)
        self.show_page(LOG)
        self.log_page.take_focus()

    # ---------------------------------------------------------------- slots
    def _on_opened(self) -> None:
        QTimer.singleShot(0, self, self.make_later_parts)
        self._on_changed()
        self.show_page(self._stack.open_page)
        self.log_page.roll_over()

    def _on_uncovered(self) -> None:
        (self.log_page if self._stack.open_page == LOG else self.sidebar).take_focus()

    def _on_changed(self) -> None:
        self.banner.setVisible(self._session.has_invented())
        self._notices.look()
        self._stack.mark_stale()
        self._catch_up.look()

    def _on_courses_wanted(self) -> None:
        self._courses.open(self.log_page.evening)

    def _on_rolled(self, evening: date) -> None:
        self.log_page.flush()
        if self._session.is_open:
            self.log_page.show_night(evening, self._session.night(evening))
            self._catch_up.look()

    def _on_part_wanted(self, part: str) -> None:
        self.show_page(ADVICE)
        self.page(ADVICE).show_part(part)

    def _after_flush(self, act: Callable[[], object]) -> None:
        self.log_page.flush()
        act()

    def _on_look_changed(self) -> None:
        self.log_page.save_draft()
        if self.now.runs:
            self.now.take_look(self._settings)
        else:
            self.look_changed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.log_page.may_close() and self.now.may_close() and self.make_later_parts().may_close())
