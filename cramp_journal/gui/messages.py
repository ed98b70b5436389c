"""The one place that opens a message box."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from cramp_journal.i18n import _


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Tell the person something that they must know before going on."""
    box = QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok, parent)
    box.exec()


def tell_of_crash(parent: QWidget | None, text: str, details: str) -> None:
    """Say that something went wrong inside; the details can be copied, and hold nothing of the journal."""
    box = QMessageBox(QMessageBox.Icon.Warning, _("Something went wrong"), text, QMessageBox.StandardButton.Ok, parent)
    box.setDetailedText(details)
    box.exec()


def ask_where_to_save(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask for a file to write; None where the person turned back. `kinds` is like "PDF (*.pdf)"."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None
