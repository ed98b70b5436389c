"""Trials on oneself in the window: read, begun, answered, paused and stopped, each as one step of Undo."""

import secrets
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.gui.session.changed import Changed
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.undo import Step, changed, put_row
from cramp_journal.i18n import _
from cramp_journal.trial_words import PauseReason, TrialStop

if TYPE_CHECKING:  # slow to import: not needed for the first paint
    from cramp_journal.advice.trial_rules import Follow
    from cramp_journal.analysis.experiments.designs import Design
    from cramp_journal.analysis.experiments.kept import KeptTrial, TrialResults
    from cramp_journal.analysis.experiments.rules import Permission, Thing
    from cramp_journal.model import Row, TrialPauseRow, TrialRow
    from cramp_journal.store import Journal

_DAY = timedelta(days=1)
_SomeRow = TypeVar("_SomeRow", bound="Row")


class TrialStopped(Step):
    """A trial that was stopped. Undo takes that back on the same day only: later, nights would be missing."""

    def __init__(self, before: "TrialRow", after: "TrialRow", today: date) -> None:
        super().__init__(None, before, after)
        self._today = today

    def put(self, journal: "Journal", *, forward: bool) -> None:
        """Stop it, or take that back."""
        if not forward and clock.today() != self._today:
            raise JournalError(_("A trial that was stopped on an earlier day stays stopped. You can begin a new one."))
        super().put(journal, forward=forward)


