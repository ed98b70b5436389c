"""A window without the program in it, for tests of one widget: they cost a tenth of what those of the window cost."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def held(qtbot: QtBot, widget: AnyWidget, width: int = 600, height: int = 400) -> AnyWidget:
    """Show a widget in a window of some size, with the keyboard in it, and give it."""
    around = QWidget()
    around.resize(width, height)
    widget.setParent(around)
    widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
    widget._around = around  # type: ignore[attr-defined]  # which lives as long as the widget
    qtbot.addWidget(around)
    around.show()
    widget.show()
    around.activateWindow()
    QApplication.processEvents()
    return widget


def key(pressed: Qt.Key, held_with: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, pressed, held_with)


def click(widget: QWidget) -> None:
    """Press a widget with the mouse."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
