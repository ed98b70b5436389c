"""The papers of a trial, written from the terminal: its protocol, and the two schedules of capsules."""

from pathlib import Path

from cramp_journal.analysis.experiments.kept import KeptTrial
from cramp_journal.cli.shared import say, spare_what_is_no_file
from cramp_journal.errors import BadInput
from cramp_journal.exchange.export import write_export
from cramp_journal.i18n import _
from cramp_journal.punctuation import in_sentences

WHOSE = ("helper", "own")


def write_paper(kept: KeptTrial, out: Path, whose: str, name: str, *, paper: str, language: str) -> None:
    """Write a paper of a trial as a PDF, and say so.

    Args:
        kept: The trial.
        out: The file.
        whose: One of `WHOSE` for that schedule of capsules; "" for the protocol.
        name: The person's name; "" leaves it out.
        paper: "a4" or "letter".
        language: Its language, by its code.

    Raises:
        BadInput: The name of the file does not end in .pdf, or nobody blinds this trial.
        JournalError: It cannot be typeset or written.
    """
    from cramp_journal.report.protocol import PaperOfTrial, protocol_pdf  # noqa: PLC0415 - slow: it loads the compiler
    from cramp_journal.report.sealed_schedules import sealed_schedules  # noqa: PLC0415 - as above

    if out.suffix.lower() != ".pdf":
        raise BadInput(_("{out}: it is a PDF; let the name end in .pdf.").format(out=out))
    spare_what_is_no_file(out)
    chosen = PaperOfTrial(paper, language, name)
    if whose:
        made = sealed_schedules(kept, chosen)
        data, notice = made.helper if whose == WHOSE[0] else made.own, made.notice
    else:
        data, notice = protocol_pdf(kept, chosen)
    write_export(out, data)
    warning = _("It holds the order: give it to your helper without reading it.") if whose == WHOSE[0] else ""
    say(in_sentences((_("Written: {file}.").format(file=out), warning, notice)))
