"""Report: choose what goes to the doctor, look at it, save it as a PDF."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout

from cramp_journal import clock
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.gui import messages
from cramp_journal.gui.journal_bridge import JournalBridge, Values
from cramp_journal.gui.page import Page
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import Card, label
from cramp_journal.gui.widgets.chips import ChipRow, ToggleChip
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.report import Choices, make_report, pictures_of

_START = "12w"
_NARROW = 820  # pixels at 100 % text: below, the preview stands under the choices


class ReportPage(Page):
    """The page for the doctor, before it is a file."""

    def __init__(self, bridge: JournalBridge, paper: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._saved: Path | None = None
        self._pages: list[QPixmap] = []
        self._asked = 0
        self._build()
        self._paper.set_value(paper)
        self._connect()

    def refresh(self) -> None:
        """Make the preview anew, beside the window."""
        self._asked += 1
        nights, contents, choices = self._bridge.figures(), self._bridge.contents(), self._choices()
        work = partial(_preview, self._asked, nights, contents, choices, theme().px(96))
        run_in_background(work, self._on_preview, self._on_told)

    # ---------------------------------------------------------------- inside
    def _build(self) -> None:
        self.body.addWidget(label(_("Report for your doctor"), "title"))
        period = Card(_("Nights"))
        self._periods = ChipRow(
            _("Nights"),
            [("4w", _("4 weeks")), (_START, _("3 months")), ("26w", _("6 months")), ("1y", _("1 year"))],
        )
        self._periods.set_value(_START)
        period.inside.addWidget(self._periods)
        include = Card(_("What goes in"))
        self._name = ToggleChip(_("Name, year of birth"), on=True)
        self._notes = ToggleChip(_("Every night, with my notes"))
        self._paper = ChipRow(_("Paper"), [("a4", "A4"), ("letter", _("US Letter"))])
        for chip in (self._name, self._notes):
            include.inside.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        include.inside.addWidget(self._paper)
        self._save = QPushButton(_("Save PDF…"))
        role(self._save, "main")
        self._open = QPushButton(_("Open it"))
        self._open.hide()
        self._told = label("", "quiet")
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (period, include, self._save, self._open, self._told):
            left.addWidget(widget)
        left.addStretch(1)
        shown = Card()
        self._picture = QLabel(_("Making the page…"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._picture.setAccessibleName(_("The first page of the report"))
        self._picture.setMinimumSize(300, 420)
        self._count = label("", "quiet")
        shown.inside.addWidget(self._picture, 1)
        shown.inside.addWidget(self._count)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(14)
        self._columns.addLayout(left, 2)
        self._columns.addWidget(shown, 3)
        self.body.addLayout(self._columns, 1)

    def _connect(self) -> None:
        self._periods.chosen.connect(self._on_choice)
        self._paper.chosen.connect(self._on_choice)
        self._name.toggled.connect(self._on_choice)
        self._notes.toggled.connect(self._on_choice)
        self._save.clicked.connect(self._on_save_clicked)
        self._open.clicked.connect(self._on_open_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._show_picture()

    def _choices(self) -> Choices:
        nights = self._bridge.figures()
        today = clock.today()
        return Choices(
            period=period_from(self._periods.value or _START, last_looked_at(nights, today), nights),
            today=today,
            paper=self._paper.value or "a4",
            with_name=self._name.isChecked(),
            with_notes=self._notes.isChecked(),
        )

    def _on_choice(self) -> None:
        self.refresh()

    def _on_preview(self, made: tuple[int, list[bytes]]) -> None:
        asked, pages = made
        if asked != self._asked:
            return  # a newer choice is on its way
        self._pages = []
        for page in pages:
            picture = QPixmap()
            picture.loadFromData(page)
            self._pages.append(picture)
        self._count.setText(_("Page 1 of {n}").format(n=len(pages)))
        self._show_picture()

    def _show_picture(self) -> None:
        if not self._pages:
            return
        room = max(280, self._picture.width())
        picture = self._pages[0].scaledToWidth(
            round(min(room, theme().roomy_px(760)) * self.devicePixelRatio()),
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(self.devicePixelRatio())
        self._picture.setPixmap(picture)

    def _on_save_clicked(self) -> None:
        today = clock.today()
        suggested = Path.home() / f"night-leg-cramps-{today.isoformat()}.pdf"
        out = messages.ask_where_to_save(self, _("Save the report"), suggested, "PDF (*.pdf)")
        if out is None:
            return
        out = out if out.suffix.lower() == ".pdf" else out.with_name(out.name + ".pdf")
        self._told.setText(_("Writing the report…"))
        self._save.setEnabled(False)
        work = partial(_write, self._bridge.figures(), self._bridge.contents(), self._choices(), out)
        run_in_background(work, self._on_saved, self._on_told)

    def _on_saved(self, done: tuple[Path, str]) -> None:
        self._saved, notice = done
        self._save.setEnabled(True)
        self._open.show()
        self._told.setText(_("Saved: {file}. {notice}").format(file=self._saved, notice=notice).strip())

    def _on_told(self, sentence: str) -> None:
        self._save.setEnabled(True)
        self._told.setText(sentence)

    def _on_open_clicked(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))


def _preview(
    asked: int, nights: list[NightFigures], contents: Values, choices: Choices, dots: int
) -> tuple[int, list[bytes]]:
    return asked, pictures_of(nights, contents, choices, max(96.0, dots * 1.2))


def _write(nights: list[NightFigures], contents: Values, choices: Choices, out: Path) -> tuple[Path, str]:
    return out, make_report(nights, contents, choices, out)
