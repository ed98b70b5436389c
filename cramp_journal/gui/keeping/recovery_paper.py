"""The paper with the recovery code, as text and as a printed page."""

from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice, QTextDocument

from cramp_journal.i18n import _
from cramp_journal.labels import day


def recovery_text(code: str, journal: Path, made_on: date) -> str:
    """Return the text of the paper."""
    return "\n\n".join(
        (
            _("Recovery code of Cramp Journal"),
            code,
            _("It opens {file} and its copies when the passphrase is forgotten.").format(file=journal),
            _("Noted on {day}. A passphrase that is set later has another code.").format(day=day(made_on)),
            _("Whoever has this code can read the journal. Keep it apart from the computer."),
        )
    )


def print_recovery(device: QPagedPaintDevice, text: str) -> None:
    """Print the paper, with the code large enough to read without glasses."""
    title, code, *rest = text.split("\n\n")
    lines = "".join(f"<p>{escape(line)}</p>" for line in rest)
    page = QTextDocument()
    page.setHtml(
        f'<div style="color: #000000"><h1>{escape(title)}</h1>'
        f'<p style="font-size: 22pt; font-family: monospace">{escape(code)}</p>{lines}</div>'
    )
    page.print_(device)
