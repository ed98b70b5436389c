"""Report: choose what the doctor gets, look at it, save it as a PDF, print it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cramp_journal import clock
from cramp_journal.advice.signs import SIGNS_ASKED
from cramp_journal.analysis.period import last_looked_at, period_from
from cramp_journal.exchange.export import Wishes
from cramp_journal.exchange.typed_text import too_long
from cramp_journal.gui import messages
from cramp_journal.gui.announce import announce
from cramp_journal.gui.page import Page
from cramp_journal.gui.report.action_bar import ActionBar
from cramp_journal.gui.report.exports import Exports
from cramp_journal.gui.report.exports_card import ExportsCard
from cramp_journal.gui.report.page_pictures import SHEET, PagePictures
from cramp_journal.gui.report.printing import DOTS, Printing
from cramp_journal.gui.report.questions_card import MOST, QuestionsCard
from cramp_journal.gui.report.report_choices import EVERY_NIGHT, NAME, NOTES, PAGE_TWO, ReportChoices
from cramp_journal.gui.report.viewer import open_with_desktop
from cramp_journal.gui.session.drafts import QUESTIONS
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.gui.theme import role, theme
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.i18n import _
from cramp_journal.model import NightFigures
from cramp_journal.punctuation import as_sentence, in_sentences
from cramp_journal.report import Choices, Preview, make_report, pictures_of, preview_of

if TYPE_CHECKING:  # slow to import: the first paint does without it
    from cramp_journal.model import Values

_WHOLE = ".json"  # the format that is brought back in whole
_NARROW = 820  # pixels at 100 % text: below this width, the preview is under the choices, in the page's own scroll
_READABLE = 360  # pixels at 100 % text: where a whole page would be narrower, it is as wide as the room instead
_INCHES = {"a4": 8.27, "letter": 8.5}  # the width of each paper


class ReportPage(Page):
    """The report for the doctor, before it is a file."""

    questions_typed = Signal(str)
    type_in_wanted = Signal()  # a paper form is to be typed in

    def __init__(self, session: Session, paper: str, temperature_unit: str) -> None:
        super().__init__()
        self._session, self._unit = session, temperature_unit
        self._saved: Path | None = None
        self._drawing = self._draw_again = self._is_narrow = False
        self._printing = Printing(self)
        self._exports = Exports(self, session)
        self._told = ""  # of the pages, to a screen reader
        self._refused = ""  # why the journal did not accept the typed text
        self._build(paper)
        self._connect()

    def refresh(self) -> None:
        """Show the saved questions, and make the preview again in the background."""
        draft = self._session.drafts.of(QUESTIONS)
        kept = self._session.profile()["person"].get("questions", "")
        self._questions.show_text(draft["text"] if draft else kept, dirty=draft is not None)
        self._open_to_all.setVisible(self._session.door.key is not None)
        self._draw()

    # ---------------------------------------------------------------- inside
    def _build(self, paper: str) -> None:
        self.read_by_keys(_("Report"))
        self.body.addWidget(text_label(_("Report for your doctor"), "title"))
        self._chosen = ReportChoices(paper, last_looked_at(self._session.figures(), clock.today()))
        self._questions = QuestionsCard()
        self._open_to_all = text_label(_("The PDF is not locked: whoever has the file can read it."), "quiet")
        self._open_to_all.hide()
        self._ways_out = ExportsCard()
        for widget in (self._chosen, self._questions, self._open_to_all, self._ways_out):
            self.body.addWidget(widget)
        self._count = text_label("", "quiet")
        self._pictures = PagePictures()
        self._view = QScrollArea()
        self._view.setWidgetResizable(True)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(_("The pages of the report"))
        role(self._view, "ground")
        self._view.setWidget(self._pictures)
        self._shown = QWidget()
        self._shown_column = shown = QVBoxLayout(self._shown)
        shown.setContentsMargins(0, theme().roomy_px(20), theme().roomy_px(12), 0)
        shown.addWidget(self._count)
        shown.addWidget(self._view, 1)
        self._bar = ActionBar()
        self._busy = self._bar.busy
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.removeWidget(self._scroll)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(0)
        self._halves.addWidget(self._scroll, 1)
        self._halves.addWidget(self._shown, 1)
        outer.addLayout(self._halves, 1)
        outer.addWidget(self._bar)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._chosen.changed.connect(self._draw)
        self._pictures.sharper_wanted.connect(self._draw)
        self._questions.typed.connect(self._on_typed)
        self._session.refused.connect(self._on_refused)
        self._bar.save_wanted.connect(self._on_save_clicked)
        self._bar.keys_left.connect(self.take_keys)
        self._bar.print_wanted.connect(self._on_print_clicked)
        self._bar.open_wanted.connect(self._on_open_clicked)
        self._bar.folder_wanted.connect(self._on_folder_clicked)
        self._ways_out.export_wanted.connect(self._on_export_wanted)
        self._ways_out.paper_wanted.connect(self._on_paper_wanted)
        self._ways_out.sheet_wanted.connect(self._on_sheet_wanted)
        self._ways_out.type_in_wanted.connect(self.type_in_wanted)
        self._exports.begun.connect(self._bar.begin)
        self._exports.ended.connect(self._bar.end)
        self._printing.begun.connect(self._on_print_begun)
        self._printing.progressed.connect(self._on_print_progressed)
        self._printing.ended.connect(self._bar.end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._put_preview()
        self._shown.setMinimumHeight(0)
        tall = self.height() - self._bar.heightForWidth(self.width())
        tall -= self._count.sizeHint().height() + theme().roomy_px(40)
        self._pictures.fit_into(tall if tall >= SHEET * theme().px(_READABLE) else 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._shown.setMinimumHeight(0)

    def _put_preview(self) -> None:
        """Put the preview beside the choices with a scroll bar of its own, or below everything, where one is enough."""
        self._bar.make_short(on=self._is_narrow)
        if self._is_narrow:
            self._view.takeWidget()
            self._shown_column.addWidget(self._pictures, 1)
            self.body.insertWidget(self.body.indexOf(self._ways_out) + 1, self._shown)
        else:
            self._view.setWidget(self._pictures)
            self._halves.addWidget(self._shown, 1)
        self._pictures.show()
        self._view.setVisible(not self._is_narrow)

    def _choices(self) -> Choices:
        nights, today, ticked = self._session.figures(), clock.today(), self._chosen.ticked
        return Choices(
            period=period_from(self._chosen.period, last_looked_at(nights, today), nights),
            today=today,
            paper=self._chosen.paper,
            with_name=NAME in ticked,
            with_page_two=PAGE_TWO in ticked,
            with_nights=EVERY_NIGHT in ticked,
            with_notes=NOTES in ticked,
            language=self._chosen.language,
            temperature_unit=self._unit,
            asked=self._session.journal().state(SIGNS_ASKED) if self._session.is_open else "",
            not_remembered=frozenset(self._session.not_remembered),
        )

    def _given(self) -> "tuple[list[NightFigures], Values, Choices]":
        """Return the contents of a report; they are read here, and the worker only reads the result."""
        return self._session.figures(), self._session.contents(), self._choices()

    # ---------------------------------------------------------------- the preview
    def _draw(self) -> None:
        """Make the preview again; while one is being made, only the newest request waits."""
        if self._chosen.is_misread:
            self._count.setText(_("Not drawn anew yet: a day cannot be read."))
            return
        if self._drawing:
            self._draw_again = True
            return
        self._drawing = True
        self._busy.begin(_("Making the pages…"))
        self._make_pages(hasty=True)

    def _make_pages(self, *, hasty: bool) -> None:
        dots = self._pictures.dots_wide / _INCHES[self._chosen.paper]
        work = partial(preview_of, *self._given(), dots, hasty=hasty)
        run_in_background(work, self._on_preview, self._on_preview_error)

    def _on_preview(self, made: Preview) -> None:
        if self._is_narrow:  # fewer or lower pages: nothing below them comes up under the hand until the page is left
            self._shown.setMinimumHeight(self._shown.height())
        self._pictures.show_pages(made.pictures, made.pages)
        if not made.pages and not self._draw_again:
            self._count.setText(_("The first pages; the others are being counted…"))
            self._make_pages(hasty=False)
            return
        shown = len(made.pictures)
        text = _("{n} pages") if shown == made.pages else _("{n} pages; the first {shown} are shown")
        text = _("1 page") if made.pages == 1 else text
        if made.pages:
            self._say_count(in_sentences((as_sentence(text.format(n=made.pages, shown=shown)), made.notice)))
        self._end_drawing()

    def _on_preview_error(self, sentence: str) -> None:
        self._say_count(sentence)
        self._end_drawing()

    def _say_count(self, said: str) -> None:
        self._count.setText(said)
        is_news = said != self._told or self._busy.is_told  # drawn anew, sharper, it is the same
        if is_news and not self._draw_again:  # the next drawing may say something else
            self._told, self._busy.is_told = said, False
            announce(said, self._count)

    def _end_drawing(self) -> None:
        self._drawing = False
        self._busy.end()
        if self._draw_again:
            self._draw_again = False
            self._draw()

    # ---------------------------------------------------------------- questions
    def _on_typed(self, text: str) -> None:
        self._refused = ""
        if not too_long(text, MOST):
            self.questions_typed.emit(text)
        if self._session.is_open and self._session.profile()["person"].get("questions", "") == text:
            self._session.drafts.drop(QUESTIONS)
            self._questions.note_saved()
        else:
            self._session.drafts.keep(QUESTIONS, {"text": text})
            self._questions.note_refused(self._refused)

    def _on_refused(self, sentence: str) -> None:
        self._refused = sentence

    # ---------------------------------------------------------------- saving, printing
    def _may_go_out(self) -> bool:
        """Return whether it is known which nights are meant."""
        if self._chosen.is_misread:
            self._bar.say(_("Not made yet: a day under “Nights” cannot be read."))
            return False
        self._questions.flush()
        return True

    def _on_save_clicked(self) -> None:
        if not self._may_go_out():
            return
        suggested = Path.home() / f"night-leg-cramps-{clock.today().isoformat()}.pdf"
        suggested = self._saved.parent / suggested.name if self._saved else suggested
        out = messages.ask_where_to_save(self, _("Save the report"), suggested, "PDF (*.pdf)")
        if out is None:
            return
        out = out if out.suffix.lower() == ".pdf" else out.with_name(out.name + ".pdf")
        self._bar.begin(_("Writing the report…"))
        run_in_background(partial(_write, *self._given(), out), self._on_saved, self._bar.end)

    def _on_saved(self, done: tuple[Path, str]) -> None:
        self._saved, notice = done
        self._bar.offer_to_open()
        self._bar.end(_("Saved: {file}. {notice}").format(file=self._saved, notice=notice).strip())

    def _on_open_clicked(self) -> None:
        self._show_file(self._saved)

    def _on_folder_clicked(self) -> None:
        self._show_file(self._saved and self._saved.parent)

    def _show_file(self, file: Path | None) -> None:
        if file is not None and not open_with_desktop(file):
            self._bar.say(_("Nothing on this computer opens it. It is here: {file}").format(file=file))

    def _on_export_wanted(self, ending: str, wishes: Wishes) -> None:
        if self._ways_out.as_in_report and ending != _WHOLE:
            if not self._may_go_out():
                return
            period = self._choices().period
            wishes = replace(wishes, first=period.first, last=period.last)
        self._exports.export(ending, wishes)

    def _on_paper_wanted(self) -> None:
        self._exports.make_form(self._chosen.paper, self._chosen.language)

    def _on_sheet_wanted(self) -> None:
        self._exports.make_sheet(self._chosen.language)

    def _on_print_clicked(self) -> None:
        if not self._may_go_out():
            return
        self._printing.ask(partial(pictures_of, *self._given(), DOTS), self._chosen.paper)

    def _on_print_begun(self) -> None:
        self._bar.begin(_("Making the pages for the printer…"))

    def _on_print_progressed(self, done: int, of: int) -> None:
        self._busy.go_on(_("Printing page {n} of {all}…").format(n=done, all=of), done, of)


def _write(nights: list[NightFigures], contents: "Values", choices: Choices, out: Path) -> tuple[Path, str]:
    return out, make_report(nights, contents, choices, out)
