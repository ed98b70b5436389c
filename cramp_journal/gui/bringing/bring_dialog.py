"""The dialog that shows what a file is, asks what it cannot say, and shows the nights before they come in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.exchange.elsewhere.arrival import label_of_fill
from cramp_journal.gui.bringing.question_card import QuestionCard
from cramp_journal.gui.dialog import WorkingDialog
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import cramps_text, nights_text
from cramp_journal.punctuation import in_list

if TYPE_CHECKING:
    from cramp_journal.exchange.elsewhere.arrival import Arrival
    from cramp_journal.exchange.elsewhere.questions import Question

_MOST_LEFT = 200  # lines that are named


class BringDialog(WorkingDialog):
    """Three steps, one after the other: the questions, the nights, and what came in."""

    look_wanted = Signal(object)  # the answers
    bring_wanted = Signal(object)  # the answers
    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Bring nights from elsewhere"), _("Reading the file…"))
        self._cards: list[QuestionCard] = []
        self._asked: list[Card] = []
        self._shown: list[Card] = []
        self._step = text_label("", "quiet")  # what this step is
        self.done_button.setText(_("Close"))
        self.look_button = button(_("Look at the nights"), self._on_look)
        self.look_button.hide()
        self.bring_button = button(_("Bring them in"), self._on_bring, "main")
        self.change_button = button(_("Change my answers"), self._on_change)
        self.undo_button = button(_("Undo"), self.undo_wanted.emit)

    # ---------------------------------------------------------------- step 1
    def ask(self, what_it_is: str, questions: "Sequence[Question]", known: dict[str, Any]) -> None:
        """Say what the file is, and ask; without a question, look at once."""
        self.set_working(on=False)
        self.say("")
        top = Card()
        top.inside.addWidget(text_label(what_it_is, "strong"))
        top.inside.addWidget(self._step)
        self._say_step(_asking() if questions else "")
        self.add_card(top)
        for question in questions:
            card = QuestionCard(question, known.get(question.name))
            card.answered.connect(self._on_answered)
            self._cards.append(card)
            self.add_card(card)
        if not questions:
            self._on_look()
            return
        way = Card(kind="plain")
        way.inside.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_card(way)
        self._asked = [*self._cards, way]
        self.look_button.show()
        self._on_answered()
        self._grow_later()

    def answers(self) -> dict[str, Any]:
        """Return the answers so far."""
        return {card.name: card.answer for card in self._cards if card.answer is not None}

    def _on_answered(self) -> None:
        self.look_button.setEnabled(all(card.answer is not None for card in self._cards))

    def _on_look(self) -> None:
        self.look_wanted.emit(self.answers())

    def _on_change(self) -> None:
        """Show the questions again: with other answers, the nights are others."""
        self._drop_shown()
        self._say_step(_asking())
        self._show_questions(on=True)

    def _say_step(self, text: str) -> None:
        self._step.setText(text)
        self._step.setVisible(bool(text))

    def _show_questions(self, *, on: bool) -> None:
        for card in self._asked:
            card.setVisible(on)

    # ---------------------------------------------------------------- step 2
    def show_arrival(self, arrival: "Arrival") -> None:
        """Show the nights in the journal's words, and each line that stays out."""
        self.set_working(on=False)
        self.say("")
        self._drop_shown()
        self._show_questions(on=False)
        self._say_step("" if arrival.empty else _("This is how the file was understood. Nothing has come in yet."))
        nights = Card(self._heading(arrival))
        for line in arrival.preview:
            nights.inside.addWidget(text_label(line))
        rest = len(arrival.plan.nights) - len(arrival.preview)
        if rest > 0:
            nights.inside.addWidget(text_label(_("… and {nights} more.").format(nights=nights_text(rest)), "quiet"))
        self._tell(arrival, nights)
        offered = [self.bring_button] * (not arrival.empty) + [self.change_button] * bool(self._asked)
        for each in offered:
            nights.inside.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(nights)
        left = [*arrival.left, *arrival.plan.left]
        if left:
            self._show(self._left(left))
        for each in offered:
            each.show()
        (self.done_button if arrival.empty else self.bring_button).setFocus()
        self._grow_later()

    @staticmethod
    def _tell(arrival: "Arrival", nights: Card) -> None:
        """Say what else would come in, and what is there already."""
        if arrival.changed:
            text = _("Changed: {nights}.").format(nights=nights_text(len(arrival.changed)))
            nights.inside.addWidget(text_label(text))
        for name, values in arrival.filled.items():
            text = _("{nights} get: {what}.").format(nights=nights_text(len(values)), what=label_of_fill(name))
            nights.inside.addWidget(text_label(text))
        if arrival.plan.already:
            text = _("In your journal already: {n}.").format(n=arrival.plan.already)
            nights.inside.addWidget(text_label(text, "quiet"))
        for sentence in arrival.said:
            nights.inside.addWidget(text_label(sentence, "quiet"))

    def _heading(self, arrival: "Arrival") -> str:
        if arrival.empty:
            return _("Nothing new would come in.")
        if not arrival.plan.nights:
            return _("This would come in:")
        nights, cramps = nights_text(len(arrival.plan.nights)), cramps_text(arrival.plan.nights.cramps)
        return _("{nights} with {cramps} would come in:").format(nights=nights, cramps=cramps)

    def _left(self, left: list[str]) -> Card:
        card = Card(_("This stays out:"))
        for line in left[:_MOST_LEFT]:
            card.inside.addWidget(text_label(line, "quiet"))
        if len(left) > _MOST_LEFT:
            more = ngettext("… and {n} line more.", "… and {n} lines more.", len(left) - _MOST_LEFT)
            card.inside.addWidget(text_label(more.format(n=len(left) - _MOST_LEFT), "quiet"))
        return card

    def _on_bring(self) -> None:
        self.bring_wanted.emit(self.answers())

    # ---------------------------------------------------------------- step 3
    def say_brought(self, arrival: "Arrival") -> None:
        """Say what came in, and offer Undo."""
        self._drop_shown()
        self._say_step("")
        done = Card()
        if arrival.plan.nights:
            text = _("✓ {nights} came in.").format(nights=nights_text(len(arrival.plan.nights)))
        elif arrival.changed:
            text = _("✓ Changed: {nights}.").format(nights=nights_text(len(arrival.changed)))
        else:
            text = _("✓ Filled in: {what}.").format(what=in_list(map(label_of_fill, arrival.filled)))
        done.inside.addWidget(text_label(text, "strong"))
        done.inside.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.undo_button.show()
        self._show(done)
        self.done_button.setFocus()

    def say_taken_back(self) -> None:
        """Say that nothing of the file is in the journal."""
        self._drop_shown()
        self._say_step("")
        self.say(_("Taken back: your journal is as it was."))
        self.done_button.setFocus()

    # ---------------------------------------------------------------- inside
    def _grow_later(self) -> None:
        """Take the room that the step needs, once its parts have their fonts."""
        QTimer.singleShot(0, self, self.grow)
        QTimer.singleShot(0, self, self.see_top)

    def _show(self, card: Card) -> None:
        self._shown.append(card)
        self.add_card(card)

    def _drop_shown(self) -> None:
        for kept in (self.bring_button, self.change_button, self.undo_button):
            kept.setParent(None)
        for card in self._shown:
            card.hide()
            card.deleteLater()
        self._shown.clear()


def _asking() -> str:
    return _("Some things only you can say. Your answers are kept for the next file.")
