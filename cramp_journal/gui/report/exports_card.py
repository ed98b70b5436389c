"""Ways out of the journal besides the report: files for other programs, and a paper form."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cramp_journal.exchange.export import formats
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.country_ways import has_decimal_comma
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.i18n import _

_NAME, _NOTES, _SEMICOLONS = "name", "notes", "semicolons"


class ExportsCard(PagePart):
    """Two cards: files, and paper."""

    export_wanted = Signal(str, bool, bool, bool)  # the ending of the file; with the name, with notes, with semicolons
    paper_wanted = Signal()
    sheet_wanted = Signal()  # the form as a spreadsheet
    type_in_wanted = Signal()  # a filled-in paper form is to be typed in

    def __init__(self) -> None:
        super().__init__()
        self._ticked = {_NAME, _NOTES}
        files = Card(_("For a spreadsheet, or another program"))
        files.inside.addWidget(
            text_label(_("All nights. These files are not encrypted: whoever gets one can read it."), "quiet")
        )
        rows = [(_NAME, _("With my name and year of birth")), (_NOTES, _("With my notes and questions"))]
        if has_decimal_comma():
            rows.append((_SEMICOLONS, _("CSV with semicolons, as spreadsheets of your country open it")))
        ticks = TickList(rows)
        ticks.show_ticked(self._ticked)
        ticks.toggled.connect(self._on_ticked)
        files.inside.addWidget(ticks)
        files.inside.addWidget(
            flowing(*(_button(f"{words}…", partial(self._on_wanted, ending)) for ending, words in formats()))
        )
        paper = Card(_("On paper, by the bed"))
        paper.inside.addWidget(
            text_label(
                _("A form to fill in by hand, a row a night. As a spreadsheet, somebody can type it in for you."),
                "quiet",
            )
        )
        paper.inside.addWidget(
            flowing(
                _button(_("Blank form…"), self.paper_wanted),
                _button(_("Type in a form"), self.type_in_wanted),
                _button(_("As a spreadsheet…"), self.sheet_wanted),
            )
        )
        self.column.addWidget(files)
        self.column.addWidget(paper)

    def _on_ticked(self, name: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(name)

    def _on_wanted(self, ending: str) -> None:
        self.export_wanted.emit(ending, *(each in self._ticked for each in (_NAME, _NOTES, _SEMICOLONS)))


def _button(text: str, slot: object) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(slot)
    return button
