"""Try something…: what, what a trial of it could notice, and its first evening. Nothing begins without a press."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from cramp_journal.advice.experiment_words import permission_in_words, plan_in_words
from cramp_journal.advice.trial_meant import thing_meant
from cramp_journal.advice.trial_things import words_of_thing
from cramp_journal.analysis.experiments.designs import Design
from cramp_journal.analysis.experiments.power import Offer, TrialPlan
from cramp_journal.analysis.experiments.rules import HALF_LIFE, THINGS, Permission, Refused, Thing
from cramp_journal.exchange.typed_text import name_in
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.trial.tries_picture import TriesPart
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow, ToggleChip
from cramp_journal.gui.widgets.day_chooser import DayChooser
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.gui.widgets.part import stacked
from cramp_journal.gui.widgets.sides import Sides
from cramp_journal.i18n import _
from cramp_journal.labels import day
from cramp_journal.trial_words import TrialKind
from cramp_journal.words import NAME_LENGTH, SubstanceKind

_OTHER = "other"
_WITHIN = 28  # days: the odds are those of the nights before it begins
_BESIDE = 230  # pixels at 100 % text that the words need beside the circles


@dataclass(frozen=True)
class TrialWish:
    """What the person wants to begin."""

    thing: Thing
    design: Design
    first: date
    promised: float
    pooled: bool  # with the earlier trial of the same thing
    crossed: bool  # beside another trial, on purpose
    blinded: bool  # by a helper, who fills capsules


@dataclass(frozen=True)
class MayPlan:
    """What the dialog asks about a thing.

    Attributes:
        permit: Whether it may be tried, given whether the person wishes two trials at once.
        may_cross: Whether two trials at once could be told apart.
        earlier: The last evening of an ended trial of the same thing and kind; None if there is none.
    """

    permit: Callable[[Thing, bool], Permission]
    may_cross: Callable[[Thing], bool]
    earlier: Callable[[Thing, TrialKind], date | None]


class PlanDialog(ScrolledDialog):
    """One card below the other, each of which follows from the one above it."""

    plan_wanted = Signal(object, object)  # a Thing with its Permission, and the first evening
    begin_wanted = Signal(object)  # a TrialWish

    def __init__(self, parent: QWidget, may: MayPlan, today: date) -> None:
        super().__init__(parent, _("Try something"))
        self._may, self._today = may, today
        self._thing: Thing | None = None
        self._permission: Permission | None = None
        self._plan: TrialPlan | None = None
        self.done_button.setText(_("Not now"))
        for card in (self._what_card(), self._odds_card(), self._begin_card()):
            self.add_card(card)
        self._show()

    def show_plan(self, thing: Thing, first: date, plan: TrialPlan) -> None:
        """Show what a trial of a thing could notice, unless another one was chosen meanwhile."""
        if thing == self._thing and first == self._first.day:
            self._plan = plan
            self._show()
            if plan.offer is not Offer.OFFERED:
                self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- building
    def _what_card(self) -> Card:
        card = Card(_("What would you like to try?"))
        card.inside.addWidget(
            text_label(
                _(
                    "One thing, for some months. Chance decides which nights are with it, so that in the end you can"
                    " trust what you see."
                )
            )
        )
        known = [(thing.name, words_of_thing(thing).name) for thing in THINGS]
        self._things = ChipRow(_("What to try"), [*known, (_OTHER, _("Another supplement"))])
        self._things.chosen.connect(self._on_thing)
        card.inside.addWidget(self._things)
        self._name = QLineEdit()
        self._name.setMaxLength(NAME_LENGTH)
        self._name.setAccessibleName(_("Name of the supplement"))
        self._name.setMinimumWidth(theme().px(240))
        self._name.returnPressed.connect(self._on_named)
        look = button(_("Look at it"), self._on_named)
        look.setAutoDefault(False)
        self._other = question(_("Name of the supplement"), flowing(self._name, look))
        card.inside.addWidget(self._other)
        return card

    def _odds_card(self) -> Card:
        self._odds = Card()
        self._may_not = text_label("", "strong", is_news=True)
        self._both = ToggleChip(_("Try both at once, on purpose"))
        self._both.clicked.connect(self._look)
        self._acts = ChipRow(
            _("How soon does it act?"), [(False, _("Within the same night")), (True, _("Over days or weeks"))]
        )
        self._acts.chosen.connect(self._on_acts)
        self._asked = question(_("How soon does it act?"), self._acts)
        self._said = text_label("", "do-by", is_news=True)
        self._shape = text_label("")
        words, column = stacked()
        column.addWidget(self._said)
        column.addWidget(self._shape)
        column.addStretch(1)
        self._tries = TriesPart()
        self._picture = QWidget()
        Sides(words, self._tries, self._picture, least=theme().px(_BESIDE))
        self._ask_first = text_label("", "strong")
        both = flowing(self._both)
        for each in (self._asked, self._may_not, both, self._picture, self._ask_first):
            self._odds.inside.addWidget(each)
        return self._odds

    def _begin_card(self) -> Card:
        self._begin_part = Card(_("When it begins"))
        self._first = DayChooser(_("The first evening"), self._today, self._today)
        self._first.chosen.connect(self._on_day)
        self._day_said = text_label("", "quiet", is_news=True)
        self._pooled = ToggleChip(_("Take it together with my earlier trial"))
        self._blinded = ToggleChip(_("A helper fills capsules, so that I do not know"))
        self._fixed = text_label(
            _(
                "Once it has begun, its length, its order and how it is judged stay as they are. You can pause it, and"
                " stop it whenever you like."
            ),
            "quiet",
        )
        self._begin = button(_("Begin the trial"), self._on_begin, "main")
        for each in (question(_("The first evening"), self._first), self._day_said, self._pooled, self._blinded):
            self._begin_part.inside.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self._begin_part.inside.addWidget(self._fixed)
        self._begin_part.inside.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        return self._begin_part

    # ---------------------------------------------------------------- what was pressed
    def _on_thing(self, name: str | None) -> None:
        self._thing = next((each for each in THINGS if each.name == name), None)
        self._both.setChecked(False)
        if name == _OTHER:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            self._on_named()
        else:
            self._look()

    def _on_named(self) -> None:
        typed = self._name.text()
        self._thing = thing_meant(typed) if name_in(typed) else None
        self._look()

    def _on_acts(self, lingers: bool | None) -> None:
        if self._thing is None or lingers is None:
            self._show()
            return
        self._thing = replace(self._thing, half_life=HALF_LIFE if lingers else 0.0)
        self._look()

    def _on_day(self) -> None:
        if self._day_fault() or self._thing is None:
            self._show()
        else:
            self._look()

    def _on_begin(self) -> None:
        best, first = self._plan.best if self._plan else None, self._first.day
        if self._thing is None or best is None or first is None or self._day_fault():
            return
        self.accept()
        self.begin_wanted.emit(
            TrialWish(
                self._thing,
                best.design,
                first,
                best.chance,
                pooled=self._pooled.isVisibleTo(self) and self._pooled.isChecked(),
                crossed=self._both.isChecked(),
                blinded=self._blinded.isVisibleTo(self) and self._blinded.isChecked(),
            )
        )

    def _look(self) -> None:
        """Find out whether the thing may be tried, and ask for its plan if it may."""
        self._plan = None
        self._permission = None if self._thing is None else self._may.permit(self._thing, self._both.isChecked())
        self._show()
        first = self._first.day
        if self._permission is not None and self._permission.refused is None and first is not None:
            self.plan_wanted.emit((self._thing, self._permission), first)

    def _day_fault(self) -> str:
        first = self._first.day
        if first is None:
            return ""  # said below the field
        if first < self._today:
            return _("That evening is over. A trial begins tonight or later.")
        if first > self._today + timedelta(days=_WITHIN):
            return _("Choose an evening within the next four weeks: the odds are those of your nights before it.")
        return ""

    # ---------------------------------------------------------------- showing
    def _show(self) -> None:
        thing, permission, plan = self._thing, self._permission, self._plan
        self._other.setVisible(self._things.value == _OTHER)
        self._odds.setVisible(thing is not None)
        offered = plan is not None and plan.best is not None and plan.offer in (Offer.OFFERED, Offer.NOT_NOW)
        self._begin_part.setVisible(thing is not None and (offered or (plan is None and self._begin_part.isVisible())))
        if thing is None or permission is None:
            self._dress_buttons(None)
            return
        refused = permission.refused
        self._odds.heading.setText(words_of_thing(thing).question)
        self._odds.heading.show()
        self._may_not.setText(permission_in_words(permission) if refused else "")
        self._may_not.setVisible(refused is not None)
        self._both.setVisible(
            self._may.may_cross(thing) and (refused is Refused.ANOTHER_TRIAL or self._both.isChecked())
        )
        self._acts.set_value(thing.lingers)
        self._asked.setVisible(refused is None)
        self._said.setText("" if refused else plan_in_words(plan) if plan else _("Looking at your own nights…"))
        self._picture.setVisible(refused is None)
        self._tries.setVisible(plan is not None and plan.best is not None)
        self._ask_first.setText(permission_in_words(permission) if offered else "")
        self._ask_first.setVisible(bool(self._ask_first.text()))
        self._shape.setVisible(offered)
        if plan is not None and plan.best is not None:
            self._tries.show_tries(plan.best.of_ten)
            self._show_shape(thing, plan.best.design)
        self._day_said.setText(self._day_fault())
        self._day_said.setVisible(bool(self._day_said.text()))
        self._begin.setEnabled(offered and not self._day_fault() and self._first.day is not None)
        self._dress_buttons(plan)
        self.grow()

    def _show_shape(self, thing: Thing, design: Design) -> None:
        first = self._first.day or self._today
        last = first + timedelta(days=design.nights - 1)
        if design.kind is TrialKind.BLOCKS:
            text = _(
                "Until {last}, in {pairs} pairs: four weeks with it and four weeks without. Chance decides which of"
                " them comes first."
            )
        else:
            text = _(
                "Until {last}, in {pairs} pairs: one night with it and one without. Chance decides which is which."
            )
        self._shape.setText(text.format(last=day(last), pairs=design.pairs))
        self._pooled.setVisible(self._may.earlier(thing, design.kind) is not None)
        self._blinded.setVisible(thing.taken is SubstanceKind.SUPPLEMENT)

    def _dress_buttons(self, plan: TrialPlan | None) -> None:
        """Make the main button the one that is chosen beforehand."""
        begins = plan is not None and plan.offer is Offer.OFFERED
        role(self._begin, "main" if begins else "")
        self._begin.setText(_("Begin the trial") if begins else _("Begin all the same"))
        role(self.done_button, "main" if plan is not None and not begins else "")
