"""See a doctor?: the prompts first; the check-in, look-alikes, tips, lists and earlier prompts are one press away."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.advice.look_alikes import of_cramps
from cramp_journal.advice.own_nights import logged, own_nights
from cramp_journal.advice.signs import SIGNS_ASKED, asked_as_text
from cramp_journal.advice.tips import tips
from cramp_journal.advice.trial_rules import left_out_of
from cramp_journal.analysis.factors import factor_effects, hidden_factors
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.analysis.rises import known_from
from cramp_journal.gui.doctor.alike_part import AlikePart
from cramp_journal.gui.doctor.check_in_part import CheckInPart
from cramp_journal.gui.doctor.doctor_part import DoctorPart
from cramp_journal.gui.doctor.earlier_part import EarlierPart
from cramp_journal.gui.doctor.help_part import HelpPart
from cramp_journal.gui.doctor.steady import let_go, steady
from cramp_journal.gui.doctor.tonight_part import TonightPart
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.journal_state import store_value
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.widgets.card import button, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.i18n import _
from cramp_journal.triage import table
from cramp_journal.words import PRESSING, SignSaid

_MOST_PROBLEMS = 3  # of the triage table that are told
WHEN, CHECK_IN, ALIKE, TONIGHT, WHEN_TO_GO, EARLIER = "when", "check_in", "alike", "tonight", "help", "earlier"


class AdvicePage(Page):
    """Several parts, one of which is shown; the page opens with the first part, the prompts."""

    report_wanted = Signal()
    courses_wanted = Signal()
    answered = Signal(object, str, object)  # the prompts, an Answer (or ""), and its details
    sign_said = Signal(str, str)  # a sign, and a SignSaid
    sign_told = Signal(str, object)  # a sign, and what changes of it, in the exchange form
    condition_ticked = Signal(str, bool)

    def __init__(self, session: Session, region: str) -> None:
        super().__init__()
        self._session = session
        self._pressing: set[str] = set()  # the rules that were pressing when the page was last shown
        self._build(region)
        self._connect()

    def refresh(self) -> None:
        """Show what holds today, with nothing moving under the hand; a slow part is filled when it is opened."""
        today = clock.today()
        found = self._session.prompts.now(today)
        with steady(self._scroll):
            self._doctor.show_prompts(found, self._session.figures(), today)
            self._doctor.show_known_from(known_from(self._session.figures(), today))
            self._doctor.show_appointment(self._appointment(today))
            person = self._session.person(today)
            standing = {each.sign for each in person.signs if each.stands(today)}
            rows = {each["sign"]: each for each in self._session.profile()["signs"] if each["sign"] in standing}
            self._check_in.show_ticked(rows, person.conditions, self._session.profile()["person"].get("born"))
            self._check_in.show_taken([each for each in person.courses if each.on(today)])
            self._earlier.show_earlier(self._session.profile()["prompts"])
            self._show_slow()
        pressing = {each.rule for each in found if each.tier in PRESSING}
        if pressing - self._pressing and self._doctor.isHidden():
            self.show_part(WHEN)  # a tick just now calls for help: the prompts say so
        self._pressing = pressing

    def first_words(self) -> str:
        return self._doctor.first_words() if self._doctor.isVisible() else ""

    def show_part(self, name: str) -> None:
        """Show one part and hide the others."""
        for each, part in self._parts.items():
            part.setVisible(each == name)
        self._heading.setText(self._names.get(name, ""))
        only_there: tuple[QWidget, ...] = (self._back, self._heading)
        for widget in (*only_there, self._more, self._foot):
            widget.setVisible((name != WHEN) == (widget in only_there))
        self._show_slow()
        let_go(self._scroll)
        self.see_top()
        self.order_tabs()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._doctor.forget_told():
            self._stale = True
        let_go(self._scroll)

    # ---------------------------------------------------------------- inside
    def _build(self, region: str) -> None:
        self.read_by_keys(_("See a doctor?"))
        self.body.addWidget(text_label(_("See a doctor?"), "title"))
        for problem in table().problems[:_MOST_PROBLEMS]:
            self.body.addWidget(text_label(problem, "problem"))
        self._doctor, self._check_in, self._help = DoctorPart(region), CheckInPart(region), HelpPart(region)
        self._alike, self._tonight, self._earlier = AlikePart(), TonightPart(), EarlierPart()
        self._parts: dict[str, PagePart] = {
            WHEN: self._doctor,
            CHECK_IN: self._check_in,
            ALIKE: self._alike,
            TONIGHT: self._tonight,
            WHEN_TO_GO: self._help,
            EARLIER: self._earlier,
        }
        self._names = {
            CHECK_IN: _("What you notice"),
            ALIKE: _("Cramp, or something else?"),
            TONIGHT: _("What to do tonight"),
            WHEN_TO_GO: _("When to get help"),
            EARLIER: _("Told before"),
        }
        self._back = button(_("‹ Back"), partial(self.show_part, WHEN), "link")
        self._heading = text_label("", "heading")
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._heading)
        for part in self._parts.values():
            self.body.addWidget(part)
        self._more = QWidget()
        row = FlowLayout(self._more, 8)
        for name, text in self._names.items():
            row.addWidget(button(text, partial(self.show_part, name), "link"))
        self._foot = text_label(_("A record, not a diagnosis. No clinician has checked these words yet."), "quiet")
        self.body.addWidget(self._more)
        self.body.addWidget(self._foot)
        self.body.addStretch(1)
        self.show_part(WHEN)

    def _connect(self) -> None:
        self._doctor.report_wanted.connect(self.report_wanted)
        self._doctor.calendar_wanted.connect(self._on_calendar)
        self._doctor.answered.connect(self.answered)
        self._check_in.sign_told.connect(self.sign_told)
        self._doctor.sign_said.connect(self._on_sign_said)
        self._doctor.check_in_wanted.connect(partial(self.show_part, CHECK_IN))
        self._doctor.undo_wanted.connect(self._session.undo)
        self._check_in.sign_said.connect(self.sign_said)
        self._check_in.condition_ticked.connect(self.condition_ticked)
        self._check_in.courses_wanted.connect(self.courses_wanted)
        self._alike.check_in_wanted.connect(partial(self.show_part, CHECK_IN))

    def _on_calendar(self) -> None:
        from cramp_journal.gui.doctor.calendar_flow import save_appointments  # noqa: PLC0415 - not for the first paint

        self._doctor.show_saved(save_appointments(self, self._session))

    def _on_sign_said(self, sign: str, said: str) -> None:
        self.sign_said.emit(sign, said)
        if said == SignSaid.NOW:
            self.refresh()  # it may have been ticked already: then only the question goes

    def _show_slow(self) -> None:
        """Fill the visible part if that reads all nights."""
        if not self._session.is_open:
            return
        last = last_looked_at(self._session.figures(), clock.today())
        person = self._session.person(clock.today())
        if not self._alike.isHidden():
            ticked = {each.sign for each in person.signs if each.holds(clock.today())}
            self._alike.show_answers(ticked, of_cramps(self._session.contents()["nights"], last))
        if not self._check_in.isHidden():
            store_value(self._session.door, SIGNS_ASKED, asked_as_text(clock.today()))
        if not self._tonight.isHidden():
            figures = self._session.figures()
            contents, period = self._session.contents(), period_from("all", last, figures)
            nights, hidden = contents["nights"], hidden_factors(contents)
            out = left_out_of(contents, clock.today())
            effects, noted = factor_effects(nights, figures, period, hidden, out), logged(nights, hidden)
            found = [(tip, own_nights(tip, effects, noted)) for tip in tips(person, clock.today(), out)]
            self._tonight.show_tips(found)

    def _appointment(self, today: date) -> date | None:
        """Return the next appointment from today on, if any."""
        kept = (each.get("appointment_on") for each in self._session.profile()["prompts"])
        days = sorted(date.fromisoformat(each) for each in kept if each)
        return next((each for each in days if each >= today), None)
