"""Ways out of the journal besides the report: files for other programs, and a paper form."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton

from cramp_journal.exchange.csv_file import PLAIN, SEMICOLONS
from cramp_journal.exchange.export import Wishes, formats
from cramp_journal.gui.widgets.card import Card, question, text_label
from cramp_journal.gui.widgets.chips import ChipRow
from cramp_journal.gui.widgets.country_ways import has_decimal_comma
from cramp_journal.gui.widgets.flow_layout import flowing
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.gui.widgets.tick_list import TickList
from cramp_journal.gui.widgets.two_lines import TwoLineButton
from cramp_journal.i18n import _

_ALL, _AS_IN_REPORT = "all", "report"
_NAME, _NOTES, _SEMICOLONS = "name", "notes", "semicolons"


class ExportsCard(PagePart):
    """Two cards: files, and paper."""

    export_wanted = Signal(str, object)  # the ending of the file, and the Wishes but for the period
    paper_wanted = Signal()
    sheet_wanted = Signal()  # the form as a spreadsheet
    type_in_wanted = Signal()  # a filled-in paper form is to be typed in

    def __init__(self) -> None:
        super().__init__()
        self._ticked = {_NAME, _NOTES}
        files = Card(_("For a spreadsheet, or another program"))
        files.inside.addWidget(text_label(_("These files are not encrypted: whoever gets one can read it."), "quiet"))
        name = _("Nights in the file")
        self._nights = ChipRow(name, [(_ALL, _("All nights")), (_AS_IN_REPORT, _("As in the report"))])
        self._nights.set_value(_ALL)
        self._nights.chosen.connect(self._on_nights)
        self._whole = text_label(_("The JSON file always has all nights."), "quiet")
        self._whole.hide()
        files.inside.addWidget(question(name, self._nights))
        files.inside.addWidget(self._whole)
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

    @property
    def as_in_report(self) -> bool:
        """Whether only the nights of the report are wanted."""
        return bool(self._nights.value == _AS_IN_REPORT)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # the page was left: a choice is for one visit, lest a later file lacks nights
            self._on_nights(_ALL)

    def _on_nights(self, value: str | None) -> None:
        self._nights.set_value(value or _ALL)
        self._whole.setVisible(self.as_in_report)

    def _on_ticked(self, name: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(name)

    def _on_wanted(self, ending: str) -> None:
        marks = SEMICOLONS if _SEMICOLONS in self._ticked else PLAIN
        wishes = Wishes(name=_NAME in self._ticked, notes=_NOTES in self._ticked, marks=marks)
        self.export_wanted.emit(ending, wishes)


def _button(text: str, slot: object) -> QPushButton:
    button = TwoLineButton(text)
    button.clicked.connect(slot)
    return button