class Trials:
    """The trials of the journal of a session. Every change goes through `Session.apply`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # ---------------------------------------------------------------- reading
    def all(self) -> "list[KeptTrial]":
        """Return all trials, oldest first."""
        from cramp_journal.analysis.experiments.kept import kept_trials  # noqa: PLC0415 - slow: numpy

        return kept_trials(self._session.profile()) if self._session.profile().get("trials") else []

    def trial(self, key: str) -> "KeptTrial | None":
        """Return a trial by its key, or None where there is none."""
        return next((each for each in self.all() if each.key == key), None)

    def going_on(self) -> "list[KeptTrial]":
        """Return the trials that have not ended: they wait, run or rest."""
        today = clock.today()
        return [each for each in self.all() if each.goes_on(today)]

    def permission(self, thing: "Thing", *, crossed: bool = False) -> "Permission":
        """Return whether something may be tried now."""
        from cramp_journal.advice.trial_rules import permission_for  # noqa: PLC0415 - slow: scipy

        today, session = clock.today(), self._session
        prompts = session.prompts.now(today)
        return permission_for(thing, session.person(today), prompts, self.all(), today, crossed=crossed)

    def results(self, key: str) -> "TrialResults":
        """Return what a trial found.

        Raises:
            JournalError: There is no such trial, it has not ended, or what was fixed has changed since.
        """
        from cramp_journal.analysis.experiments.kept import results_of  # noqa: PLC0415 - slow: scipy

        kept = self.trial(key)
        if kept is None:
            raise BadInput(_no_such_trial())
        return results_of(kept, self.all(), self._session.figures(), clock.today(), self.invented())

    def invented(self) -> frozenset[date]:
        """Return the evenings whose record `demo` made up."""
        if not self._session.has_invented():
            return frozenset()
        nights = self._session.contents()["nights"]
        return frozenset(date.fromisoformat(each["evening"]) for each in nights if each.get("invented"))

    # ---------------------------------------------------------------- changing
    def begin(
        self,
        thing: "Thing",
        design: "Design",
        first: date,
        promised: float,
        *,
        follows: str | None = None,
        crossed: bool = False,
        blinded: bool = False,
    ) -> "KeptTrial | None":
        """Begin a trial, its order drawn from a seed that nobody has seen, and return it; None where it is refused."""
        from cramp_journal.advice.experiment_words import permission_in_words  # noqa: PLC0415 - slow: scipy
        from cramp_journal.analysis.experiments.schedule import SEED_BYTES, begin_trial  # noqa: PLC0415 - as above
        from cramp_journal.analysis.experiments.written import follow_checked, row_of_trial  # noqa: PLC0415 - as above

        trial = begin_trial(thing.name, design, first, secrets.token_bytes(SEED_BYTES))

        def change(journal: "Journal") -> list[Step]:
            permission = self.permission(thing, crossed=crossed)
            if permission.refused is not None:
                raise BadInput(permission_in_words(permission))
            after = follow_checked(follows, thing, design, first, self.all())
            marks: dict[str, Any] = {"follows": after, "crossed": crossed, "blinded": blinded}
            return put_row(journal, row_of_trial(thing, trial, promised, clock.today(), **marks), None)

        return self.trial(trial.fingerprint) if self._session.apply(change) else None

    def answer(self, key: str, evening: date, done: bool | None) -> Changed | None:
        """Keep the answer whether it was done on an evening; None takes back what was said."""
        from cramp_journal.analysis.experiments.written import key_of_answer, row_of_answer  # noqa: PLC0415 - slow
        from cramp_journal.model import TrialAnswerRow  # noqa: PLC0415 - as above

        def change(journal: "Journal", kept: "KeptTrial") -> list[Step]:
            before = _row(journal.all_of(TrialAnswerRow), key_of_answer(kept, evening))
            if done is None:
                return _removed(journal, before)
            if before is not None and before.done == done:  # the first moment counts
                return []
            return put_row(journal, row_of_answer(kept, evening, clock.today(), done=done), before)

        return self._change(key, change)

    def pause(self, key: str, first: date, last: date | None, why: PauseReason) -> Changed | None:
        """Pause a trial, both evenings included; None: until `resume`."""
        from cramp_journal.analysis.experiments.written import row_of_pause  # noqa: PLC0415 - slow: numpy
        from cramp_journal.model import TrialPauseRow  # noqa: PLC0415 - as above

        def change(journal: "Journal", kept: "KeptTrial") -> list[Step]:
            made = row_of_pause(kept, first, last, why)
            return put_row(journal, made, _row(journal.all_of(TrialPauseRow), made.id))

        return self._change(key, change)

    def resume(self, key: str, evening: date) -> Changed | None:
        """End the pauses of a trial: an evening is the first one of it again."""

        def change(journal: "Journal", kept: "KeptTrial") -> list[Step]:
            ends = _ends_of_pauses(journal, kept, evening, tuple(PauseReason))
            steps = [put_row(journal, after, row) if after else _removed(journal, row) for row, after in ends]
            return [step for each in steps for step in each]

        return self._change(key, change)

    def stop(self, key: str, why: TrialStop) -> Changed | None:
        """Stop a trial from this evening on."""
        return self._change(key, lambda journal, kept: _stopped(journal, kept, why))

    def tell_effect(self, key: str, week: int, unusual: bool, note: str = "") -> Changed | None:
        """Note what was noticed in a week of a trial, counted from 1."""
        from cramp_journal.analysis.experiments.written import row_of_effect  # noqa: PLC0415 - slow: numpy
        from cramp_journal.model import TrialEffectRow  # noqa: PLC0415 - as above

        def change(journal: "Journal", kept: "KeptTrial") -> list[Step]:
            made = row_of_effect(kept, week, clock.today(), unusual=unusual, note=note)
            return put_row(journal, made, _row(journal.all_of(TrialEffectRow), made.id))

        return self._change(key, change)

    def see(self, key: str) -> "TrialResults | None":
        """Return what a trial found, and keep what it was at the first look, without a step of Undo; None: refused."""
        from cramp_journal.analysis.experiments.kept import seen_text  # noqa: PLC0415 - slow: numpy

        try:
            found = self.results(key)
            row = self._row_of(key)
        except JournalError as error:
            self._session.refused.emit(str(error))
            return None
        if row is not None and row.seen_on is None:
            self._session.note([changed(row, seen_on=clock.today(), seen=seen_text(found))])
            self._session.changed.emit(Changed(tables=frozenset({"trial"})))
        return found

    def follow(self, follows: "Iterable[Follow]") -> None:
        """Do what follows by itself for some trials, and say so in the quiet line. It is no step of Undo.

        Undo would bring back what the rules undo at once. They let a trial go on as soon as they can.
        """
        from cramp_journal.advice.trial_rules import FollowKind  # noqa: PLC0415 - slow: scipy
        from cramp_journal.analysis.experiments.written import row_of_pause  # noqa: PLC0415 - as above

        session, today = self._session, clock.today()
        for each in follows:
            kept = each.kept
            stopped = [row for row in [self._row_of(kept.key)] if row is not None]
            if each.what is FollowKind.STOP:
                session.note([changed(row, stopped_on=today, stopped_why=TrialStop.CONDITION) for row in stopped])
            elif each.what is FollowKind.PAUSE:
                session.note([row_of_pause(kept, today, None, PauseReason.PROMPT)])
            elif kept.stopped_on is not None:
                session.note([changed(row, stopped_on=None, stopped_why=None) for row in stopped])
            else:
                ends = _ends_of_pauses(session.journal(), kept, today, (PauseReason.PROMPT,))
                session.note([after for _before, after in ends if after is not None])
                session.withdraw([before for before, after in ends if after is None])
            session.changed.emit(Changed(tables=frozenset({"trial", "trial_pause"})))
            session.lines.tell(each.text)

    def _row_of(self, key: str) -> "TrialRow | None":
        from cramp_journal.model import TrialRow  # noqa: PLC0415 - slow before the journal is open

        rows = self._session.journal().all_of(TrialRow)
        return next((each for each in rows if each.fingerprint == key), None)

    def _change(self, key: str, change: "Callable[[Journal, KeptTrial], list[Step]]") -> Changed | None:
        def made(journal: "Journal") -> list[Step]:
            kept = self.trial(key)
            if kept is None:
                raise BadInput(_no_such_trial())
            return change(journal, kept)

        return self._session.apply(made)


def _no_such_trial() -> str:
    return _("This trial is not in the journal any more.")


def _row(rows: "list[_SomeRow]", key: str) -> "_SomeRow | None":
    return next((each for each in rows if each.id == key), None)


def _removed(journal: "Journal", row: "Row | None") -> list[Step]:
    if row is None:
        return []
    journal.remove(row)
    return [Step(None, row, None)]


def _ends_of_pauses(
    journal: "Journal", kept: "KeptTrial", evening: date, of: tuple[PauseReason, ...]
) -> "list[tuple[TrialPauseRow, TrialPauseRow | None]]":
    """Return the pauses of a trial that cover an evening or come later, each with what it becomes; None: it goes."""
    from cramp_journal.model import TrialPauseRow  # noqa: PLC0415 - slow before the journal is open

    return [
        (row, changed(row, last=evening - _DAY) if row.first < evening else None)
        for row in journal.all_of(TrialPauseRow)
        if row.trial == kept.key and row.why in of and (row.last is None or row.last >= evening)
    ]


def _stopped(journal: "Journal", kept: "KeptTrial", why: TrialStop) -> list[Step]:
    from cramp_journal.analysis.experiments.written import check_stop  # noqa: PLC0415 - slow: numpy
    from cramp_journal.model import TrialRow  # noqa: PLC0415 - as above

    today = clock.today()
    check_stop(kept, today)
    row = next(each for each in journal.all_of(TrialRow) if each.fingerprint == kept.key)
    after = changed(row, stopped_on=today, stopped_why=why)
    journal.keep(after)
    return [TrialStopped(row, after, today)]
