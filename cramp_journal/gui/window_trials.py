"""Joins the trials to the window: their page, “Try something…” on What helps, tonight on Last night, and the rules."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cramp_journal import clock
from cramp_journal.gui.frame import HELPS, TRIAL
from cramp_journal.gui.main_window import MainWindow
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.session import Session
from cramp_journal.settings import Settings
from cramp_journal.words import small_hours

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.advice.prompts import Prompt
    from cramp_journal.analysis.experiments.kept import KeptTrial
    from cramp_journal.gui.trial.tonight_card import TonightCard
    from cramp_journal.gui.trial.trial_flow import TrialFlow


class WindowTrials(QObject):
    """Lives as long as the window. Without a trial in the journal, nothing of it is loaded."""

    def __init__(self, window: MainWindow, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._flow: TrialFlow | None = None
        self._looked = clock.now()
        self._cards: dict[str, TonightCard] = {}  # by the key of the trial
        window.views.pages.made.connect(self._on_made)
        window.minute.timeout.connect(self._look)
        session.loading.rules_loaded.connect(self._look)
        session.changed.connect(self._on_changed)
        session.prompts.found.connect(self._on_prompts)
        QTimer.singleShot(0, self, self._look)  # the window may take the place of another one

    def flow(self) -> "TrialFlow":
        """Return what opens the dialogs of a trial and saves what they wish."""
        if self._flow is None:
            from cramp_journal.gui.trial.trial_flow import TrialFlow  # noqa: PLC0415 - not for the first paint

            self._flow = TrialFlow(self._window, self._session, self._settings)
            self._flow.trial_wanted.connect(self.open)
        return self._flow

    def open(self, key: str) -> None:
        """Open the page of a trial."""
        from cramp_journal.gui.trial.trial_page import TrialPage  # noqa: PLC0415 - not for the first paint

        page = self._window.page(TRIAL)
        if isinstance(page, TrialPage):
            page.show_trial(key)
        self._window.show_page(TRIAL)

    # ---------------------------------------------------------------- inside
    def _on_made(self, name: str) -> None:
        """Connect the wishes of a page that was just made."""
        page = self._window.page(name)
        if name == HELPS:
            page.try_wanted.connect(lambda: self.flow().plan())  # type: ignore[attr-defined]
            page.trial_wanted.connect(self.open)  # type: ignore[attr-defined]
        if name == TRIAL:
            self._connect_page()

    def _connect_page(self) -> None:
        from cramp_journal.gui.trial.trial_page import TrialPage  # noqa: PLC0415 - not for the first paint

        page, flow = self._window.page(TRIAL), self.flow()
        if not isinstance(page, TrialPage):
            return
        for wish, slot in (
            (page.answered, flow.answer),
            (page.pause_wanted, flow.ask_to_pause),
            (page.resume_wanted, flow.resume),
            (page.stop_wanted, flow.ask_to_stop),
            (page.effect_told, flow.tell_effect),
            (page.effect_stop_wanted, flow.stop_for_effect),
            (page.answer_wanted, flow.see),
            (page.plan_wanted, flow.show_plan),
            (page.helps_wanted, self._open_helps),
        ):
            wish.connect(slot)

    def _open_helps(self) -> None:
        self._window.show_page(HELPS)

    def _on_changed(self, changed: Changed) -> None:
        if changed.everything or any(each.startswith("trial") for each in changed.tables):
            self._look()

    def _has_trials(self) -> bool:
        known = self._session.loading.knows_rules and self._session.is_open
        return known and bool(self._session.profile().get("trials"))

    def _look(self) -> None:
        """Show on Last night what tonight is, if a trial runs or waits to be looked at."""
        if not self._session.is_open or not (self._has_trials() or self._cards):
            return
        before, self._looked = self._looked, clock.now()
        if small_hours(before) != small_hours(self._looked) or before.date() != self._looked.date():
            self._window.views.pages.mark_stale(TRIAL, HELPS)
        today = clock.today()
        wanted = [each for each in self.flow().trials.all() if _is_to_be_seen(each, today)]
        for kept in wanted:
            if kept.key not in self._cards:
                self._cards[kept.key] = self._new_card()
            self._cards[kept.key].show_trial(kept, clock.now())
        for key, card in self._cards.items():
            card.setVisible(key in {each.key for each in wanted})

    def _new_card(self) -> "TonightCard":
        from cramp_journal.gui.trial.tonight_card import TonightCard  # noqa: PLC0415 - not for the first paint

        card = TonightCard(large=False)
        card.answered.connect(self.flow().answer)
        card.trial_wanted.connect(self.open)
        self._window.log_page.put_beside(card)
        return card

    def _on_prompts(self, found: "list[Prompt]") -> None:
        """Pause or stop what a prompt, or something that was told since, forbids; the line at the foot says it."""
        if self._has_trials():
            self.flow().follow_rules(found)


def _is_to_be_seen(kept: "KeptTrial", today: date) -> bool:
    """Return whether Last night has something to say of a trial: it goes on, or its answer was not seen yet."""
    return kept.goes_on(today) or (kept.seen_on is None and kept.stopped_on is None)
