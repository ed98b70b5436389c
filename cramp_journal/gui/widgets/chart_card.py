"""A chart with its finding, the same numbers as a table, and a picture of it to save."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton, QWidget

from cramp_journal.charts.chart_text import ChartText
from cramp_journal.charts.window.paper import Draw, picture
from cramp_journal.gui import messages
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chart_help import what_is_this
from cramp_journal.gui.widgets.chart_view import ChartView
from cramp_journal.gui.widgets.number_table import WrappedTable
from cramp_journal.gui.widgets.sides import OneRow, Sides
from cramp_journal.i18n import _
from cramp_journal.os_reasons import os_reason
from cramp_journal.safe_file import write_whole


class ChartCard(Card):
    """Shows a chart, or its table. Choosing an item in either asks for the nights behind it."""

    nights_wanted = Signal(str, object)  # what they have in common, and a sequence of evenings
    dragged = Signal(float)  # to the right, in nights

    def __init__(self, name: str, height: int, *, can_drag: bool = False, newest_first: bool = False) -> None:
        """Make an empty card.

        Args:
            name: The file name of its picture.
            height: The height of the chart, in pixels at 100 % text.
            can_drag: Whether the chart can be dragged along its axis of time.
            newest_first: Whether its table starts with the newest row.
        """
        super().__init__()
        self._name = name
        self._newest_first = newest_first
        self._text: ChartText | None = None
        self._draw: Draw | None = None
        self._invented = False
        self.journal_is_locked = False  # then the card warns that a picture is not locked
        self.view = ChartView(height, can_drag=can_drag)
        self._build(theme().roomy_px(height))
        self._connect()

    def show_chart(self, draw: Draw, text: ChartText, *, invented: bool, always: bool = False) -> None:
        """Show a chart and its words; `invented` is printed on saved pictures.

        A chart with the same words as before is not drawn again, unless `always` says that it shows more than its
        words.
        """
        same = self._text is not None and self._text.words == text.words
        self._draw, self._text, self._invented = draw, text, invented
        if same and not always:
            return  # its words say everything that it shows
        self._title.setText(text.title)
        self._more.setAccessibleName(_("More about this chart: table, picture. {title}").format(title=text.title))
        self._note.setText("\n".join(filter(None, (what_is_this(self._name), text.note))))
        self._saved.hide()
        self.view.show_chart(draw, text)
        if self.table.isVisibleTo(self):
            self._fill(text)

    def add_choice(self, words: str) -> QAction:
        """Add something that is on or off to the menu."""
        choice = QAction(words, self._menu)
        choice.setCheckable(True)
        self._menu.insertAction(self._save, choice)
        return choice

    def set_height(self, height: float) -> None:
        """Make chart and table this many pixels high at 100 % text."""
        self.view.setFixedHeight(theme().roomy_px(height))
        self.table.setFixedHeight(theme().roomy_px(min(height, 600)))

    # ---------------------------------------------------------------- inside
    def _build(self, height: int) -> None:
        self._title = text_label("", "heading")
        self._note = text_label("", "quiet")
        self._note.hide()
        self._more = QPushButton(_("More"))
        self._more.setAutoDefault(True)
        self._more.setProperty("menu", "yes")
        menu = QMenu(self._more)
        self._as_table = menu.addAction(_("Table"))
        self._as_table.setCheckable(True)
        self._how = menu.addAction(_("What is this?"))
        self._how.setCheckable(True)
        self._save = menu.addAction(_("Save picture…"))
        self._more.setMenu(menu)
        self._menu = menu
        self._saved = text_label("", "quiet", is_news=True)
        self._saved.hide()
        self._buttons = QWidget()
        self._row = OneRow(self._buttons, 8)
        self._row.addWidget(self._more)
        head = QWidget()
        Sides(self._title, self._buttons, head, least=theme().px(260))
        self.table = WrappedTable()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setFixedHeight(height)
        self.table.hide()
        for widget in (head, self._note, self._saved):
            self.inside.addWidget(widget)
        self.inside.addWidget(self.view)
        self.inside.addWidget(self.table)
        self.inside.addStretch(1)

    def _connect(self) -> None:
        self._how.toggled.connect(self._note.setVisible)
        self._as_table.toggled.connect(self._on_table_toggled)
        self._save.triggered.connect(self._on_save_chosen)
        self.view.item_chosen.connect(self._on_item_chosen)
        self.view.dragged.connect(self.dragged)
        self.table.cellActivated.connect(self._on_row_chosen)
        self.table.cellClicked.connect(self._on_row_chosen)

    def _on_table_toggled(self, on: bool) -> None:
        if on and self._text is not None:
            self._fill(self._text)
        self.view.setVisible(not on)
        self.table.setVisible(on)

    def _fill(self, text: ChartText) -> None:
        self.table.setAccessibleName(text.title)
        rows = [text.items[self._item_of(row)].cells for row in range(len(text.items))]
        self.table.show_rows(text.header, rows)

    def _item_of(self, row: int) -> int:
        """Return the item of a row, or the row of an item: the conversion is the same both ways."""
        count = len(self._text.items) if self._text is not None else 0
        return count - 1 - row if self._newest_first else row

    def _on_row_chosen(self, row: int, _column: int) -> None:
        self._on_item_chosen(self._item_of(row))

    def _on_item_chosen(self, number: int) -> None:
        if self._text is not None:
            item = self._text.items[number]
            evenings: Sequence[date] = item.evenings
            self.nights_wanted.emit(item.hint, evenings)

    def _on_save_chosen(self) -> None:
        if self._draw is None or self._text is None:
            return
        suggested = Path.home() / f"{self._name}.png"
        out = messages.ask_where_to_save(self, _("Save the picture"), suggested, "PNG (*.png);;SVG (*.svg)")
        if out is None:
            return
        if out.suffix.lower() not in (".png", ".svg"):
            out = out.with_name(out.name + ".png")
        try:
            write_whole(out, picture(self._draw, self._text, out.suffix.lower()[1:], invented=self._invented))
        except OSError as error:
            self._saved.setText(_("It could not be saved: {reason}.").format(reason=os_reason(error)))
        else:
            said = _("Saved: {file}")
            if self.journal_is_locked:
                said = _("Saved: {file}. It is not locked: whoever has the file can see it.")
            self._saved.setText(said.format(file=out))
        self._saved.show()
