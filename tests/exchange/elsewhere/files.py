"""Files of other programs and of people, as small as they can be, and what they bring."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from cramp_journal.exchange.elsewhere.arrival import Arrival, arrival_of
from cramp_journal.exchange.elsewhere.brought import Brought
from cramp_journal.exchange.elsewhere.recognise import recognise
from cramp_journal.exchange.plan import empty_contents

TODAY = date(2026, 11, 22)


def a_file(folder: Path, text: str | bytes, name: str = "diary.csv") -> Path:
    """Write a file."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def a_workbook(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]], hidden: str = "") -> Path:
    """Write a workbook of plain cells; a cell of None is empty."""
    file = folder / "diary.xlsx"
    with xlsxwriter.Workbook(str(file), {"remove_timezone": True}) as book:
        as_date = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name == hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, as_date)
                    elif cell is not None:
                        sheet.write(number, place, cell)
    return file


def brought_by(file: Path, **answers: Any) -> Brought:
    """Read a file with answers."""
    return recognise(file).bring(answers)


def arrived(file: Path, present: dict[str, Any] | None = None, **answers: Any) -> Arrival:
    """Return what would come into a journal."""
    return arrival_of(brought_by(file, **answers), present or empty_contents(), TODAY)


def nights_of(brought: Brought) -> dict[str, dict[str, Any]]:
    """Return the nights by evening, without what the file was asked and where they came from."""
    return {
        night["evening"]: {k: v for k, v in night.items() if k not in ("evening", "asked", "came_from")}
        for night in brought.nights
    }


def lines_left(brought: Brought) -> list[int]:
    """Return the numbers of the lines that stay out."""
    return [left.line for left in brought.left]


def questions_about(file: Path) -> dict[str, Any]:
    """Return the questions about a file, each with its default."""
    return {question.name: question.default for question in recognise(file).questions()}
