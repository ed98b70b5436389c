"""Writes the files that leave the journal besides the report: asks for the place, and works in the background."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal import clock
from cramp_journal.exchange.export import Wishes, export, formats, write_export
from cramp_journal.exchange.paper_sheet import paper_sheet
from cramp_journal.gui import messages
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.gui.widgets.country_ways import first_weekday
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_sentences

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_MONTH = 31  # nights on a form


class Exports(QObject):
    """Lives as long as its page. It writes one file at a time."""

    begun = Signal(str)  # what is under way
    ended = Signal(str)  # a sentence for the person

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent, self._session = parent, session

    def export(self, ending: str, wishes: Wishes) -> None:
        """Write the journal in the format of a file ending."""
        words = dict(formats())[ending]
        out = self._ask(_("Save the journal"), f"cramp-journal-{clock.today().isoformat()}", ending, words)
        if out is None:
            return
        self.begun.emit(_("Writing {file}…").format(file=out.name))
        # Everything (JSON) says which row is which, so that it can be merged.
        contents = self._session.journal().merger.contents() if ending == ".json" else self._session.contents()
        run_in_background(partial(_export, contents, out, wishes), self._on_written, self.ended.emit)

    def make_form(self, paper: str, language: str) -> None:
        """Write a blank form for the bedside, starting tonight."""
        out = self._ask(_("Save the form"), "night-leg-cramps-form", ".pdf", "PDF")
        if out is None:
            return
        self.begun.emit(_("Writing {file}…").format(file=out.name))
        run_in_background(
            partial(_write_form, paper, language, first_weekday(), out), self._on_written, self.ended.emit
        )

    def make_sheet(self, language: str) -> None:
        """Write the form for the bedside as a spreadsheet, starting tonight."""
        out = self._ask(_("Save the form"), "night-leg-cramps-form", ".xlsx", _("Excel workbook"))
        if out is None:
            return
        self.begun.emit(_("Writing {file}…").format(file=out.name))
        run_in_background(partial(_write_sheet, language, out), self._on_written, self.ended.emit)

    def _ask(self, title: str, name: str, ending: str, words: str) -> Path | None:
        out = messages.ask_where_to_save(self._parent, title, Path.home() / f"{name}{ending}", f"{words} (*{ending})")
        if out is None or out.name.lower().endswith(ending):
            return out
        return out.with_name(out.name + ending)

    def _on_written(self, sentence: str) -> None:
        self.ended.emit(sentence)


def _export(contents: "Values", out: Path, wishes: Wishes) -> str:
    export(contents, out, clock.today(), wishes)
    return _("Saved: {file}. It is not encrypted: whoever gets it can read it.").format(file=out)


def _write_sheet(language: str, out: Path) -> str:
    write_export(out, paper_sheet(_MONTH, clock.today(), language))
    return _("Saved: {file}.").format(file=out)


def _write_form(paper: str, language: str, weeks_from: int, out: Path) -> str:
    from cramp_journal.report.bedside_form import Blank, blank_form  # noqa: PLC0415 - few people need it

    form, notice = blank_form(Blank(_MONTH, clock.today(), paper, language, weeks_from))
    write_export(out, form)
    return in_sentences((_("Saved: {file}.").format(file=out), notice))
