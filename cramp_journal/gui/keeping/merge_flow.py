"""Lets the person choose another journal, brings it in as one step of Undo, and asks what differs."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.messages import ask_for_file
from cramp_journal.gui.session import edits
from cramp_journal.gui.session.other_journal import OtherJournal, is_second_name, read_other_journal
from cramp_journal.gui.session.refusals import sentences_of
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _, ngettext
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:
    from cramp_journal.gui.keeping.merge_dialog import MergeDialog
    from cramp_journal.merging.asking import Merged, MergeQuestion


class MergeFlow(QObject):
    """Lives as long as the window; the dialog lives while it is open."""

    ended = Signal()  # the dialog is closed

    def __init__(self, parent: QObject, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._dialog: MergeDialog | None = None
        self._other: OtherJournal | None = None
        self._done: Merged | None = None
        self._open: list[MergeQuestion] = []
        self._asked = self._later = 0

    def open(self, over: QWidget) -> None:
        """Ask for the other journal."""
        if not self._session.is_open:
            return
        kinds = _("Journals") + " (*.sqlite *.db *.cramps *.json);;" + _("All files") + " (*)"
        file = ask_for_file(over, _("Bring together with another journal"), Path.home(), kinds)
        if file is not None:
            self.open_file(file, over)

    def open_file(self, file: Path, over: QWidget) -> None:
        """Read another journal, and show what it would change."""
        if self._session.is_open and self._dialog is None:
            self._begin(over)
            self._read(file, "")

    def open_questions(self, over: QWidget) -> None:
        """Ask what waits since two journals were brought together."""
        if self._session.is_open:
            self._begin(over)
            self._ask_all()

    def _begin(self, over: QWidget) -> None:
        from cramp_journal.gui.keeping.merge_dialog import MergeDialog  # noqa: PLC0415 - not for the first paint

        self._other = self._done = None
        self._dialog = dialog = MergeDialog(over)
        dialog.words_given.connect(self._on_words)
        dialog.merge_wanted.connect(self._on_merge)
        dialog.answered.connect(self._on_answered)
        dialog.put_off.connect(self._on_put_off)
        dialog.undo_wanted.connect(self._on_undo)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _read(self, file: Path, words: str, *, keep: bool = False) -> None:
        if self._dialog is not None:
            self._dialog.set_working(on=True)
        door = self._session.door
        read = partial(read_other_journal, file, words, door.file, dict(door.other_keys), door.key, keep=keep)
        run_in_background(read, self._on_read, self._on_failed, waits=True)

    # ---------------------------------------------------------------- steps
    def _on_read(self, found: OtherJournal) -> None:
        if self._dialog is None or not self._session.is_open:
            return
        self._other = found
        if found.state is None:
            self._dialog.ask_passphrase(found.file.name, found.place, wrong=found.wrong)
            return
        if found.key is not None:
            self._session.door.other_keys[found.key.salt] = found.key
        self._dialog.show_what_comes(found.file, self._session.journal().merger.look(found.state))
        self._dialog.note(found.notice)

    def _on_words(self, words: str, keep: bool) -> None:
        if self._other is not None:
            self._read(self._other.file, words, keep=keep)

    def _on_merge(self) -> None:
        if self._other is None or self._other.state is None or self._dialog is None:
            return
        heard: list[Merged] = []
        with sentences_of(self._session.refused) as refused:
            self._session.apply(edits.merge_with, self._other.state, heard)
        if refused or not heard:
            self._dialog.say(in_sentences(refused) or _("Nothing was changed."))
            return
        self._done = heard[0]
        self._ask_all()

    def _ask_all(self) -> None:
        self._open = self._session.journal().merger.questions()
        self._asked = self._later = 0
        self._ask_next()

    def _ask_next(self) -> None:
        if self._dialog is None:
            return
        if self._asked < len(self._open):
            self._dialog.ask(self._open[self._asked], self._asked + 1, len(self._open))
        else:
            self._dialog.say_done(self._done, self._later, self._second_version())

    def _second_version(self) -> Path | None:
        """Return the file that was brought in where it is a second version of this journal: nobody needs it now."""
        file = self._other.file if self._other is not None else None
        return file if file is not None and is_second_name(self._session.file, file) else None

    def _on_answered(self, at: int) -> None:
        if self._session.apply(edits.answer_question, self._open[self._asked].choices[at].edits) is not None:
            self._asked += 1
            self._ask_next()

    def _on_put_off(self) -> None:
        self._asked += 1
        self._later += 1
        self._ask_next()

    def _on_undo(self) -> None:
        self._session.undo()
        if self._dialog is not None:
            self._dialog.say_taken_back()

    def _on_failed(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = self._other = self._done = None
        self._open = []
        tell_of_questions(self._session)
        self.ended.emit()


def tell_of_questions(session: Session) -> None:
    """Say in the quiet line how many questions wait, or no longer."""
    from cramp_journal.gui.session.lines import OPEN_QUESTIONS  # noqa: PLC0415 - not for the first paint

    for line in [each for each in session.lines.waiting if each.act == OPEN_QUESTIONS]:
        session.lines.drop(line)
    count = len(session.journal().merger.questions()) if session.is_open else 0
    if count:
        text = ngettext(
            "Two journals say something different about {n} thing. Both are kept until you answer.",
            "Two journals say something different about {n} things. Both are kept until you answer.",
            count,
        )
        session.lines.tell(text.format(n=count), OPEN_QUESTIONS)
