"""Prints the report: the system's own dialog, then page after page, while the window keeps responding."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from cramp_journal.gui import messages
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

DOTS = 300  # dots per inch
_PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


class Printing(QObject):
    """Lives as long as its page. It prints one report at a time."""

    begun = Signal()  # the person confirmed
    progressed = Signal(int, int)  # pages sent to the printer, and the total
    ended = Signal(str)  # a sentence for the person

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._make: Callable[[], list[bytes]] | None = None
        self._printer: QPrinter | None = None
        self._dialog: QPrintDialog | None = None
        self._painter: QPainter | None = None
        self._pages: list[QImage] = []
        self._done = 0

    def ask(self, make: Callable[[], list[bytes]], paper: str) -> None:
        """Open the system's dialog; `make` returns each page as a PNG of 300 dots per inch, in the background."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - few people print

        if self._painter is not None:
            return
        self._make = make
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(_PAPERS[paper]))
        self._printer.setFullPage(True)
        self._printer.setDocName(_("Night leg cramps"))
        self._dialog = QPrintDialog(self._printer, self._parent)
        self._dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        self._dialog.open(self, SLOT("take_yes()"))  # type: ignore[arg-type]  # it is text, whatever its stub says

    @Slot()
    def take_yes(self) -> None:
        """Make the pages and print them: the person confirmed."""
        assert self._make is not None
        self.begun.emit()
        make = self._make
        run_in_background(lambda: [QImage.fromData(page) for page in make()], self._on_pages, self._end)

    # ---------------------------------------------------------------- inside
    def _on_pages(self, pages: list[QImage]) -> None:
        assert self._printer is not None
        first = self._printer.fromPage() or 1  # 0: all pages
        last = self._printer.toPage() or len(pages)
        self._pages, self._done = pages[first - 1 : last], 0
        self._painter = QPainter()
        if not self._pages or not messages.is_fit(self._printer) or not self._painter.begin(self._printer):
            self._end(_("The printer did not take the report."))
            return
        self._paint_next()

    def _paint_next(self) -> None:
        """Paint one page, then let the window respond."""
        assert self._printer is not None
        assert self._painter is not None
        if self._done and not self._printer.newPage():
            self._end(_("The printer did not take the report."))
            return
        page = self._pages[self._done]
        sheet = self._printer.paperRect(self._printer.Unit.DevicePixel).toRect()
        self._painter.drawImage(_fitted(page.size(), QRect(0, 0, sheet.width(), sheet.height())), page)
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        if self._done < len(self._pages):
            QTimer.singleShot(0, self._paint_next)
        else:
            self._end(messages.printed_where(self._printer))

    def _end(self, sentence: str) -> None:
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._painter, self._pages = None, []
        self.ended.emit(sentence)


def _fitted(size: QSize, sheet: QRect) -> QRect:
    """Return the rectangle of a page on a sheet: as large as possible, and centred."""
    found = QRect(sheet.topLeft(), size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    found.moveCenter(sheet.center())
    return found
