"""Copies: when and where they were made, a look inside one, and restoring one."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from cramp_journal import clock
from cramp_journal.gui.dialog import WorkingDialog
from cramp_journal.gui.keeping.copy_card import CopyCard, copy_in_words
from cramp_journal.gui.keeping.word_list import WordList
from cramp_journal.gui.widgets.card import Card, button, text_label
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.night_strip import NightCounts
from cramp_journal.i18n import _
from cramp_journal.labels import clock_text, day
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:
    from cramp_journal.store.copies.copies import Copy

_ROWS = 5  # copies that are visible at once


class CopiesDialog(WorkingDialog):
    """The list of copies or, after a choice, the contents of one copy."""

    look_wanted = Signal(object, str)  # the file of a copy, and the words that open it ("": those of the journal)
    restore_wanted = Signal(object)  # the file of the copy that is shown
    copy_wanted = Signal()
    elsewhere_wanted = Signal()
    folder_wanted = Signal()
    folder_removed = Signal()
    bin_wanted = Signal()

    def __init__(self, parent: QWidget, folder: Path, chosen: Path | None, *, is_open: bool, locked: bool) -> None:
        """Show the folder of copies and the folder that the person chose.

        Args:
            parent: The window below the dialog.
            folder: The folder of copies beside the journal.
            chosen: The folder that the person chose, if any.
            is_open: Whether the journal is open: otherwise nothing can be copied.
            locked: Whether the copies are locked, as the journal is.
        """
        super().__init__(parent, _("Copies and deleted nights"), _("Working… This takes a moment."))
        self._folder, self._locked = folder, locked
        self._inside: CopyCard | None = None
        self._cards = [self._list_card(is_open=is_open), self._folder_card(chosen)]
        if is_open:
            self._cards.append(self._bin_card())
        for card in self._cards:
            self.add_card(card)

    # ---------------------------------------------------------------- what its owner calls
    def show_copies(self, copies: "Sequence[Copy]") -> None:
        """List the copies, newest first; the chosen copy stays chosen."""
        chosen = next((row.data(Qt.ItemDataRole.UserRole) for row in self._listed.selectedItems()), None)
        self._listed.show_rows(
            [(copy_in_words(copy, beside=copy.file.parent == self._folder), copy.file) for copy in copies]
        )
        files = [copy.file for copy in copies]
        self._listed.setCurrentRow(files.index(chosen) if chosen in files else 0)
        self._listed.setVisible(bool(copies))
        self._look.setEnabled(bool(copies))
        self._hint.setText(_("Choose one to look inside. Nothing is changed by looking.") if copies else "")
        self._last.setText(self._said_of_last(copies))
        if copies and self._inside is None:
            self._listed.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chosen(self, chosen: Path | None) -> None:
        """Show the folder that the person chose."""
        said = _("A stick, or a folder that another program synchronises: then a broken computer takes nothing away.")
        if chosen:
            said = _("Each copy is put into {folder} too.").format(folder=chosen)
        if not self._locked:
            more = _("Whoever can open that folder can read the copies; a passphrase would prevent it.")
            said = in_sentences((said, more))
        self._chosen.setText(said)
        self._choose.setText(_("Another folder…") if chosen else _("Also copy to a folder…"))
        self._remove.setVisible(chosen is not None)

    def show_inside(self, copy: "Copy", nights: NightCounts, now: int | None, *, locks: bool) -> None:
        """Show the contents of a copy; see CopyCard."""
        self._leave_inside()
        self.say("")
        for card in self._cards:
            card.hide()
        self._inside = CopyCard(copy, nights, now, locks=locks)
        self._inside.back_wanted.connect(self._on_back)
        self._inside.words_given.connect(self._on_words)
        self._inside.restore_wanted.connect(self._on_restore)
        self._inside.moved.connect(self.see)
        self.add_card(self._inside)
        self._inside.take_focus()

    def reject(self) -> None:
        """Close, but not during work; from inside a copy, return to the list first."""
        if self._working:
            return
        if self._inside is not None:
            self._on_back()
            return
        super().reject()

    # ---------------------------------------------------------------- inside
    def _list_card(self, *, is_open: bool) -> Card:
        card = Card(_("Copies of your journal"))
        self._last = text_label("")
        self._hint = text_label(_("Looking through the copies…"), "quiet")
        self._listed = WordList(_("Copies, newest first"), _ROWS)
        self._listed.itemActivated.connect(self._on_chosen)
        self._listed.hide()
        self._look = button(_("Look inside"), self._on_look)
        self._look.setEnabled(False)
        row = QWidget()
        buttons = FlowLayout(row, 10)
        buttons.addWidget(self._look)
        if is_open:
            buttons.addWidget(button(_("Copy now"), self.copy_wanted.emit))
        buttons.addWidget(button(_("Open a copy from elsewhere…"), self.elsewhere_wanted.emit))
        for widget in (self._last, self._hint, self._listed, row):
            card.inside.addWidget(widget)
        return card

    def _folder_card(self, chosen: Path | None) -> Card:
        card = Card(_("Copies in another place"))
        self._chosen = text_label("", "quiet")
        self._choose = button("", self.folder_wanted.emit)
        self._remove = button(_("No longer copy there"), self.folder_removed.emit)
        row = QWidget()
        buttons = FlowLayout(row, 10)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        card.inside.addWidget(self._chosen)
        card.inside.addWidget(row)
        self.show_chosen(chosen)
        return card

    def _bin_card(self) -> Card:
        card = Card(_("Deleted nights"))
        card.inside.addWidget(text_label(_("A night that was deleted can be had back for 90 days."), "quiet"))
        card.inside.addWidget(button(_("Deleted nights…"), self.bin_wanted.emit), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _said_of_last(self, copies: "Sequence[Copy]") -> str:
        own = [copy for copy in copies if copy.file.parent == self._folder and copy.sound]
        if not own:
            return _("There is no copy yet. The first one is made today, in {folder}.").format(folder=self._folder)
        try:
            moment = datetime.fromtimestamp(own[0].file.stat().st_mtime)  # noqa: DTZ006 - the clock on the wall
        except OSError:  # it was removed after it was listed
            return _("Last copy: {day}, in {folder}.").format(day=_day(own[0].made_on), folder=self._folder)
        return _("Last copy: {day}, {time}, in {folder}.").format(
            day=_day(moment.date()), time=clock_text(f"{moment:%H:%M}"), folder=self._folder
        )

    def _leave_inside(self) -> None:
        if self._inside is not None:
            card, self._inside = self._inside, None
            card.hide()
            card.deleteLater()

    def _on_look(self) -> None:
        row = self._listed.currentItem()
        if row is not None:
            self._on_chosen(row)

    def _on_chosen(self, row: QListWidgetItem) -> None:
        self.look_wanted.emit(row.data(Qt.ItemDataRole.UserRole), "")

    def _on_back(self) -> None:
        self._leave_inside()
        self.say("")
        for card in self._cards:
            card.show()
        self._listed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_words(self, words: str) -> None:
        if self._inside is not None:
            self.look_wanted.emit(self._inside.copy.file, words)

    def _on_restore(self) -> None:
        if self._inside is not None:
            self.restore_wanted.emit(self._inside.copy.file)


def _day(made_on: date) -> str:
    return _("today") if made_on == clock.today() else day(made_on)
