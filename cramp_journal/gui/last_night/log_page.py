"""Last night: the page for one night. Entries are saved as they are made."""

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.gui.last_night.catch_up_place import CatchUpPlace
from cramp_journal.gui.last_night.fortnight_card import FortnightCard
from cramp_journal.gui.last_night.key_answers import KeyAnswers
from cramp_journal.gui.last_night.later_cards import LaterCards
from cramp_journal.gui.last_night.night_header import NightHeader
from cramp_journal.gui.last_night.refusals import Refusals
from cramp_journal.gui.last_night.single_keys import SingleKeys
from cramp_journal.gui.last_night.state_buttons import StateButtons
from cramp_journal.gui.last_night.which_night import WhichNight
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.readings import as_shown
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import column, side_by_side
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text
from cramp_journal.words import State, has_begun, last_evening

if TYPE_CHECKING:  # made after the first paint
    from cramp_journal.gui.last_night.cramp_card import CrampCard
    from cramp_journal.gui.last_night.night_cards import NightCards, OpenParts
    from cramp_journal.model import Values

_SOON, _AGAIN = 500, 4000  # milliseconds: entries are saved at least this often; the wait for a retry after a refusal
_IDLE = 400  # milliseconds until things that are only made ahead are made
_DAY = timedelta(days=1)
# Pixels at 100 % text: below these, the columns, and the parts of the head, are one below the other.
_ONE_COLUMN, _STACKED = 860, 620
# These have no widget here: kept unchanged.
_UNSHOWN = ("left_out", "entered_at", "entered_offset", "minutes_awake", "sleep_disturbance", "asked", "came_from")


