"""The page of one trial: tonight and its one press, what was promised, the pairs so far, and at last the answer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial, TrialState
from cramp_journal.errors import JournalError
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.trials import Trials
from cramp_journal.gui.theme import theme
from cramp_journal.gui.trial.effects_card import EffectsCard
from cramp_journal.gui.trial.odds_card import OddsCard
from cramp_journal.gui.trial.pairs_card import PairsCard
from cramp_journal.gui.trial.result_part import ResultPart
from cramp_journal.gui.trial.tonight_card import TonightCard
from cramp_journal.gui.widgets.card import Card, button, column, side_by_side, text_label
from cramp_journal.gui.widgets.part import empty
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.i18n import _, pgettext
from cramp_journal.labels import day
from cramp_journal.punctuation import in_sentences
from cramp_journal.trial_words import TrialStop

_ONE_COLUMN = 860  # pixels at 100 % text: below it, the cards stand one below the other


class TrialPage(Page):
    """Shows the newest trial, or the one that was asked for."""

    answered = Signal(str, object, object)  # the trial, the evening, and whether it was done; None: taken back
    pause_wanted = Signal(str)
    resume_wanted = Signal(str)
    stop_wanted = Signal(str)
    effect_told = Signal(str, int, bool, str)  # the trial, the week, whether anything was unusual, and a note
    effect_stop_wanted = Signal(str)  # because of what was noticed
    answer_wanted = Signal(str)  # its first look at the result
    plan_wanted = Signal(str)  # the whole plan
    helps_wanted = Signal()
    nights_wanted = Signal(str, object)  # what some nights have in common, and their evenings

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._trials = Trials(session)
        self._key = ""
        self._build()
        self._connect()

    def show_trial(self, key: str) -> None:
        """Show a trial; "" shows the newest one."""
        self._key = key
        self.refresh()

    @property
    def kept(self) -> KeptTrial | None:
        """The trial that is shown; None if there is none."""
        every = self._every()
        asked = next((each for each in every if each.key == self._key), None)
        return asked or (every[-1] if every else None)

    def refresh(self) -> None:
        """Show the trial as it is now."""
        kept, today = self.kept, clock.today()
        self._none.setVisible(kept is None)
        for each in (self._head, self._whole):
            each.setVisible(kept is not None)
        if kept is None:
            return
        self._title.setText(words_of_thing(kept.thing).question)
        state = kept.state(today)
        goes_on = kept.goes_on(today)
        self._pause.setVisible(goes_on and state is not TrialState.PAUSED)
        self._resume.setVisible(state is TrialState.PAUSED)
        self._stop.setVisible(goes_on)
        is_seen = state is TrialState.READY and kept.seen_on is not None
        self._tonight.setVisible(state is not TrialState.READY)
        self._tonight.show_trial(kept, clock.now())
        self._ready.setVisible(state is TrialState.READY and not is_seen)
        said = _stopped_in_words(kept)
        self._stopped.setText(said)
        self._stopped.setVisible(bool(said))
        self._odds.show_trial(kept)
        self._effects.ask_about(kept.week(today), goes_on=goes_on)
        self._show_pairs(kept)
        self._show_result(kept, is_seen=is_seen)
        self._show_others(kept)

    def first_words(self) -> str:
        """Return what tonight is, or the verdict."""
        kept = self.kept
        if kept is None:
            return ""
        verdict = self._result.first_words() if self._result.isVisibleTo(self) else self._tonight.first_words()
        return in_sentences((words_of_thing(kept.thing).question, verdict))

    # ---------------------------------------------------------------- inside
    def _every(self) -> list[KeptTrial]:
        return self._trials.all() if self._session.is_open else []

    def _build(self) -> None:
        self.read_by_keys(_("Trial"))
        self._title = text_label("", "title")
        self._pause = button(pgettext("a trial", "Pause"), partial(self._wish, self.pause_wanted.emit), "link")
        self._resume = button(_("Go on with it"), partial(self._wish, self.resume_wanted.emit), "link")
        self._stop = button(pgettext("a trial", "Stop"), partial(self._wish, self.stop_wanted.emit), "link")
        acts = QWidget()
        row = OneRow(acts, theme().roomy_px(16))
        for each in (self._pause, self._resume, self._stop):
            row.addWidget(each)
        self._head = QWidget()
        Sides(self._title, acts, self._head, least=theme().px(300))
        self._none = Card(_("No trial yet"))
        self._none.inside.addWidget(text_label(_("Under “What helps” you can try something on yourself."), "quiet"))
        self._stopped = text_label("", "strong")
        self._fault = text_label("", "problem")
        self._tonight = TonightCard(large=True)
        self._effects = EffectsCard()
        self._ready = Card(_("Your trial has ended"))
        self._ready.inside.addWidget(text_label(_("All its nights are in. Whatever it says, it is your own answer.")))
        look = button(_("See the answer"), partial(self._wish, self.answer_wanted.emit), "main")
        self._ready.inside.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        self._odds, self._pairs, self._result = OddsCard(), PairsCard(), ResultPart()
        self._others = Card(_("Other trials"))
        self._list = column()
        self._others.inside.addLayout(self._list)
        self._columns = side_by_side(column(self._ready, self._tonight, self._effects), column(self._odds))
        self._whole = QWidget()
        whole = column(self._stopped, self._fault, self._result)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.insertLayout(3, self._columns)
        whole.insertWidget(4, self._pairs)
        whole.insertWidget(5, self._others)
        self._whole.setLayout(whole)
        back = button(_("Back to What helps"), self.helps_wanted.emit, "link")
        for widget in (self._head, self._none, self._whole):
            self.body.addWidget(widget)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._tonight.answered.connect(self.answered)
        self._effects.told.connect(self._on_effect_told)
        self._effects.stop_wanted.connect(partial(self._wish, self.effect_stop_wanted.emit))
        self._odds.plan_wanted.connect(partial(self._wish, self.plan_wanted.emit))
        self._result.nights_wanted.connect(self.nights_wanted)

    def _wish(self, wish: Callable[[str], None]) -> None:
        if self.kept is not None:
            wish(self.kept.key)

    def _on_effect_told(self, week: int, unusual: bool, note: str) -> None:
        if self.kept is not None:
            self.effect_told.emit(self.kept.key, week, unusual, note)

    def _show_pairs(self, kept: KeptTrial) -> None:
        state = kept.state(clock.today())
        self._pairs.setVisible(state is not TrialState.READY and kept.stopped_on is None)
        self._fault.hide()
        try:
            self._pairs.show_trial(kept, self._session.figures(), clock.today())
        except JournalError as error:
            self._say_fault(str(error))

    def _show_result(self, kept: KeptTrial, *, is_seen: bool) -> None:
        self._result.setVisible(is_seen)
        if not is_seen:
            return
        try:
            found = self._trials.results(kept.key)
        except JournalError as error:
            self._say_fault(str(error))
            self._result.hide()
            return
        locked = self._session.door.key is not None
        self._result.show_result(kept, found, invented=self._session.has_invented(), locked=locked)

    def _say_fault(self, sentence: str) -> None:
        self._pairs.hide()
        self._fault.setText(sentence)
        self._fault.show()

    def _show_others(self, kept: KeptTrial) -> None:
        others = [each for each in self._every() if each.key != kept.key]
        self._others.setVisible(bool(others))
        empty(self._list)
        for each in reversed(others):
            text = _("{question} From {first}").format(
                question=words_of_thing(each.thing).question, first=day(each.trial.first)
            )
            self._list.addWidget(
                button(text, partial(self.show_trial, each.key), "link"), 0, Qt.AlignmentFlag.AlignLeft
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_ONE_COLUMN)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def _stopped_in_words(kept: KeptTrial) -> str:
    """Say that a trial was stopped, and why."""
    if kept.stopped_on is None:
        return ""
    match kept.stopped_why:
        case TrialStop.CONDITION:
            text = _("It was stopped on {day}: something that you told since speaks against it.")
        case TrialStop.EFFECT:
            text = _(
                "You stopped it on {day}, because of something that you noticed. Tell a pharmacist or doctor of it."
            )
        case _:
            text = _("You stopped it on {day}. Its nights are kept.")
    return text.format(day=day(kept.stopped_on))
