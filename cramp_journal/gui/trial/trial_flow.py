"""Opens the dialogs of a trial, and saves what they and its page wish."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.trial_rules import what_follows
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.analysis.experiments.power import TrialPlan, trial_plan
from cramp_journal.analysis.experiments.rules import Permission, Thing
from cramp_journal.analysis.experiments.running import TrialPause, progress_of, would_be_void
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.trials import Trials
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.gui.trial.leaving_dialogs import PauseDialog, StopDialog
from cramp_journal.gui.trial.plan_dialog import MayPlan, PlanDialog, TrialWish
from cramp_journal.gui.trial.trial_papers import TrialPapers
from cramp_journal.gui.trial.whole_plan_dialog import WholePlanDialog
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.settings import Settings
from cramp_journal.trial_words import PauseReason, TrialKind, TrialStop

_WEEK = 7  # nights


class TrialFlow(QObject):
    """Lives as long as the window; a dialog exists only while it is open."""

    trial_wanted = Signal(str)  # a trial that was begun: its page

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self.trials = Trials(session)
        self._dialog: PlanDialog | None = None

    # ---------------------------------------------------------------- a new one
    def plan(self) -> None:
        """Ask what is to be tried."""
        if not self._session.is_open:
            return
        dialog = PlanDialog(self._window, MayPlan(self._permit, self._may_cross, self._earlier), clock.today())
        dialog.plan_wanted.connect(self._on_plan_wanted)
        dialog.begin_wanted.connect(self._on_begin_wanted)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    def _permit(self, thing: Thing, crossed: bool) -> Permission:
        return self.trials.permission(thing, crossed=crossed and self._may_cross(thing))

    def _may_cross(self, thing: Thing) -> bool:
        return not thing.lingers and all(
            each.trial.design.kind is TrialKind.SINGLE_NIGHTS and each.thing.name != thing.name
            for each in self.trials.going_on()
        )

    def _earlier(self, thing: Thing, kind: TrialKind) -> date | None:
        found = self._earlier_trial(thing, kind)
        return found.last if found is not None else None

    def _earlier_trial(self, thing: Thing, kind: TrialKind) -> KeptTrial | None:
        """Return the last ended trial of the same thing and kind that ran to its end."""
        every = self.trials.all()
        followed = {each.follows for each in every}
        there = [
            each
            for each in every
            if each.thing.name == thing.name and each.trial.design.kind is kind and each.stopped_on is None
            if each.state(clock.today()) is TrialState.READY and each.key not in followed
        ]
        return there[-1] if there else None

    def _on_plan_wanted(self, asked: tuple[Thing, Permission], first: date) -> None:
        thing, permission = asked
        work = partial(_planned, thing, permission, first, self._session.figures())
        run_in_background(work, self._on_planned)

    def _on_planned(self, planned: tuple[Thing, date, TrialPlan]) -> None:
        if self._dialog is not None:
            self._dialog.show_plan(*planned)

    def _on_begin_wanted(self, wish: TrialWish) -> None:
        earlier = self._earlier_trial(wish.thing, wish.design.kind) if wish.pooled else None
        kept = self.trials.begin(
            wish.thing,
            wish.design,
            wish.first,
            wish.promised,
            follows=earlier.key if earlier else None,
            crossed=wish.crossed,
            blinded=wish.blinded,
        )
        if kept is not None:
            self.trial_wanted.emit(kept.key)

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    # ---------------------------------------------------------------- by itself
    def follow_rules(self, prompts: Sequence[Prompt]) -> None:
        """Pause, resume or stop what the rest of the journal asks for, and say so in the line at the foot."""
        today = clock.today()
        self.trials.follow(what_follows(self.trials.all(), self._session.person(today), prompts, today))

    # ---------------------------------------------------------------- one that runs
    def answer(self, key: str, evening: date, done: bool | None) -> None:
        """Save whether it was done on an evening; None takes the answer back."""
        self.trials.answer(key, evening, done)

    def tell_effect(self, key: str, week: int, unusual: bool, note: str) -> None:
        """Save what was noticed in a week."""
        self.trials.tell_effect(key, week, unusual, note)

    def stop_for_effect(self, key: str) -> None:
        """Stop a trial because of what was noticed."""
        self.trials.stop(key, TrialStop.EFFECT)

    def see(self, key: str) -> None:
        """Note the first look at a result."""
        self.trials.see(key)

    def show_plan(self, key: str) -> None:
        """Show what was fixed before a trial."""
        kept = self.trials.trial(key)
        if kept is None:
            return
        dialog = WholePlanDialog(self._window, kept)
        name = self._session.profile()["person"].get("name") or ""
        papers = TrialPapers(dialog, kept, self._settings.paper, name)
        dialog.save_wanted.connect(papers.save_plan)
        dialog.orders_wanted.connect(papers.save_orders)
        papers.ended.connect(dialog.say)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_to_pause(self, key: str) -> None:
        """Say what a pause costs, and pause."""
        kept = self.trials.trial(key)
        if kept is None:
            return
        dialog = PauseDialog(self._window, _pairs_of_a_week(kept, clock.today()))
        dialog.pause_wanted.connect(partial(self._on_pause_wanted, key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_pause_wanted(self, key: str, why: PauseReason) -> None:
        self.trials.pause(key, clock.today(), None, why)

    def resume(self, key: str) -> None:
        """End a pause: tonight belongs to the trial again."""
        self.trials.resume(key, clock.today())

    def ask_to_stop(self, key: str) -> None:
        """Say what stopping costs, and stop."""
        kept = self.trials.trial(key)
        if kept is None:
            return
        state = kept.state(clock.today())
        dialog = StopDialog(
            self._window, _cost_of_stopping(kept, self._session.figures()), may_pause=state is TrialState.RUNNING
        )
        dialog.stop_wanted.connect(partial(self.trials.stop, key, TrialStop.PERSON))
        dialog.pause_wanted.connect(partial(self.ask_to_pause, key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _planned(
    thing: Thing, permission: Permission, first: date, nights: Sequence[NightFigures]
) -> tuple[Thing, date, TrialPlan]:
    return thing, first, trial_plan(nights, permission.designs, first, thing.half_life)


def _pairs_of_a_week(kept: KeptTrial, today: date) -> int:
    """Return how many pairs a pause of a week from tonight would cost."""
    last = date.fromordinal(today.toordinal() + _WEEK - 1)
    return would_be_void(kept.trial, kept.course(()), TrialPause(today, last, PauseReason.AWAY))


def _cost_of_stopping(kept: KeptTrial, nights: Sequence[NightFigures]) -> str:
    """Say what stopping costs."""
    found = progress_of(kept.trial, kept.course(nights), clock.today())
    return _("{n} of {all} pairs are in. A trial that is stopped before its end can give no answer.").format(
        n=found.whole, all=found.pairs
    )
