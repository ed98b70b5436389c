"""The quiet lines across the top of the window: what is to be said about the journal, each once."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

OPEN_AGAIN, MISSING, SETTLED, LOOK, PLACE, NIGHT = "open_again", "missing", "settled", "look", "place", "night "


@dataclass(frozen=True)
class Line:
    """One line, and what its button does."""

    text: str
    act: str = ""  # one of those above, NIGHT with an evening behind it; "": it was read


class Lines(QObject):
    """Live as long as the session, so that another text size does not lose one. The first is the one that is seen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Line] = []

    def tell(self, text: str, act: str = "") -> None:
        """Say a line, once; what must be acted on comes first."""
        line = Line(text, act)
        if line not in self.waiting:
            self.waiting.insert(0 if act == OPEN_AGAIN else len(self.waiting), line)
            self.changed.emit()

    def drop(self, line: Line) -> None:
        """Forget a line that was read, or acted on."""
        self.waiting = [each for each in self.waiting if each != line]
        self.changed.emit()
