"""What stands in a table, for who reads it."""

from PySide6.QtWidgets import QTableWidget


def cells(table: QTableWidget) -> list[list[str]]:
    """Give the text of each cell, row by row."""
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        found.append([item.text() if item else "" for item in items])
    return found


def header(table: QTableWidget) -> list[str]:
    """Give the text above each column."""
    items = [table.horizontalHeaderItem(column) for column in range(table.columnCount())]
    return [item.text() if item else "" for item in items]
