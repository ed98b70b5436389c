"""Says that acknowledged nights are missing, shows them, and brings them in or leaves them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.errors import BadInput, JournalError
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.undo import MissingNightsSettled, Step
from cramp_journal.i18n import _, ngettext
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.missing_dialog import MissingDialog
    from cramp_journal.gui.session import Journal
    from cramp_journal.store.acknowledged.missing import MissingNight, More


class MissingFlow(QObject):
    """Lives as long as the window; the dialog lives while it is open."""

    copies_wanted = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._dialog: MissingDialog | None = None
        session.opened.connect(self._tell)
        session.changed.connect(self._on_changed)
        self._tell()

    def open(self) -> None:
        """Show the nights; the line comes back at the next start where nothing is decided."""
        if not self._session.is_open:
            return
        nights, more = self._session.journal().missing(), self._session.journal().more_missing()
        if not nights and more is None:
            return
        from cramp_journal.gui.keeping.missing_dialog import MissingDialog  # noqa: PLC0415 - not for the first paint

        self._dialog = MissingDialog(self._window, nights, more.sentence() if more else "")
        self._dialog.bring_in_wanted.connect(self._on_bring_in)
        self._dialog.leave_wanted.connect(self._on_leave)
        self._dialog.copies_wanted.connect(self._on_copies)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()
        self._dialog.take_focus()

    def _tell(self) -> None:
        if not self._session.is_open:
            return
        nights = [each for each in self._session.journal().missing() if not each.binned]  # of others nobody is told
        more = self._session.journal().more_missing()
        if nights or more:
            from cramp_journal.gui.session.lines import MISSING  # noqa: PLC0415 - not for the first paint

            self._session.lines.tell(_in_a_line(nights, more), MISSING)

    def _on_changed(self) -> None:
        """Count again while the line is there: a night that was logged meanwhile is missing no longer."""
        from cramp_journal.gui.session.lines import MISSING, SETTLED  # noqa: PLC0415 - not for the first paint

        for line in [each for each in self._session.lines.waiting if each.act in (MISSING, SETTLED)]:
            self._session.lines.drop(line)
            self._tell()

    def _on_bring_in(self) -> None:
        done = self._session.apply(_bring_in)
        self._close()
        if not self._session.is_open:
            return
        left, more = len(self._session.journal().missing()), self._session.journal().more_missing()
        said = _("Your journal is as you left it. Undo takes that back.")
        if left:
            said = ngettext("{n} night could not be brought in.", "{n} nights could not be brought in.", left)
        elif more:
            said = _("What could be named is in your journal again. Undo takes that back.")
        if left or done is not None:
            self._say_settled(said.format(n=left))
        if more:
            self._tell()

    def _on_leave(self) -> None:
        nights = self._session.journal().missing() if self._session.is_open else []
        done = self._session.apply(_leave)
        self._close()
        if done is None:  # it was refused, which is said
            return
        if nights and all(each.removed for each in nights):
            self._say_settled(_("They stay in your journal. Undo takes that back."))
        elif any(not each.removed for each in nights):
            self._say_settled(_("They are among the deleted nights now. Undo takes that back."))

    def _say_settled(self, said: str) -> None:
        from cramp_journal.gui.session.lines import SETTLED  # noqa: PLC0415 - not for the first paint

        self._session.lines.tell(said, SETTLED)

    def _on_copies(self) -> None:
        self._close()
        self.copies_wanted.emit()

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _in_a_line(nights: "list[MissingNight]", more: "More | None") -> str:
    gone, back = [each for each in nights if not each.removed], [each for each in nights if each.removed]
    missing = ngettext(
        "{n} night that you saved is not in your journal now: an older file was put in its place.",
        "{n} nights that you saved are not in your journal now: an older file was put in its place.",
        len(gone),
    )
    again = ngettext(
        "{n} night that you removed stands in your journal again: an older file was put in its place.",
        "{n} nights that you removed stand in your journal again: an older file was put in its place.",
        len(back),
    )
    said = [text.format(n=len(which)) for text, which in ((missing, gone), (again, back)) if which]
    if more:
        said.append(_("More may be missing.") if nights else more.sentence())
    return in_sentences(said)


def _leave(journal: "Journal") -> list[Step]:
    """Put all of it into the bin, and ask no more."""
    from cramp_journal.store.acknowledged.missing import leave  # noqa: PLC0415 - not for the first paint

    before = journal.missing(), journal.more_missing()
    leave(journal)
    return [MissingNightsSettled(before, ([], None))]


def _bring_in(journal: "Journal") -> list[Step]:
    """Save all that the journal takes; the rest goes on being missing."""
    steps: list[Step] = []
    left: list[MissingNight] = []
    nights, more = journal.missing(), journal.more_missing()
    for night in nights:
        try:
            before, after = journal.bring_in(night, clock.today())
            steps += [] if night.binned else [Step(night.evening, before, after)]
        except BadInput:
            left.append(night)
        except JournalError:
            if not steps:
                raise
            left.append(night)
    return [*steps, MissingNightsSettled((nights, more), (left, more))]