class LogPage(Page):
    """One night. It is unknown until the person says "No cramps" or "I had cramps"."""

    night_submitted = Signal(object)  # Values
    night_wanted = Signal(object)  # an evening to show
    rolled = Signal(object)  # an evening that the page moves on to by itself
    move_wanted = Signal(object)  # an evening whose night belongs to another evening
    night_forgotten = Signal(object)  # an evening to make unknown again
    courses_wanted = Signal()
    filled = Signal()  # all cards of the night are made
    factor_added = Signal(str)
    factor_renamed = Signal(str, str)
    factor_hidden = Signal(str)

    def __init__(self, session: Session, temperature_unit: str = "c", *, single_keys: bool = True) -> None:
        super().__init__()
        self._session = session
        self._keys = SingleKeys(self, on=single_keys)
        self._which = WhichNight(self, self._keys)
        self.evening = self._which.due()
        self._kept: Values = {}
        self.found: Values | None = None  # the stored night, as far as the page knows
        self._shown = date.min  # the evening that the cards show
        self._sending = False
        self._dirty = False  # entries are not on the disk yet
        self._refusals = Refusals(session.drafts)
        self._build(temperature_unit)
        self._connect()
        self.show_night(self.evening, None)

    # ---------------------------------------------------------------- what the window calls
    def show_first_look(self, nights: NightCounts, last_night: "Values | None", boundary: str) -> None:
        """Show the result of the first look, before the journal is open."""
        self._which.set_recorded(nights, time.fromisoformat(boundary))
        evening = self._which.due()
        self._which.note_shown(evening)
        self.show_night(evening, last_night if last_night and last_night["evening"] == evening.isoformat() else None)
        self._fortnight.show_nights(nights, clock.today() - _DAY)

    def show_night(self, evening: date, values: "Values | None") -> None:
        """Show a night in the exchange form; None if it is not recorded.

        Entries about the previous night that could not be saved wait as a draft until that night is shown again.
        """
        self.save_draft()
        if evening != self.evening:
            self._which.note_shown(evening)
        self.evening = evening
        values, self._dirty = self._refusals.open(evening, values)
        found = values or {}
        self._kept = {name: value for name, value in found.items() if name in _UNSHOWN}
        self.found = values
        if self._cards.made is not None:
            self._show_details(self._cards.made)
        self._show_state(found.get("state"))
        ahead = evening > clock.today()
        tonight = not has_begun(evening, clock.now(), self._which.boundary)
        self.header.show_night(evening, values, tonight=tonight, ahead=ahead, newest=self._which.is_newest(evening))
        self._clear.setEnabled(not tonight or (ahead and values is not None))
        self._cramps.setEnabled(not ahead or values is not None)
        if values is not None:
            self.header.say(self._refusals.saving_status(self.header.said))
        self.header.complain(self._refusals.said())
        if self._dirty:
            self._announce_dirty()
        QTimer.singleShot(0, self, self.order_tabs)

    def refresh(self) -> None:
        """Show the journal's state, unless this page just changed it."""
        if not self._session.is_open:
            return
        self._which.set_all_recorded(self._session.figures(), self._session.boundary())
        self._fortnight.show_nights(self._which.nights, clock.today() - _DAY, *self._session.known_gaps())
        if not self._sending and not self._dirty:
            own = [factor["name"] for factor in self._session.profile()["factors"] if not factor.get("hidden")]
            self._cards.all().lines.factors.own.show_names(own)
            values = self._session.night(self.evening)
            if values is None or as_shown(values) != as_shown(self.found):
                had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
                self.show_night(self.evening, values)
                if had_focus and not self.isAncestorOf(QApplication.focusWidget() or self):
                    self.take_keys()  # the widget that had the focus is gone
            else:
                self.show_intakes(values.get("intakes", []))
        if self._which.ahead and self.evening <= clock.today():
            self.header.complain(_("The journal has nights after today. Is the clock of this computer right?"))
            self.header.later.setEnabled(True)  # the way to them

    def fill_in(self) -> None:
        """Make the cards of the night, not needed for the first paint: one at a time, so that nothing stalls."""
        if self._cards.grow():
            QTimer.singleShot(0, self, self.fill_in)
            return
        self.filled.emit()
        QTimer.singleShot(_IDLE, self._cards.all().column.prepare)

    def flush(self) -> None:
        """Save waiting entries at once."""
        self._keys.finish()
        self._timer.stop()
        (self._submit if self._dirty else self._refusals.keep)()  # text that was typed and not added waits too

    def may_close(self) -> bool:
        """Save the entries or a draft, and return whether they are on the disk or the person knows they are not."""
        self.save_draft()
        if said := self._refusals.unkept_warning():
            self.night_wanted.emit(self.evening)
            self.header.complain(said)
        return not said

    def take_focus(self) -> None:
        """Scroll to the top, and move the focus to the chosen answer."""
        self.see_top()
        (self._cramps if self._cramps.isChecked() else self._clear).setFocus(Qt.FocusReason.TabFocusReason)

    def start(self) -> None:
        """Show last night, whatever night was shown, from its top."""
        wanted = last_evening(clock.now())
        if self._session.is_open and wanted != self.evening:
            self.rolled.emit(wanted)
        self.see_top()

    def show_again(self, values: "Values | None") -> None:
        """Show the night as it was before entries that are let go of."""
        self._timer.stop()
        self._dirty = False
        self.show_night(self.evening, values)

    def open_cramp(self) -> "CrampCard | None":
        """Return the cramp whose form is open: the one with the focus, or the last."""
        return self._cards.made.column.open_card() if self._cards.made is not None else None

    def opened(self) -> "OpenParts | None":
        """Return what is open below the answers; None while the cards are not made."""
        return self._cards.made.opened() if self._cards.made is not None else None

    def open_again(self, opened: "OpenParts | None") -> None:
        """Open what was open in the window that this one replaces: who typed there can go on."""
        if opened is not None:
            self._cards.all().open_again(opened)

    def roll_over(self) -> bool:
        """Move on to the night that is now to be logged, if the page chose its present night by itself.

        This only looks after the boundary or midnight has passed. Return whether the night changed.
        """
        wanted = self._which.wanted(self.evening) if self._session.is_open else None
        if wanted is None:
            return False
        self._fortnight.show_nights(self._which.nights, clock.today() - _DAY, *self._session.known_gaps())
        self.rolled.emit(wanted)
        return self.evening == wanted

    def put_beside(self, card: QWidget) -> None:
        """Show a card of the window beside the night, such as what tonight is in a trial."""
        self._right.insertWidget(0, card)
        self.order_tabs()

    @property
    def is_recorded(self) -> bool:
        """Whether the night that is shown is recorded, or has entries."""
        return self.found is not None or self._dirty

    def if_meant(self, act: Callable[[], object], *_: object) -> None:
        """Do what was asked for, unless a new night is due: then show that night, and leave the old one unchanged.

        Keys and the mouse never get this far (see WhichNight); a screen reader that presses a button does.
        """
        if self.roll_over():
            self.say_new_night()
        else:
            act()

    def say_new_night(self) -> None:
        """Say why a press did nothing."""
        self.header.say(_("A new night has begun. Please press again."))

    def note_saved(self, evening: date) -> None:
        """Say that a night is on the disk."""
        if evening == self.evening:
            if self._sending:
                self._dirty = False
                self._refusals.keep()
            self.header.complain(self._refusals.said())
            self._show_state(self.states.chosen)
            now = clock_text(f"{clock.now():%H:%M}")
            self.header.say(self._refusals.saving_status(_("Saved ✓ {time}").format(time=now)))

    def note_refused(self, sentence: str) -> None:
        """Say why a night was not saved; the entries stay on the screen."""
        self.header.say(_("Not saved"))
        self.header.complain(sentence)
        if self._dirty and self._sending:
            self._keep_draft()  # whatever happens next
        if self._dirty and self._session.is_open:
            self._timer.start(_AGAIN)  # the disk may have room again, or another program may be done
        if not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):  # a person who types stays there
            self.see(self.header)

    # ---------------------------------------------------------------- inside
    def _build(self, temperature_unit: str) -> None:
        self.header = NightHeader()
        self.states = StateButtons()
        self._clear, self._cramps = self.states.clear, self.states.cramps
        self.body.addWidget(self.header)
        self.body.addLayout(self.states)
        self._fortnight = FortnightCard()
        self._wide, self._left, self._right = QVBoxLayout(), column(), column(self._fortnight)
        self._columns = side_by_side(self._left, self._right)
        self._cards = LaterCards(self, self._session, self._wide, self._left, temperature_unit)
        self.body.addLayout(self._wide)
        self.catch_up = CatchUpPlace(self, self._keys, self.body, self.body.count())
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

    def _connect(self) -> None:
        self.header.earlier_wanted.connect(lambda: self.night_wanted.emit(self._which.before(self.evening)))
        self.header.later_wanted.connect(lambda: self.night_wanted.emit(self._which.after(self.evening)))
        self._clear.clicked.connect(partial(self.if_meant, self._on_clear_clicked))
        self._cramps.clicked.connect(partial(self.if_meant, self._on_cramps_clicked))
        self._fortnight.night_chosen.connect(self.night_wanted)
        self._timer.timeout.connect(self._submit)
        self._session.flush_wanted.connect(self.flush)
        self._keys.unheard.connect(self.header.say_unheard)
        self.header.move_wanted.connect(lambda: self.move_wanted.emit(self.evening))
        self.header.remove_wanted.connect(self._on_forgotten)
        self.header.last_night_wanted.connect(self.start)
        self._cards.ready.connect(self._on_cards_ready)
        self._cards.edited.connect(self._on_edited)
        self._cards.emptied.connect(self._on_emptied)
        self._cards.forgotten.connect(self._on_forgotten)
        KeyAnswers(self, self._keys, self._session)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_ONE_COLUMN)
        wide, edges = self.width(), self.body.contentsMargins()
        self.header.arrange(wide - edges.left() - edges.right(), stacked=wide < theme().px(_STACKED))
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def is_in_hand(self) -> bool:
        return self.catch_up.has_focus()

    def _values(self) -> dict[str, Any]:
        values = {**self._kept, **self._cards.all().values()}
        values["evening"] = self.evening.isoformat()
        values["state"] = (self.states.chosen or State.CLEAR).value
        return values

    def _on_cards_ready(self) -> None:
        self._show_details(self._cards.all())
        self._which.watch()  # the first paint is over

    def _show_details(self, details: "NightCards") -> None:
        details.set_values(self.found or {}, same_night=self._shown == self.evening)
        self._shown = self.evening
        self._refusals.show_in(details)
        self.show_intakes(None if self.found is None else self.found.get("intakes", []))

    def save_draft(self) -> None:
        """Save the entries, or keep them as a draft."""
        self.flush()
        if self._dirty:
            self._keep_draft()
            self._dirty = False

    def _keep_draft(self) -> None:
        self._refusals.keep()
        self._session.drafts.keep(self.evening, self._values() | ({} if self.states.chosen else {"state": None}))

    def _submit(self) -> None:
        self._timer.stop()
        if self.states.chosen is None:
            self._keep_draft()
            return
        self._dirty = True
        self.header.say(_("Saving…"))
        values = self._values()
        self._refusals.keep_ahead()
        self.found = None  # the screen shows the person's own entries now
        self._sending = True
        try:
            self.night_submitted.emit(values)
        finally:
            self._sending = False

    def _show_state(self, state: str | None) -> None:
        count = len((self.found or {}).get("cramps", []))
        if self._cards.made is not None:
            count = len(self._cards.made.column.cards)
            is_saved = self.found is not None or (self._session.is_open and not self._dirty)
            self._cards.made.column.show_done(
                self._which.nights, last_evening(clock.now()), on=bool(state) and is_saved
            )
        self.states.show_answer(state, count)

    def show_intakes(self, taken: "list[Values] | None") -> None:
        """Offer what the courses say, and show what was taken; in an unrecorded night, all of it counts as taken."""
        offered = self._session.intakes_on(self.evening) if self._session.is_open else []
        if self._cards.made is not None:
            self._cards.made.lines.intakes.show_intakes(offered, offered if taken is None else taken)
            self._cards.made.lines.show_lines()

    def _on_edited(self) -> None:
        self._dirty = True
        self._show_state(self.states.chosen)
        self._announce_dirty()

    def _announce_dirty(self) -> None:
        if self.states.chosen is None:
            self.header.say(_("Say first: no cramps, or cramps?"))
        elif not self._timer.isActive():
            self.header.say(_("Saving…"))
        # More typing does not postpone it: a power failure then loses little.
        if not self._timer.isActive() or self._timer.interval() == _AGAIN:
            self._timer.start(_SOON)

    def _on_clear_clicked(self) -> None:
        self._cards.all().column.clear()
        self._show_state(State.CLEAR)
        self._submit()

    def _on_cramps_clicked(self) -> None:
        if not self._cards.all().column.cards:
            self._cards.all().column.add()
        self._show_state(State.CRAMPS)
        self._submit()

    def _on_emptied(self) -> None:
        self._cards.all().column.add()  # "I had cramps" stays true until the person says otherwise

    def _on_forgotten(self) -> None:
        self._timer.stop()
        self._dirty = False
        self.found = None
        self._refusals.drop()
        self.night_forgotten.emit(self.evening)
