"""What every kind of file has in common: it says what it is, asks what it must, and brings nights."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from cramp_journal.exchange.elsewhere.brought import Brought, Left
from cramp_journal.exchange.elsewhere.questions import Given, Question
from cramp_journal.exchange.elsewhere.sheet import SheetRow, Spreadsheet, cell_text, header_of
from cramp_journal.i18n import _


class ForeignFile:
    """A file of one kind."""

    kind: ClassVar[str]  # its name in the list of kinds

    def __init__(self, file: Path, sheets: Sequence[Spreadsheet]) -> None:
        """Keep the tables of the file."""
        self.file, self.sheets = file, list(sheets)

    @classmethod
    def fits(cls, sheets: Sequence[Spreadsheet]) -> bool:
        """Return whether tables are of this kind, by their content."""
        raise NotImplementedError

    @property
    def header(self) -> tuple[str, ...]:
        """What tells files of the same shape, so that answers can be kept for the next one."""
        rows = self.sheets[0].rows
        return (self.kind, *header_of(rows[0].cells)) if rows else (self.kind,)

    def what_it_is(self) -> str:
        """Say in a sentence what the file is."""
        raise NotImplementedError

    def questions(self) -> list[Question]:
        """Return what must be asked."""
        raise NotImplementedError

    def bring(self, answers: Given) -> Brought:
        """Read the file with the answers.

        Raises:
            Unanswered: A question has no answer.
        """
        raise NotImplementedError


def say_what_is_hidden(sheets: Sequence[Spreadsheet], brought: Brought) -> None:
    """Say which sheets were not read since they are hidden, and which hidden rows and columns were read."""
    for sheet in sheets:
        name = cell_text(sheet.name)
        if sheet.hidden:
            brought.left.append(Left(0, _("The hidden sheet “{name}” was not read.").format(name=name)))
        elif what := sheet.hidden_in_words():
            brought.say(
                _("Read too, though you may not see them: {what} of the sheet “{name}”.").format(what=what, name=name)
            )


def by_name(rows: Sequence[SheetRow]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows below a header as texts by column name, each with its line; blank rows are dropped."""
    named = [(place, name.casefold()) for place, name in enumerate(header_of(rows[0].cells)) if name]
    return [(row.line, {name: str(row[place]).strip() for place, name in named}) for row in rows[1:] if not row.blank]
