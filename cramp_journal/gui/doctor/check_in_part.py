"""The check-in: signs, conditions and what is taken. A tick counts at once and is saved with its date."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.advice.evidence import Taken
from cramp_journal.advice.medicines import study_findings
from cramp_journal.advice.regions import emergency_number
from cramp_journal.advice.signs import check_in, is_emergency
from cramp_journal.advice.taken_words import taken_in_words
from cramp_journal.gui.doctor.sign_details import SignDetails
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.part import PagePart, empty, stacked
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _
from cramp_journal.labels import capital
from cramp_journal.labels import label as said
from cramp_journal.words import Condition, SignSaid

_MOST = 40  # the most substances to list


class CheckInPart(PagePart):
    """Questions to tick, in plain words."""

    sign_said = Signal(str, str)  # a sign, and a SignSaid
    sign_told = Signal(str, object)  # a sign, and what changes of it, in the exchange form
    condition_ticked = Signal(str, bool)
    courses_wanted = Signal()

    def __init__(self, region: str) -> None:
        super().__init__()
        self.column.addWidget(
            text_label(
                _("In an emergency call {number} first: for anything under “{heading}” that is there now.").format(
                    number=emergency_number(region), heading=check_in()[0][0]
                ),
                "problem",
            )
        )
        self.column.addWidget(
            text_label(
                _(
                    "Tick what you notice; untick it when it is over. Some of it calls for help sooner: this page says "
                    "so at once. Nothing ticked does not mean that nothing is wrong."
                ),
                "quiet",
            )
        )
        self._signs: list[TickList] = []
        self._details: dict[str, SignDetails] = {}  # of the signs that are ticked, or were
        groups = check_in()
        for pair in (groups[:2], groups[2:]):
            cards = []
            for heading, signs in pair:
                ticks = TickList([(str(sign), capital(said(sign))) for sign in signs])
                ticks.toggled.connect(self._on_ticked)
                cards.append(_card(heading, ticks))
                self._signs.append(ticks)
            self.column.addWidget(in_columns(cards, 330))
        self._conditions = TickList([(str(each), capital(said(each))) for each in Condition])
        self._conditions.toggled.connect(self.condition_ticked)
        about = _card(
            _("About you"), self._conditions, _("What doctors want to know with cramps. It stands in the report.")
        )
        taken, self._taken = stacked()
        self._taken.setSpacing(4)
        medicines = _card(
            _("What you take"),
            taken,
            _("What studies say of it stands below each. Do not stop a prescribed medicine because of this journal."),
        )
        change = TwoLineButton(_("Change what I take…"))
        change.clicked.connect(self.courses_wanted)
        medicines.inside.insertWidget(medicines.inside.count() - 1, change, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(in_columns([about, medicines], 330))

    def _on_ticked(self, sign: str, on: bool) -> None:
        over = SignSaid.PASSED if is_emergency(sign) else SignSaid.OVER
        self.sign_said.emit(sign, SignSaid.NOW if on else over)

    def show_ticked(
        self, signs: Mapping[str, Mapping[str, Any]], conditions: Collection[str], born: int | None = None
    ) -> None:
        """Tick the given signs (each in the exchange form) and conditions, without emitting a signal."""
        for each in self._signs:
            each.show_ticked(signs)
            for row in each.rows:
                if row.value in signs and row.value not in self._details:
                    self._details[row.value] = made = SignDetails(row.value, born)
                    made.told.connect(self.sign_told)
                    each.put_below(row, made)
        for sign, details in self._details.items():
            details.setVisible(sign in signs)
            if sign in signs:
                details.show_sign(dict(signs[sign]))
        self._conditions.show_ticked(conditions)

    def show_taken(self, taken: Sequence[Taken]) -> None:
        """List what is taken, each with what studies say about its class; a long list starts with those in studies."""
        empty(self._taken)
        each = {course.substance: taken_in_words(course) if course.nights else course.substance for course in taken}
        if len(each) > _MOST:
            each = dict(sorted(each.items(), key=lambda item: not study_findings(item[0])))
        for substance, words in list(each.items())[:_MOST]:
            self._taken.addWidget(text_label(capital(words), "strong"))
            if words := study_findings(substance):
                self._taken.addWidget(text_label(words, "quiet"))
        if len(each) > _MOST:
            self._taken.addWidget(text_label(_("and {n} more").format(n=len(each) - _MOST), "quiet"))
        if not taken:
            self._taken.addWidget(text_label(_("Nothing yet."), "quiet"))


def _card(heading: str, inside: QWidget, words: str = "") -> Card:
    card = Card(heading)
    if words:
        card.inside.addWidget(text_label(words, "quiet"))
    card.inside.addWidget(inside)
    card.inside.addStretch(1)
    return card
