"""Whose journal is open, and how another one is opened: opens the dialogs of the list, and changes the list."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import people
from cramp_journal.errors import JournalError
from cramp_journal.gui.keeping.people_dialogs import AddPerson, NamesAndColors, PersonCard
from cramp_journal.gui.keeping.whose_journal import WhoseJournal
from cramp_journal.gui.messages import ask
from cramp_journal.gui.session.session import Session
from cramp_journal.i18n import _
from cramp_journal.people import PersonEntry


class PeopleFlow(QObject):
    """Lives as long as the window."""

    person_wanted = Signal(object)  # the file of a journal: it is to be opened
    list_changed = Signal()  # what the window says of whose journal it is may be another name now

    def __init__(self, parent: QObject, window: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._names: NamesAndColors | None = None

    def open(self, over: QWidget | None = None) -> None:
        """Ask whose journal is to be opened; where there is one person only, ask for another one."""
        found = people.load_people()
        if not found.are_several:
            self.add(over)
            return
        dialog = WhoseJournal(
            over or self._window, found.people, found.of_journal(self._session.file), people.take_notices()
        )
        dialog.add_wanted.connect(partial(self.add, dialog))
        dialog.names_wanted.connect(partial(self._on_names_wanted, dialog))
        dialog.finished.connect(partial(self._on_answered, dialog))
        dialog.open()

    def add(self, over: QWidget | None = None) -> None:
        """Ask who the other person is."""
        found = people.load_people()
        own = self._session.journal().about().name if self._session.is_open and not found.people else ""
        free = min(people.COLORS, key=[each.color for each in found.people or [PersonEntry(name="-")]].count)
        dialog = AddPerson(over or self._window, found.people, own, free)
        dialog.added.connect(partial(self._on_added, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---------------------------------------------------------------- slots
    def _on_answered(self, dialog: WhoseJournal, _result: int) -> None:
        dialog.deleteLater()
        if dialog.entry is not None:
            people.choose(dialog.entry)
            QTimer.singleShot(0, self, partial(self.person_wanted.emit, dialog.entry.file))  # the dialog is gone then

    def _on_added(self, dialog: AddPerson, name: str, color: str, own_name: str) -> None:
        try:
            made = people.add_person(name, color, own_name=own_name)
        except JournalError as error:
            dialog.say(str(error))
            return
        dialog.accept()
        parent = dialog.parentWidget()
        if isinstance(parent, WhoseJournal):
            parent.reject()
        said = _("{name} is on the list now, with a journal in {folder}.")
        self._session.lines.tell(said.format(name=made.name, folder=made.file.parent))
        self._announce()

    def _on_names_wanted(self, over: WhoseJournal) -> None:
        over.reject()
        self._show_names()

    def _show_names(self) -> None:
        found = people.load_people()
        self._names = dialog = NamesAndColors(self._window, found.people, found.of_journal(self._session.file))
        for card in dialog.cards:
            card.renamed.connect(partial(self._on_renamed, card))
            card.recolored.connect(lambda name, color: self._change(partial(people.recolor, name, color)))
            card.told_wanted.connect(lambda name, on: self._change(partial(people.tell_recorded, name, on=on)))
            card.off_wanted.connect(self._on_off_wanted)
        dialog.finished.connect(partial(self._on_names_done, dialog))
        dialog.open()

    def _change(self, change: Callable[[], object]) -> bool:
        sentence = ""
        try:
            change()
        except JournalError as error:
            sentence = str(error)
        if self._names is not None:
            self._names.say(sentence)
        return not sentence

    def _on_renamed(self, card: PersonCard, name: str, new: str) -> None:
        if self._change(partial(people.rename, name, new)):
            card.note_renamed(new)

    def _on_off_wanted(self, name: str) -> None:
        said = _("The journal of {name} is not deleted: it stays in {file}. Only the name goes off the list.")
        file = people.load_people().named(name).file
        off = _("Take off the list")
        if not ask(self._names, off, said.format(name=name, file=file), off, _("Leave it")):
            return
        if self._change(partial(people.remove_person, name)):
            told = _("{name} is off the list. The journal was not deleted: it stays in {file}.")
            self._session.lines.tell(told.format(name=name, file=file))
            if self._names is not None:
                self._names.accept()

    def _on_names_done(self, dialog: NamesAndColors, _result: int) -> None:
        dialog.deleteLater()
        if self._names is dialog:
            self._names = None
            self._announce()

    def _announce(self) -> None:
        self._session.door.note_person()
        QTimer.singleShot(0, self, self.list_changed.emit)
