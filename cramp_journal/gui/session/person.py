"""Carries what the person tells of themselves to the journal: signs with their days, conditions, and questions."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cramp_journal import clock
from cramp_journal.gui.session.edits import checked
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.session.undo import Step, changed, put_row
from cramp_journal.words import SignKind

if TYPE_CHECKING:
    from cramp_journal.store import Journal


class PersonEdits(QObject):
    """Lives as long as the window."""

    def __init__(self, window: QObject, session: Session) -> None:
        super().__init__(window)
        self._session = session

    def tick_sign(self, sign: str, on: bool) -> None:
        """Note a sign from today on, or that it is over since yesterday. A slip of today leaves no trace."""
        today = clock.today()

        def change(journal: "Journal") -> list[Step]:
            from cramp_journal.model import Sign  # noqa: PLC0415 - slow before the journal is open

            standing = [s for s in journal.signs() if s.sign == sign and (s.until is None or s.until >= today)]
            if on:
                return [] if standing else put_row(journal, Sign(sign=SignKind(sign), noted_on=today), None)
            steps = []
            for row in standing:
                if row.noted_on >= today:
                    journal.remove(row)
                    steps.append(Step(None, row, None))
                else:
                    steps += put_row(journal, changed(row, until=today - timedelta(days=1)), row)
            return steps

        self._session.do(change)

    def keep_questions(self, text: str) -> None:
        """Keep what the person wants to ask the doctor, as it was typed."""

        def change(journal: "Journal") -> list[Step]:
            from cramp_journal.model import PersonForm  # noqa: PLC0415 - slow before the journal is open

            questions, about = checked(PersonForm, {"questions": text})["questions"], journal.about()
            return put_row(journal, changed(about, questions=questions), about) if about.questions != questions else []

        self._session.do(change)

    def tick_condition(self, condition: str, on: bool) -> None:
        """Note that the person has a condition, or has not."""

        def change(journal: "Journal") -> list[Step]:
            about = journal.about()
            kept = {each for each in about.conditions.split() if each != condition} | ({condition} if on else set())
            return put_row(journal, changed(about, conditions=" ".join(sorted(kept))), about)

        self._session.do(change)
