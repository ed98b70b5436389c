"""The dialog that brings two journals together: what would come, what differs, one question at a time, and Undo."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.dialog import WorkingDialog
from cramp_journal.gui.keeping.merge_nights import Nights
from cramp_journal.gui.keeping.secret_line import SecretLine, ShowTyped
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.gui.widgets.tick_list import TickRow
from cramp_journal.i18n import _, ngettext
from cramp_journal.labels import nights_text
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:
    from cramp_journal.merging.asking import MergeChoice, Merged, MergeQuestion


class MergeDialog(WorkingDialog):
    """Its steps, one after the other: the passphrase where one is needed, what would come, the questions, the end."""

    words_given = Signal(str, bool)  # what was typed, and whether to remember it
    merge_wanted = Signal()
    answered = Signal(int)  # which choice of the question that is shown
    put_off = Signal()  # that question waits
    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Bring together with another journal"), _("One moment…"))
        self._card: Card | None = None
        self.done_button.setText(_("Close"))

    def ask_passphrase(self, name: str, place: str, *, wrong: bool) -> None:
        """Ask for the passphrase of the other journal; `place` is where it could be remembered, if anywhere."""
        self.say("")
        card = Card(_("The other journal is locked"))
        line = SecretLine(_("Passphrase or recovery code of the other journal"))
        card.inside.addWidget(question(_("Passphrase or recovery code of {name}").format(name=name), line))
        card.inside.addWidget(ShowTyped([line]), 0, Qt.AlignmentFlag.AlignLeft)
        if wrong:
            card.inside.addWidget(text_label(_("This does not open it. Please try again."), "problem"))
        remember = TickRow("remember", _remember(place)) if place else None
        once = text_label(_("It is kept nowhere, and asked for once each time the program is started."), "quiet")
        card.inside.addWidget(remember or once)

        def give() -> None:
            self.words_given.emit(line.text(), remember is not None and remember.box.isChecked())

        open_it = button(_("Open it"), give, "main")
        line.returnPressed.connect(open_it.click)
        card.inside.addWidget(open_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(card, line)

    def show_what_comes(self, file: Path, found: "Merged") -> None:
        """Say what the other journal would change, before anything does."""
        self.say("")
        if found.empty and not found.asked:
            self._end(_("Both journals say the same: there is nothing to bring."))
            return
        card = Card(_("From {name}").format(name=file.name))
        card.inside.addWidget(text_label(_("in {folder}").format(folder=file.parent), "quiet"))
        for text in _what_comes(found):
            card.inside.addWidget(text_label(text))
        told = _("The other file stays as it is. A copy of your journal is made first, and Undo takes it back.")
        card.inside.addWidget(text_label(told, "quiet"))
        bring = button(_("Bring together"), self.merge_wanted.emit, "main")
        card.inside.addWidget(bring, 0, Qt.AlignmentFlag.AlignLeft)
        if found.nights:
            card.inside.addWidget(Nights(found.nights, self._grow_soon))
        self._show(card, bring)

    def ask(self, asked: "MergeQuestion", number: int, count: int) -> None:
        """Ask one question; both answers are kept until one is chosen."""
        from cramp_journal.merging.wording import choice_lines, choice_text, merge_question_text  # noqa: PLC0415 - not before

        self.say("")
        card = Card(merge_question_text(asked))
        if count > 1:
            place = _("Question {n} of {count}. Nothing is lost while you think.").format(n=number, count=count)
            card.inside.addWidget(text_label(place, "quiet"))
        first: QWidget | None = None
        for at, choice in enumerate(asked.choices):
            part = Card(kind="plain")
            if side := _side(choice):
                part.inside.addWidget(text_label(side, "quiet"))
            for text in choice_lines(asked, choice):
                part.inside.addWidget(text_label(text))
            made = button(choice_text(asked, choice), partial(self._on_chosen, at))
            part.inside.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            card.inside.addWidget(part)
            first = first or made
        later = button(_("Ask me later"), self.put_off.emit)
        card.inside.addWidget(later, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(card, first or later)

    def _on_chosen(self, at: int) -> None:
        self.answered.emit(at)

    def say_done(self, done: "Merged | None", later: int, left: Path | None = None) -> None:
        """Say what came, how many questions wait, and offer Undo where nothing was answered since.

        `left` is a second version of this journal that nobody needs any more.
        """
        parts = [_("✓ Your journal holds what both journals say.") if done is not None else _("✓ Answered.")]
        if later:
            waits = ngettext("{n} question waits.", "{n} questions wait.", later).format(n=later)
            parts += [waits, _("Until then both answers are kept.")]
        undo = done is not None and not later and not done.asked
        self._end(in_sentences(parts), undo=undo, left=left)

    def say_taken_back(self) -> None:
        """Say that the journal is as before."""
        self._end(_("Taken back: your journal is as it was."))

    def _end(self, text: str, *, undo: bool = False, left: Path | None = None) -> None:
        card = Card()
        card.inside.addWidget(text_label(text, "strong"))
        if left is not None:
            told = _("“{name}” holds nothing more than your journal now: you can delete it. It lies in {folder}.")
            card.inside.addWidget(text_label(told.format(name=left.name, folder=left.parent)))
        if undo:
            card.inside.addWidget(button(_("Undo"), self.undo_wanted.emit), 0, Qt.AlignmentFlag.AlignLeft)
        self.say("")
        self._show(card, self.done_button)

    def _show(self, card: Card, focus: QWidget) -> None:
        """Show one step in the place of the one before."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = card
        self.add_card(card)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._grow_soon()
        QTimer.singleShot(0, self, self.see_top)  # a step is read from its first line

    def _grow_soon(self) -> None:
        QTimer.singleShot(0, self, self.grow)  # when every part has the font that it is drawn in


def _what_comes(found: "Merged") -> list[str]:
    texts = (
        (found.new, _("{nights} would come in.")),
        (found.changed, _("{nights} would say more, or something else.")),
        (
            found.gone,
            ngettext(
                "{nights} would go, since it was deleted there. It stays among your deleted nights.",
                "{nights} would go, since they were deleted there. They stay among your deleted nights.",
                found.gone,
            ),
        ),
    )
    said = [text.format(nights=nights_text(count)) for count, text in texts if count]
    if found.others:
        text = ngettext(
            "{n} thing beside the nights would come.", "{n} things beside the nights would come.", found.others
        )
        said.append(text.format(n=found.others))
    if found.asked:
        text = ngettext("{n} question is for you.", "{n} questions are for you.", found.asked)
        said.append(text.format(n=found.asked))
    return said or [_("Nothing new would come in.")]


def _remember(place: str) -> str:
    """Return what a box says that keeps a key, by the place: see store/file/other_keys.py."""
    if place == "sealed":
        return _("Remember it, locked with the passphrase of your own journal")
    return _("Remember it in the keyring of this computer")


def _side(choice: "MergeChoice") -> str:
    """Return in which of the journals an answer stands now; "" where that is both, or none."""
    from cramp_journal.merging.asking import MINE, THEIRS  # noqa: PLC0415 - not before

    return {MINE: _("In this journal:"), THEIRS: _("In the other journal:")}.get(choice.name, "")
