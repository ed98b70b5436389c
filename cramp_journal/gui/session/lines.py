"""The quiet lines at the foot of the window: news about the journal, each shown once."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

OPEN_AGAIN, MISSING, SETTLED, LOOK, PLACE, SHOW_NIGHT = "open_again", "missing", "settled", "look", "place", "night "
OPEN_QUESTIONS = "answer"  # what two journals say differently
ANOTHER = "another "  # followed by the path of a journal that needs its passphrase
SECOND = "second "  # followed by the path of a second version of this journal
ODD_SECOND = "odd "  # the same, where it cannot be read
WHATS_NEW = "new since "  # followed by the version that ran here before
UNDO_LAST = "undo"  # of the last change, for as long as it is the last one


@dataclass(frozen=True)
class QuietLine:
    """One line, and the action of its button."""

    text: str
    act: str = ""  # an action from above, with an evening or a path where it takes one; "": it was read


class QuietLines(QObject):
    """Live as long as the session, so that a change of the text size loses none. The first line is seen first."""

    changed = Signal()
    declined = Signal(object)  # a QuietLine that the person closed

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[QuietLine] = []
        self._said: set[str] = set()

    def tell(self, text: str, act: str = "") -> None:
        """Add a line, once; lines that need action come first."""
        line = QuietLine(text, act)
        if line not in self.waiting:
            self.waiting.insert(0 if act == OPEN_AGAIN else len(self.waiting), line)
            self.changed.emit()

    def tell_once(self, text: str, act: str = "", *, about: str = "") -> None:
        """Add a line, once in a run of the program; `about` names what it is about, where its words are not enough."""
        if (about or text) not in self._said:
            self._said.add(about or text)
            self.tell(text, act)

    def tell_done(self, text: str) -> None:
        """Say what was just done, before other news and in place of what was said of an earlier change; "": nothing."""
        kept = [each for each in self.waiting if each.act != UNDO_LAST]
        done = [QuietLine(text, UNDO_LAST)] if text else []
        if kept + done != self.waiting:
            first = [each for each in kept if each.act == OPEN_AGAIN]
            self.waiting = [*first, *done, *(each for each in kept if each not in first)]
            self.changed.emit()

    def drop(self, line: QuietLine) -> None:
        """Remove a line that was read, or acted on."""
        self.waiting = [each for each in self.waiting if each != line]
        self.changed.emit()
