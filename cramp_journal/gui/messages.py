"""The one place that opens a message box."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from cramp_journal.i18n import _
from cramp_journal.safe_file import make_ready

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Tell the person something that they must know before going on."""
    box = QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok, parent)
    box.exec()


def ask(parent: QWidget | None, title: str, text: str, do: str, leave: str) -> bool:
    """Ask whether something is to be done that cannot be taken back; `leave` is what Return and Escape press."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, QMessageBox.StandardButton.NoButton, parent)
    wished = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    left = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(left)
    box.setEscapeButton(left)
    box.exec()
    return box.clickedButton() is wished


def show_crash(parent: QWidget | None, text: str, details: str) -> None:
    """Say that something went wrong inside; the details can be copied, and hold nothing of the journal."""
    box = QMessageBox(QMessageBox.Icon.Warning, _("Something went wrong"), text, QMessageBox.StandardButton.Ok, parent)
    box.setDetailedText(details)
    box.exec()


def ask_where_to_save(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask for a file to write; None where the person turned back. `kinds` is like "PDF (*.pdf)"."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def ask_for_file(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file to read; None where the person turned back. `kinds` is like "PDF (*.pdf)"."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
    return Path(chosen) if chosen else None


def ask_for_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None where the person turned back."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def ask_for_printer(parent: QWidget) -> "QPrinter | None":
    """Ask how to print; None where the person turned back."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - slow, and seldom needed

    printer = QPrinter()
    accepted = QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted
    return printer if accepted and is_fit(printer) else None


def is_fit(printer: "QPrinter") -> bool:
    """Tell whether one can print there. What is printed into a new file is its owner's alone."""
    try:
        if printer.outputFileName():
            make_ready(Path(printer.outputFileName()))
    except OSError:
        return False
    return True
