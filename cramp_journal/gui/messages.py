"""The only module that opens a message box."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from cramp_journal.i18n import _
from cramp_journal.safe_file import make_ready

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Show the person something that they must know before going on."""
    box = QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok, parent)
    box.exec()


def ask(parent: QWidget | None, title: str, text: str, do: str, leave: str) -> bool:
    """Ask whether to do something that cannot be undone; Return and Escape press `leave`."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, QMessageBox.StandardButton.NoButton, parent)
    wished = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    left = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(left)
    box.setEscapeButton(left)
    box.exec()
    return box.clickedButton() is wished


def show_crash(parent: QWidget | None, text: str, details: str) -> None:
    """Say that something went wrong inside; the details can be copied, and contain nothing from the journal."""
    box = QMessageBox(QMessageBox.Icon.Warning, _("Something went wrong"), text, QMessageBox.StandardButton.Ok, parent)
    box.setDetailedText(details)
    box.exec()


def ask_where_to_save(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask for a file to write; None if the person cancels. `kinds` is like "PDF (*.pdf)"."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def ask_for_file(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file to read; None if the person cancels. `kinds` is like "PDF (*.pdf)"."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
    return Path(chosen) if chosen else None


def ask_for_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None if the person cancels."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def ask_for_printer(parent: QWidget) -> "QPrinter | None":
    """Ask how to print; None if the person cancels."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - slow, and seldom needed

    printer = QPrinter()
    accepted = QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted
    return printer if accepted and is_fit(printer) else None


def is_fit(printer: "QPrinter") -> bool:
    """Return whether the printer can print. A new file that it prints into is readable by its owner only."""
    try:
        if printer.outputFileName():
            make_ready(Path(printer.outputFileName()))
    except OSError:
        return False
    return True


def printed_where(printer: "QPrinter") -> str:
    """Say where the pages went: to a printer, or into a file that the person chose in its place."""
    if printer.outputFileName():
        return _("Printed into a file: {file}").format(file=printer.outputFileName())
    return _("Sent to the printer.")
