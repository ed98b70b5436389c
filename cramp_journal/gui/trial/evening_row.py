"""One evening of a trial: what it is, and whether that was done. One press answers, the same press takes it back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cramp_journal.advice.trial_things import ThingWords, answers_in_words, words_of_thing
from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.analysis.experiments.running import TonightIs, tonight
from cramp_journal.formats import date_text
from cramp_journal.gui.spoken import SpokenRole, speak_as
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.body_drawing import body_drawing
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.i18n import _
from cramp_journal.punctuation import name_and_value
from cramp_journal.words import small_hours

_TO_BE_DONE = (TonightIs.WITH_IT, TonightIs.WITHOUT_IT)

_DRAWING = 170  # pixels high at 100 % text
_WIDEST = 1.2  # times as wide as high: stretching is drawn in a long picture
_WIDE = 480  # pixels at 100 % text: from this width on, the drawing is shown


@dataclass(frozen=True)
class EveningShown:
    """An evening that can be answered.

    Attributes:
        evening: Its date.
        tonight: Whether it is the evening of today.
        with_it: Whether it is with the thing.
        done: The answer; None if there is none.
        counted: Whether its night can count: it is not one of the first of a block.
    """

    evening: date
    tonight: bool
    with_it: bool
    done: bool | None
    counted: bool


def evenings_shown(kept: KeptTrial, now: datetime) -> list[EveningShown]:
    """Return the evenings to be answered at a moment: last night's, and tonight's from the early morning on.

    Raises:
        JournalError: A newer program began the trial, or what was fixed has changed since.
    """
    today, course = now.date(), kept.course(())
    found = []
    for back in (1, 0):
        evening = today - timedelta(days=back)
        if not back and small_hours(now):
            continue
        told = tonight(kept.trial, evening, today, course)
        if told.what in _TO_BE_DONE:
            answer = kept.answer_of(evening)
            with_it = told.what is TonightIs.WITH_IT
            done = None if answer is None else answer.done
            found.append(EveningShown(evening, not back, with_it, done, counted=not told.washout))
    return found


class EveningRow(QWidget):
    """The words of an evening above its two answers."""

    answered = Signal(object, object)  # the evening, and whether it was done; None: taken back

    def __init__(self, kept: KeptTrial, shown: EveningShown, *, large: bool) -> None:
        """Build the row; `large` is for the page of the trial, where tonight is the first thing to be seen."""
        super().__init__()
        self._shown, self._blinded = shown, kept.blinded
        words = words_of_thing(kept.thing)
        self.setProperty("evening", shown.evening.isoformat())
        self._drawing = QLabel()
        speak_as(self._drawing, SpokenRole.Client)  # the words beside it say the same
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme().roomy_px(10))
        beside = QHBoxLayout()
        beside.setSpacing(theme().roomy_px(16))
        column = QVBoxLayout()
        column.setSpacing(theme().roomy_px(6))
        beside.addLayout(column, 1)
        beside.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(beside)
        when, what = when_in_words(shown), evening_in_words(words, shown, blinded=kept.blinded)
        self.words = name_and_value(when, what)
        if large and shown.tonight:
            column.addWidget(text_label(when, "lead"))
            column.addWidget(text_label(what, "tonight"))
        else:
            column.addWidget(text_label(name_and_value(when, what), "strong"))
        if shown.tonight:
            column.addWidget(text_label(_how(words, shown, blinded=kept.blinded)))
        if not shown.counted:
            column.addWidget(
                text_label(_("The first nights of four weeks are not counted; keep to it all the same."), "quiet")
            )
        kind, gap = ("tonight", 12) if large else ("chip", 8)
        with_it = kept.blinded or shown.with_it
        kept_to, other = answers_in_words(words, with_it=with_it, tonight=shown.tonight)
        self._answers = ChipRow(name_and_value(when, what), [(True, kept_to), (False, other)], kind, gap)
        self._answers.chosen.connect(self._on_chosen)
        column.addStretch(1)
        whole.addWidget(self._answers)
        self._noted = text_label(_("Noted."), "quiet", is_news=True)
        whole.addWidget(self._noted)
        if large and shown.tonight and (kept.blinded or shown.with_it):
            name = "capsule" if kept.blinded else words.drawing
            self._drawing.setPixmap(body_drawing(name, theme().palette.accent, _DRAWING, _WIDEST))
        self._show_drawing()
        self.show_answer(shown.done)

    @property
    def has_drawing(self) -> bool:
        """Whether its drawing can be seen."""
        return self._drawing.isVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_drawing()

    def _show_drawing(self) -> None:
        self._drawing.setVisible(not self._drawing.pixmap().isNull() and self.width() >= theme().px(_WIDE))

    def show_answer(self, done: bool | None) -> None:
        """Show an answer that is kept; of capsules that a helper filled, only that there is one."""
        self._noted.setVisible(self._blinded and done is not None)
        if self._blinded:
            self._answers.set_value(None)
        else:
            self._answers.set_value(None if done is None else done == self._shown.with_it)

    def _on_chosen(self, as_planned: bool | None) -> None:
        if as_planned is None:
            self.answered.emit(self._shown.evening, None)
        elif self._blinded:
            self.answered.emit(self._shown.evening, as_planned and self._shown.with_it)
        else:
            self.answered.emit(self._shown.evening, as_planned == self._shown.with_it)


def when_in_words(shown: EveningShown) -> str:
    """Say which evening it is."""
    text = _("Tonight, {day}") if shown.tonight else _("Last evening, {day}")
    return text.format(day=date_text(shown.evening, "MMMEd"))


def evening_in_words(words: ThingWords, shown: EveningShown, *, blinded: bool) -> str:
    """Say what an evening is; of capsules that a helper filled, nothing that tells them apart."""
    if blinded:
        return _("The capsule of this evening")
    return words.with_it if shown.with_it else words.without_it


def _how(words: ThingWords, shown: EveningShown, *, blinded: bool) -> str:
    if blinded:
        return _("Take the one that your helper laid out for this date.")
    return words.how if shown.with_it else words.rest
