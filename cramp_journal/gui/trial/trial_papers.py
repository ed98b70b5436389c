"""Saves the papers of a trial: the plan on one page, and for capsules the order for a helper, who keeps it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.exchange.export import write_export
from cramp_journal.gui import messages
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _, language_code
from cramp_journal.punctuation import in_sentences

_ENDING = ".pdf"


class TrialPapers(QObject):
    """Lives as long as the dialog of the whole plan. It writes one paper at a time."""

    ended = Signal(str)  # a sentence for the person

    def __init__(self, parent: QWidget, kept: KeptTrial, paper: str, name: str) -> None:
        """Take the trial, the size of paper, and the name of the person; "" leaves it out."""
        super().__init__(parent)
        self._parent, self._kept = parent, kept
        self._chosen = (paper, language_code(), name)  # see PaperOfTrial

    def save_plan(self) -> None:
        """Ask where to save the plan, and write it."""
        out = self._ask(_("Save the plan"), _("trial-plan"))
        if out is not None:
            run_in_background(partial(_write_plan, self._kept, self._chosen, out), self._on_written, self.ended.emit)

    def save_orders(self) -> None:
        """Ask where to save the order for the helper; the person's own list of dates lies beside it."""
        out = self._ask(_("Save the order for your helper"), _("trial-for-helper"))
        if out is not None:
            own = out.with_name(_("trial-for-me") + _ENDING)
            work = partial(_write_orders, self._kept, self._chosen, out, own)
            run_in_background(work, self._on_written, self.ended.emit)

    def _ask(self, title: str, name: str) -> Path | None:
        out = messages.ask_where_to_save(self._parent, title, Path.home() / f"{name}{_ENDING}", f"PDF (*{_ENDING})")
        if out is None or out.name.lower().endswith(_ENDING):
            return out
        return out.with_name(out.name + _ENDING)

    def _on_written(self, sentence: str) -> None:
        self.ended.emit(sentence)


def _write_plan(kept: KeptTrial, chosen: tuple[str, str, str], out: Path) -> str:
    from cramp_journal.report.protocol import PaperOfTrial, protocol_pdf  # noqa: PLC0415 - slow: it loads the compiler

    pdf, notice = protocol_pdf(kept, PaperOfTrial(*chosen))
    write_export(out, pdf)
    return in_sentences((_("Saved: {file}. It tells nothing of the order.").format(file=out), notice))


def _write_orders(kept: KeptTrial, chosen: tuple[str, str, str], out: Path, own: Path) -> str:
    from cramp_journal.report.protocol import PaperOfTrial  # noqa: PLC0415 - slow: it loads the compiler
    from cramp_journal.report.sealed_schedules import sealed_schedules  # noqa: PLC0415 - as above

    papers = sealed_schedules(kept, PaperOfTrial(*chosen))
    write_export(out, papers.helper)
    write_export(own, papers.own)
    said = _("Saved: {helper}, which only your helper may read, and {own} for you.").format(helper=out, own=own)
    return in_sentences((said, papers.notice))
