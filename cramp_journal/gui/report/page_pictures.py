"""The pages of the report as they will be printed, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from cramp_journal.gui.theme import role, theme
from cramp_journal.i18n import _

_LEAST, _MOST = 200, 760  # pixels at 100 % text: the least and the greatest width of a page
SHEET = 297 / 210  # height of a page for its width, before one is there
_SETTLED = 200  # milliseconds after the last change of size until the pages are drawn again
_EDGE = 4  # pixels of the edges of the paper
_CLOSE = 0.03  # of the width: a smaller change needs no new pictures


class PagePictures(QWidget):
    """Pictures of pages. While the window changes its width, old pictures are stretched; then it asks for new ones."""

    sharper_wanted = Signal()  # the pages have another width now

    def __init__(self) -> None:
        super().__init__()
        self._pictures: list[QPixmap] = []
        self._labels: list[QLabel] = []
        self._drawn_for = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(16))
        self._column.addStretch(1)
        self._tall = 0  # pixels that can be seen at once
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_settled)

    @property
    def dots_wide(self) -> int:
        """The width of a page in screen pixels."""
        return round(self._page_width() * self.devicePixelRatio())

    def show_pages(self, pages: Sequence[bytes], count: int) -> None:
        """Show pages, each a PNG, of a report with `count` pages (0: unknown so far)."""
        self._drawn_for = self._page_width()
        self._pictures = [QPixmap() for _page in pages]
        for picture, page in zip(self._pictures, pages, strict=True):
            picture.loadFromData(page)
        while len(self._labels) < len(pages):
            made = QLabel()
            role(made, "paper")
            made.setMinimumSize(1, 1)  # the window may become narrower than its pages
            made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            self._column.insertWidget(len(self._labels), made, 0, Qt.AlignmentFlag.AlignHCenter)
            self._labels.append(made)
        for number, shown in enumerate(self._labels, 1):
            shown.setVisible(number <= len(pages))
            text = _("Page {n} of {all} of the report") if count else _("Page {n} of the report")
            shown.setAccessibleName(text.format(n=number, all=count))
        self._fit()

    def fit_into(self, tall: int) -> None:
        """Show pages that are not taller than what can be seen at once; 0: as wide as the room, to be scrolled."""
        if tall != self._tall:
            self._tall = tall
            self._fit()
            self._timer.start(_SETTLED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self._timer.start(_SETTLED)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), 420)

    def _page_width(self) -> int:
        picture = next(iter(self._pictures), None)
        ratio = picture.height() / picture.width() if picture and picture.width() else SHEET
        whole = round(self._tall / ratio) if self._tall else self.width()
        return max(_LEAST, min(self.width(), whole, theme().roomy_px(_MOST))) - _EDGE

    def _fit(self) -> None:
        ratio = self.devicePixelRatio()
        for shown, picture in zip(self._labels, self._pictures, strict=False):
            wide = self._page_width()
            fitting = picture
            if abs(picture.width() - wide * ratio) > 1:
                fitting = picture.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
            fitting.setDevicePixelRatio(ratio)
            shown.setPixmap(fitting)
            shown.setFixedHeight(round(fitting.height() / ratio) + _EDGE)

    def _on_settled(self) -> None:
        if abs(self._page_width() - self._drawn_for) > _CLOSE * self._page_width():
            self.sharper_wanted.emit()
