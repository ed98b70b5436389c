"""A cramp in progress: a clock, what eases it, and "It's over". Dim with any theme: it is three in the morning."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice import relief
from cramp_journal.gui.announce import announce
from cramp_journal.gui.cramp_now.length_question import LengthQuestion, in_hours
from cramp_journal.gui.cramp_now.now_buttons import LargeButton, OtherButtons
from cramp_journal.gui.cramp_now.running_clock import RunningClock
from cramp_journal.gui.cramp_now.running_cramp import RunningCramp
from cramp_journal.gui.cramp_now.site_chooser import SiteChooser
from cramp_journal.gui.cramp_now.step_card import StepList
from cramp_journal.gui.page import Page
from cramp_journal.gui.theme import style_sheet, theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.i18n import _
from cramp_journal.labels import capital, clock_text, site
from cramp_journal.palette import NIGHT
from cramp_journal.punctuation import in_sentences

_LOOK_AT_CLOCK = 250  # milliseconds
_TOO_SOON = 1.0  # seconds: a second press of the key that started the clock does not stop it
_TALL = 640  # pixels at 100 % text: below this, only the clock and "It's over" stay in place, and the rest scrolls


class NowPage(Page):
    """The page of a cramp that has not ended. Only "Stop, don't log" discards the cramp."""

    over = Signal()
    stopped = Signal()
    answered = Signal(object, object)  # how long it lasted, in seconds, and how that is known; None: nobody knows
    went_on = Signal()  # "It's over" was pressed by mistake
    place_changed = Signal()

    def __init__(self, running: RunningCramp, region: str = "") -> None:
        super().__init__()
        self._region, self._limit = region, relief.long_seconds()
        self.running = running
        self.asks = False  # the clock may have been forgotten: the page asks how long the cramp lasted
        self._steps: tuple[relief.ReliefStep, ...] = ()
        self._question: LengthQuestion | None = None
        self._seen_next: QWidget | None = None
        self._soon = QTimer(self)  # a timer of the page itself: one made by QTimer.singleShot would outlive the page
        self._soon.setSingleShot(True)
        self._build()
        self._connect()
        self._show_place()
        self.refresh()
        if running.ended_after is not None and not running.written.ended:
            self.ask()

    # ---------------------------------------------------------------- what its owner calls
    def take_focus(self) -> None:
        """Move the focus to "It's over", or to the first answer."""
        first = self._question.stops[0] if self._question is not None and self.asks else self._over
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self) -> None:
        """Ask how long the cramp lasted: its clock ran so long that it may have been forgotten."""
        if self._question is None:
            self._question = self._make_question()
        self.asks = True
        for key in self._arrows:
            key.setEnabled(False)
        ran = int(self.running.elapsed)
        said = _("The clock ran for {length}, from {time}.")
        told = said.format(length=in_hours(ran), time=clock_text(f"{self.running.started:%H:%M}"))
        self._asked.heading.setText(told)
        self._question.ask(self.running.started, clock.now(), ran, may_go_on=True)
        self._show_question()
        announce(in_sentences((told, self._title.text())), self)
        self.take_focus()
        self._seen_next = None  # the top
        self._soon.start()

    def note_unwritten(self, sentence: str | None) -> None:
        """Say that the cramp is in memory only, and why; "" if it is on the disk; None changes nothing."""
        if sentence is not None:
            self._unwritten.setText(sentence)
            self._unwritten.setVisible(bool(sentence))

    def note_refused(self, sentence: str, more: str = "") -> None:
        """Say why the cramp was not saved; it stays here with its length. `more` is said too."""
        if self.asks:
            self.asks = False
            self._show_question()
            self.take_focus()
        again = _("The cramp is still here: “It's over” tries again.")
        self._problem.setText(in_sentences((sentence, again, more)))
        self._problem.show()

    def refresh(self) -> None:
        """Show the time since the start, and the current step."""
        if self.asks:
            return
        passed = int(self.running.elapsed)
        self._clock.show_seconds(passed)
        if self.running.advance([step.seconds for step in self._steps]):
            self._show_step()
        if passed > self._limit and self._long.isHidden():
            self._long.show()
            self._help.hide()
            announce(relief.over_ten_minutes(self._region), self)
            self._see_later(self._long)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the large button keeps the focus
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(style_sheet(NIGHT, theme().scale))
        side, gap = theme().roomy_px(48), theme().roomy_px(16)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)

        self.setAccessibleName(_("Cramp right now"))
        announce(self.accessibleName(), self)  # before its first step; the window says it as well, and it is heard once
        self._title = text_label("", "title")
        self._clock = RunningClock(NIGHT.text)
        self._name = text_label(_("Cramp right now"), "quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._title)
        head = QHBoxLayout()
        head.setContentsMargins(side, gap, side, gap // 2)
        head.setSpacing(gap)
        head.addLayout(words, 1)
        head.addWidget(self._clock)
        outer.insertLayout(0, head)

        self.body.setContentsMargins(side, gap, side, gap)
        self.body.setSpacing(gap)
        self._long = Card(kind="prompt")
        self._long.inside.addWidget(text_label(relief.over_ten_minutes(self._region), "heading"))
        self._long.inside.addWidget(text_label(relief.emergency_signs(self._region)))
        self._long.inside.addWidget(
            text_label(_("Source: {who}").format(who=relief.over_ten_minutes_source()), "quiet")
        )
        self._long.hide()
        self._chooser = SiteChooser(self.running.side, self.running.muscle)
        self._chooser.hide()
        self._list = StepList(NIGHT.text)
        self._help = text_label(relief.signs_in_a_cramp(self._region), "quiet")
        self._sources = text_label("", "quiet")
        for widget in (self._long, self._chooser, self._list, self._sources):
            self.body.addWidget(widget)
        self.body.addStretch(1)

        self._problem = text_label("", "problem")
        self._problem.hide()
        self._unwritten = text_label("", "strong", is_news=True)
        self._unwritten.hide()
        self._over = LargeButton(_("It's over"), "now-main")
        self._over.setAccessibleDescription(_("Stops the clock and logs the cramp."))
        self._others = OtherButtons()
        self._row = QHBoxLayout()
        self._row.setSpacing(theme().roomy_px(14))
        self._row.addWidget(self._over, 1)
        self._row.addWidget(self._others, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(side, gap // 2, side, gap)
        self._foot.setSpacing(gap)
        self._foot.addWidget(self._problem)
        self._foot.addWidget(self._unwritten)
        self._foot.addLayout(self._row)
        self._foot.addWidget(self._help)
        outer.addLayout(self._foot)
        for first, second in pairwise([self._over, self._others.other, self._others.stop, *self._chooser.chips]):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(_LOOK_AT_CLOCK)
        self._soon.timeout.connect(self._on_laid_out)
        self._over.clicked.connect(self._on_over_clicked)
        self._others.stop.clicked.connect(self._on_stop_clicked)
        self._others.other.toggled.connect(self._on_other_toggled)
        self._chooser.chosen.connect(self._on_place_chosen)
        self._list.picked.connect(self._go_to)
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._on_focus_changed)
        self._arrows = [self._key(Qt.Key.Key_Up, self._on_up), self._key(Qt.Key.Key_Down, self._on_down)]
        self._key(Qt.Key.Key_Escape, self._on_escape)
        self._key(Qt.Key.Key_PageUp, self._on_page_up)
        self._key(Qt.Key.Key_PageDown, self._on_page_down)

    def _key(self, key: Qt.Key, act: Callable[[], None]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)
        return made

    def _make_question(self) -> LengthQuestion:
        """Make the question, which most cramps do not need."""
        made = LengthQuestion(lambda text: LargeButton(text, "now-other"))
        made.answered.connect(self.answered)
        made.not_logged.connect(self.stopped)
        made.goes_on.connect(self._on_goes_on)
        self._asked = Card(" ")
        self._asked.inside.addWidget(made)
        self.body.insertWidget(0, self._asked)
        for first, second in pairwise(made.stops):
            QWidget.setTabOrder(first, second)
        return made

    def _show_question(self) -> None:
        """Show the question in place of the relief steps, or the steps in place of the question."""
        self._asked.setVisible(self.asks)
        for widget in (self._clock, self._list, self._sources, self._over, self._others, self._help):
            widget.setVisible(not self.asks)
        self._long.hide()
        self._others.other.setChecked(False)
        self._title.setText(_("How long did the cramp last?"))
        if not self.asks:
            self._show_place()
            self.refresh()

    def _show_place(self) -> None:
        """Show where the cramp is, and the steps for that muscle."""
        side, muscle = self.running.side, self.running.muscle
        self._title.setText(capital(site(side, muscle)) if side or muscle else _("For the calf"))
        steps = relief.relief(muscle)
        if steps != self._steps:
            self._steps = steps
            self._list.show_steps(steps)
            self._sources.setText(_("Sources: {sources}").format(sources=relief.sources(steps)))
            self._show_step()

    def _show_step(self) -> None:
        self._list.show_turn(self.running.step)
        step = self._steps[self.running.step]
        announce(in_sentences((step.text, step.detail)), self)
        if self._chooser.isHidden():
            self._see_later(self._list.cards[self.running.step])

    def _go_to(self, step: int) -> None:
        if 0 <= step < len(self._steps):
            self.running.go_to(step)
            self._show_step()

    def _see_later(self, widget: QWidget) -> None:
        """Scroll to a widget after the layout has placed it."""
        self._seen_next = widget
        self._soon.start()

    def _on_laid_out(self) -> None:
        if self._seen_next is None:
            self.see_top()
            return
        self.see(self._seen_next)
        if self._seen_next.height() > self._scroll.viewport().height():  # then show its top, not its bottom
            top = self._seen_next.mapTo(self, QPoint(0, 0)).y() - self._scroll.y()
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.height() >= theme().px(_TALL)
        self._name.setVisible(tall)
        if tall and self._foot.indexOf(self._help) < 0:
            self._row.addWidget(self._others, 1)
            self._foot.addWidget(self._help)
        elif not tall and self.body.indexOf(self._help) < 0:
            place = self.body.indexOf(self._sources)
            self.body.insertWidget(place, self._help)
            self.body.insertWidget(place, self._others)

    # ---------------------------------------------------------------- slots
    def _on_over_clicked(self) -> None:
        if self.running.elapsed >= _TOO_SOON:
            self.over.emit()

    def _on_stop_clicked(self) -> None:
        if self.running.elapsed >= _TOO_SOON:
            self.stopped.emit()

    def _on_goes_on(self) -> None:
        self.asks, self.running.ended_after = False, None
        for key in self._arrows:
            key.setEnabled(True)
        self._show_question()
        self.went_on.emit()
        self.take_focus()

    def _on_other_toggled(self, on: bool) -> None:
        self._chooser.setVisible(on)
        for key in self._arrows:  # the arrow keys move through the answers while they are open
            key.setEnabled(not on)
        if on:
            self._chooser.take_focus()
            self._see_later(self._chooser)
        else:
            self._see_later(self._list.cards[self.running.step])

    def _on_place_chosen(self) -> None:
        if self.running.muscle != self._chooser.muscle:
            self.running.go_to(0)
        self.running.side, self.running.muscle = self._chooser.side, self._chooser.muscle
        self._show_place()
        self.place_changed.emit()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._scroll.isAncestorOf(now):
            self.see(now)

    def _on_up(self) -> None:
        self._go_to(self.running.step - 1)

    def _on_down(self) -> None:
        self._go_to(self.running.step + 1)

    def _on_escape(self) -> None:
        if self._others.other.isChecked():
            self._others.other.setChecked(False)
            self._others.other.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_page_up(self) -> None:
        self._scroll_by(-1)

    def _on_page_down(self) -> None:
        self._scroll_by(1)

    def _scroll_by(self, pages: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())
