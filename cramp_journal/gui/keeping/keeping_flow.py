"""Opens the dialogs of copies, of the passphrase, and of another journal; each flow is made when it is first needed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.keeping.beside_flow import BesideFlow
from cramp_journal.gui.session.session import Session
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.copies_flow import CopiesFlow
    from cramp_journal.gui.keeping.merge_flow import MergeFlow
    from cramp_journal.gui.keeping.passphrase_flow import PassphraseFlow
    from cramp_journal.gui.keeping.shared_flow import SharedFlow
    from cramp_journal.gui.keeping.status_line import StatusLine


class KeepingFlow(QObject):
    """Lives as long as the window. The journal need not be open."""

    replaced = Signal()  # another file is the journal now, or it has another lock
    lock_wanted = Signal()

    def __init__(self, window: QWidget, session: Session, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._copies: CopiesFlow | None = None
        self._passphrase: PassphraseFlow | None = None
        self._merge: MergeFlow | None = None
        self._shared: SharedFlow | None = None
        self._beside = BesideFlow(self, session, settings)
        session.opened.connect(self._share)
        if session.is_open:
            self._share()

    def serve(self, lines: "StatusLine") -> None:
        """Open what the quiet line leads to."""
        lines.copies_wanted.connect(self.open_copies)
        lines.questions_wanted.connect(self.open_questions)
        lines.journal_wanted.connect(self.open_journal)

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
        if self._settings.shared_folder and self._shared is None:
            self._sharing().look()

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
