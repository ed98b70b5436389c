"""Opens the dialogs of copies, of the passphrase, and of another journal; each flow is made when it is first needed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.gui.keeping.beside_flow import BesideFlow
from cramp_journal.gui.session.session import Session
from cramp_journal.settings import Settings
from cramp_journal.words import last_evening

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.copies_flow import CopiesFlow
    from cramp_journal.gui.keeping.merge_flow import MergeFlow
    from cramp_journal.gui.keeping.passphrase_flow import PassphraseFlow
    from cramp_journal.gui.keeping.people_flow import PeopleFlow
    from cramp_journal.gui.keeping.shared_flow import SharedFlow
    from cramp_journal.gui.keeping.status_line import StatusLine


class KeepingFlow(QObject):
    """Lives as long as the window. The journal need not be open."""

    replaced = Signal()  # another file is the journal now, or it has another lock
    lock_wanted = Signal()
    person_wanted = Signal(object)  # the file of another person's journal
    list_changed = Signal()  # of the people

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._copies: CopiesFlow | None = None
        self._passphrase: PassphraseFlow | None = None
        self._merge: MergeFlow | None = None
        self._shared: SharedFlow | None = None
        self._people: PeopleFlow | None = None
        self._beside = BesideFlow(self, session, settings)
        session.opened.connect(self._share)
        session.opened.connect(self._note_last_night)
        session.opened.connect(self._tell_of_update)
        session.changed.connect(self._note_last_night)
        if session.is_open:
            self._share()

    def slots_for(self, *wishing: QObject) -> list[tuple[Any, Callable[..., object]]]:
        """Return the signals of what wishes for something that is opened here, each with its slot."""
        opens = {
            "copies_wanted": self.open_copies,
            "passphrase_wanted": self.open_passphrase,
            "merge_wanted": self.open_merge,
            "share_wanted": self.open_shared,
            "people_wanted": self.open_people,
        }
        return [(getattr(each, wish), slot) for each in wishing for wish, slot in opens.items() if hasattr(each, wish)]

    def open_people(self, parent: QWidget | None = None) -> None:
        """Ask whose journal is to be opened, or for one more person."""
        if self._people is None:
            from cramp_journal.gui.keeping.people_flow import PeopleFlow  # noqa: PLC0415 - not for the first paint

            self._people = PeopleFlow(self, self._window, self._session)
            self._people.person_wanted.connect(self.replaced)
            self._people.person_wanted.connect(self.person_wanted)
            self._people.list_changed.connect(self.replaced)
            self._people.list_changed.connect(self.list_changed)
        self._people.open(parent or self._window)

    def serve(self, lines: "StatusLine") -> None:
        """Open what the quiet line leads to."""
        lines.copies_wanted.connect(self.open_copies)
        lines.questions_wanted.connect(self.open_questions)
        lines.journal_wanted.connect(self.open_journal)
        lines.news_wanted.connect(self._on_news_wanted)

    def open_merge(self, parent: QWidget | None = None) -> None:
        """Ask for another journal, and bring it together with this one."""
        self._merging().open(parent or self._window)

    def open_journal(self, file: Path) -> None:
        """Bring a named journal together with this one."""
        self._merging().open_file(file, self._window)

    def open_shared(self, parent: QWidget | None = None) -> None:
        """Show which folder is shared with other computers."""
        self._sharing().open(parent or self._window)

    def _share(self) -> None:
        if self._settings.shared_folder_of(self._session.file) and self._shared is None:
            self._sharing().look()

    def _tell_of_update(self) -> None:
        from cramp_journal.gui.keeping.news_line import tell_of_update  # noqa: PLC0415 - not for the first paint

        tell_of_update(self._session, self._settings)

    def _on_news_wanted(self, seen: str) -> None:
        from cramp_journal.gui.keeping.news_line import show_news  # noqa: PLC0415 - seldom needed

        show_news(self._window, seen)

    def _note_last_night(self) -> None:
        """Note for the list of people whether last night is recorded, if this person wishes that."""
        if self._session.door.person and self._session.is_open:
            from cramp_journal.people import note_recorded  # noqa: PLC0415 - a single person does without it

            evening = last_evening(clock.now())
            is_recorded = bool(self._session.recorded(evening, evening))
            note_recorded(self._session.file, evening.isoformat(), is_recorded=is_recorded)

    def _sharing(self) -> "SharedFlow":
        if self._shared is None:
            from cramp_journal.gui.keeping.shared_flow import SharedFlow  # noqa: PLC0415 - not for the first paint

            self._shared = SharedFlow(self, self._session, self._settings)
        return self._shared

    def open_questions(self) -> None:
        """Ask what two journals say differently."""
        self._merging().open_questions(self._window)

    def _merging(self) -> "MergeFlow":
        if self._merge is None:
            from cramp_journal.gui.keeping.merge_flow import MergeFlow  # noqa: PLC0415 - not for the first paint

            self._merge = MergeFlow(self, self._session)
            self._merge.ended.connect(self._on_merge_ended)
        return self._merge

    def _on_merge_ended(self) -> None:
        self._beside.look()
        if self._shared is not None:
            self._shared.look()

    def open_copies(self, parent: QWidget | None = None) -> None:
        """Show the copies of the journal, over another dialog or over the window."""
        if self._copies is None:
            from cramp_journal.gui.keeping.copies_flow import CopiesFlow  # noqa: PLC0415 - not for the first paint

            self._copies = CopiesFlow(self, self._session, self._settings)
            self._copies.restored.connect(self.replaced)
        self._copies.open(parent or self._window)

    def open_passphrase(self, parent: QWidget | None = None) -> None:
        """Show the dialog of the passphrase, over another dialog or over the window."""
        if self._passphrase is None:
            from cramp_journal.gui.keeping.passphrase_flow import PassphraseFlow  # noqa: PLC0415 - not for the first paint

            self._passphrase = PassphraseFlow(self, self._session, self._settings)
            self._passphrase.changed.connect(self.replaced)
            self._passphrase.lock_wanted.connect(self.lock_wanted)
        self._passphrase.open(parent or self._window)
