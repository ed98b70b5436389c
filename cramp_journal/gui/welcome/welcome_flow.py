"""The first start: shows its page over everything else, keeps what was chosen, and logs last night if asked to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from cramp_journal import clock
from cramp_journal.gui import messages
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import theme
from cramp_journal.gui.welcome.countries import country, region_here
from cramp_journal.gui.welcome.welcome_page import FirstChoices, WelcomePage
from cramp_journal.gui.widgets.window_language import speak
from cramp_journal.i18n import _, language_code
from cramp_journal.os_reasons import os_reason
from cramp_journal.paths import journal_file, keep_journal_in
from cramp_journal.settings import Settings
from cramp_journal.words import State, last_evening


class WelcomeFlow(QObject):
    """Lives until the page is left. The journal is opened after that, where the person wishes it."""

    left = Signal(object)  # the folder of the journal

    def __init__(self, views: QStackedWidget, folder: Path, settings: Settings) -> None:
        super().__init__(views)
        self._views, self._settings = views, settings
        self._folder = folder
        self._evening: date | None = None  # the night that was without cramps
        self._brings = False  # whether nights from elsewhere are to come in
        self._person: dict[str, str | int | None] = {}
        self._page: WelcomePage | None = None
        self._show(FirstChoices(language_code(), settings.text_size, settings.region or region_here(), folder))

    def hand_on(self, session: Session, bring: Callable[[], object]) -> None:
        """Hand what was said on this page to the session of the journal, which saves it once it is open.

        Args:
            session: The journal's session.
            bring: Asks for a file of nights from elsewhere; called once the journal is open, if that was wished.
        """
        if self._evening is not None:
            session.save({"evening": self._evening.isoformat(), "state": State.CLEAR.value, "cramps": []})
        if self._person:
            person = self._person
            session.opened.connect(lambda: session.apply(edits.set_person, person))
        if self._brings:
            later = partial(QTimer.singleShot, 0, bring)  # after everybody has heard that the journal is open
            session.opened.connect(later, Qt.ConnectionType.SingleShotConnection)

    def take_look(self) -> None:
        """Show the page in the look that the settings have now; what was typed stays."""
        if self._page is not None:
            self._on_look_changed(replace(self._page.choices(), text_size=self._settings.text_size))

    # ---------------------------------------------------------------- inside
    def _show(self, choices: FirstChoices) -> None:
        self._remove()
        self._page = page = WelcomePage(choices)
        page.started.connect(self._on_started)
        page.skipped.connect(self._on_skipped)
        page.clear_wanted.connect(self._on_clear_wanted)
        page.look_changed.connect(self._on_look_changed)
        page.folder_wanted.connect(self._on_folder_wanted)
        page.bring_wanted.connect(self._on_bring_wanted)
        self._views.addWidget(page)
        self._views.setCurrentWidget(page)
        page.take_focus()

    def _remove(self) -> None:
        if self._page is not None:
            self._views.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None

    def _on_look_changed(self, choices: FirstChoices) -> None:
        speak(choices.language, choices.region)
        theme().use(self._settings.theme, choices.text_size)
        self._show(choices)

    def _on_folder_wanted(self) -> None:
        if self._page is None:
            return
        found = messages.ask_for_folder(self._page, _("Where the journal is kept"), self._page.choices().folder)
        if found is not None:
            there = (found / journal_file().name).exists()
            said = _("There is a journal in this folder already. It will be opened.") if there else ""
            self._page.show_folder(found, said)

    def _on_started(self, choices: FirstChoices) -> None:
        sets = country(choices.region)
        kept = self._settings
        kept.language, kept.text_size, kept.region = choices.language, choices.text_size, choices.region
        kept.temperature_unit, kept.paper, kept.clock = sets
        self._person = {name: value for name, value in (("name", choices.name), ("born", choices.born)) if value}
        self._leave(choices.folder)

    def _on_clear_wanted(self, choices: FirstChoices) -> None:
        self._evening = last_evening(clock.now())
        self._on_started(choices)

    def _on_bring_wanted(self, choices: FirstChoices) -> None:
        self._brings = True
        self._on_started(choices)

    def _on_skipped(self) -> None:
        self._leave(self._folder)

    def _leave(self, folder: Path) -> None:
        if folder != self._folder:
            try:
                keep_journal_in(folder)
            except OSError as error:
                if self._page is not None:
                    said = _("The journal cannot be kept there: {reason}.").format(reason=os_reason(error))
                    self._page.show_folder(self._folder, said)
                return
        self._settings.welcomed = True
        self._remove()
        self.left.emit(folder)
