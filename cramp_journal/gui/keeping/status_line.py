"""The one quiet line at the foot of the window about the journal's safety, and the action of its button."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.gui.keeping.merge_flow import tell_of_questions
from cramp_journal.gui.keeping.missing import MissingFlow
from cramp_journal.gui.session.journal_state import KNOWN_PLACE, store_value
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.widgets.banner import Banner, Banners, Rank
from cramp_journal.i18n import _
from cramp_journal.labels import night_title
from cramp_journal.punctuation import in_sentences

_LOOK = 5_000  # milliseconds: how soon a file in the place of the journal is noticed


class StatusLine(QObject):
    """Lives as long as the window; the lines outlive it, so that a change of the text size loses none."""

    open_again_wanted = Signal()
    copies_wanted = Signal()
    questions_wanted = Signal()  # what two journals say differently
    journal_wanted = Signal(object)  # the path of another journal, to be brought in
    news_wanted = Signal(str)  # what is new since a version
    night_wanted = Signal(object)  # an evening with something to put right

    def __init__(self, window: QWidget, session: Session, lines: Banners) -> None:
        """Take a place among the lines of the window."""
        super().__init__(window)
        self._session = session
        self._banner = Banner("", "", Rank.JOURNAL)
        lines.add(self._banner)
        self._banner.action_requested.connect(self._on_action)
        self._banner.closed.connect(self._on_closed)
        session.replaced.connect(self._on_replaced)
        session.opened.connect(self._on_opened)
        session.brought_back.connect(self._on_brought_back)
        session.lines.changed.connect(self._show)
        self._missing = MissingFlow(window, session)
        self._missing.copies_wanted.connect(self.copies_wanted)
        self._timer = QTimer(self)
        self._timer.timeout.connect(session.look_at_file)
        self._timer.start(_LOOK)
        if session.is_open:
            tell_of_questions(session)
        self._show()

    def _show(self) -> None:
        lines = self._session.lines.waiting
        if not lines:
            self._banner.say("")
            return
        from cramp_journal.gui.session import lines as acts  # noqa: PLC0415 - not for the first paint

        actions = {
            acts.OPEN_AGAIN: _("Open it again"),
            acts.MISSING: _("Look at them"),
            acts.LOOK: _("See what can be done"),
            acts.PLACE: _("Don't say this again"),
            acts.OPEN_QUESTIONS: _("Answer now"),
            acts.UNDO_LAST: _("Undo"),
        }
        with_more = {
            acts.SHOW_NIGHT: _("Show it"),
            acts.SECOND: _("Look at it…"),
            acts.ANOTHER: _("Open it…"),
            acts.WHATS_NEW: _("What's new"),
        }
        usual = next((text for act, text in with_more.items() if lines[0].act.startswith(act)), _("OK"))
        rank = Rank.NOT_KEPT if lines[0].act == acts.OPEN_AGAIN else Rank.JOURNAL
        later = _("Not now") if lines[0].act.startswith(acts.SECOND) else ""
        action = actions.get(lines[0].act, usual)
        self._banner.say(lines[0].text, action, rank, behind=len(lines) - 1, close=later)

    # ---------------------------------------------------------------- slots
    def _on_opened(self) -> None:
        from cramp_journal.gui.session.lines import OPEN_AGAIN  # noqa: PLC0415 - not for the first paint

        for line in self._session.lines.waiting:
            if line.act == OPEN_AGAIN:  # that is done
                self._session.lines.drop(line)
        tell_of_questions(self._session)

    def _on_brought_back(self, evening: date) -> None:
        """Announce which night Undo changed: on another page nobody sees it."""
        self.night_wanted.emit(evening)
        said = _("Undone: {night} is as it was before you changed or removed it.")
        self._session.lines.tell(said.format(night=night_title(evening)))

    def _on_replaced(self) -> None:
        from cramp_journal.gui.session.lines import OPEN_AGAIN  # noqa: PLC0415 - not for the first paint

        gone, other = _("Your journal is not where it was."), _("Another file lies in the place of your journal.")
        kept = _("What you entered is kept.")
        if not self._session.drafts.on_disk:
            kept = _("What you entered is on the screen only: the disk did not take it.")
        said = in_sentences((other if self._session.file.exists() else gone, kept))
        self._session.lines.tell(said, OPEN_AGAIN)

    def _on_closed(self) -> None:
        line = self._session.lines.waiting[0]
        self._session.lines.drop(line)
        self._session.lines.declined.emit(line)

    def _follow(self, act: str) -> None:
        """Emit the wish of an action that names what it is about."""
        from cramp_journal.gui.session import lines as acts  # noqa: PLC0415 - not for the first paint

        if act.startswith(acts.WHATS_NEW):
            self.news_wanted.emit(act.removeprefix(acts.WHATS_NEW))
        for each in (acts.SECOND, acts.ANOTHER):
            if act.startswith(each):
                self.journal_wanted.emit(Path(act.removeprefix(each)))

    def _on_action(self) -> None:
        from cramp_journal.gui.session import lines as acts  # noqa: PLC0415 - not for the first paint

        line = self._session.lines.waiting[0]
        self._session.lines.drop(line)
        if line.act in (acts.OPEN_AGAIN, acts.LOOK):
            self.open_again_wanted.emit()
        if line.act == acts.UNDO_LAST:
            self._session.undo()
        if line.act == acts.MISSING:
            self._missing.open()
        if line.act.startswith(acts.SHOW_NIGHT):
            self.night_wanted.emit(date.fromisoformat(line.act.removeprefix(acts.SHOW_NIGHT)))
        self._follow(line.act)
        if line.act.startswith(acts.ODD_SECOND):
            self._session.lines.declined.emit(line)
        if line.act == acts.OPEN_QUESTIONS:
            self.questions_wanted.emit()
        if line.act == acts.PLACE:
            store_value(self._session.door, KNOWN_PLACE, str(self._session.file.parent.absolute()))
