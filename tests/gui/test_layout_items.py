"""No item of a layout outlives its widget: Python would take a later widget at its address for it, and crash."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from cramp_journal.gui.last_night.cramp_card import CrampCard
from cramp_journal.gui.page import order_tabs
from cramp_journal.gui.widgets.chips import Chip, walk_with_arrows
from cramp_journal.gui.widgets.flow_layout import FlowLayout
from cramp_journal.gui.widgets.sides import Columns, OneRow

GUI = Path(__file__).parents[2] / "cramp_journal" / "gui"


def items() -> int:
    gc.collect()
    return sum(type(each) is QWidgetItem for each in gc.get_objects())


def flush() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize("layout", [FlowLayout, OneRow, lambda parent: Columns(100, parent)])
def test_an_item_of_our_own_layouts_goes_with_its_widget(holder: QWidget, layout: type[FlowLayout]) -> None:
    before, made = items(), layout(holder)
    for number in range(6):
        made.addWidget(QPushButton(str(number)))
    assert (made.count(), items() - before) == (6, 6)
    for button in holder.findChildren(QPushButton)[:4]:
        button.deleteLater()
    made.removeWidget(holder.findChildren(QPushButton)[5])
    flush()
    assert made.count() == 1
    assert items() - before <= 1


def test_putting_the_tab_key_in_order_holds_no_item(holder: QWidget) -> None:
    column, row, flow = QVBoxLayout(holder), QHBoxLayout(), FlowLayout()
    column.addLayout(row)
    column.addLayout(flow)
    for layout, names in ((flow, "ef"), (row, "cd")):
        for name in names:
            layout.addWidget(QPushButton(name))
    column.insertWidget(0, QPushButton("b"))
    column.insertWidget(0, QPushButton("a"))
    before = items()
    order_tabs(column)
    assert items() == before
    first = next(each for each in holder.findChildren(QPushButton) if each.text() == "a")
    found, at = [first.text()], first.nextInFocusChain()
    while at is not None and at is not first and len(found) < 6:
        if isinstance(at, QPushButton):
            found.append(at.text())
        at = at.nextInFocusChain()
    assert "".join(found) == "abcdef"


def test_a_card_of_a_cramp_leaves_no_item_behind(holder: QWidget) -> None:
    column = QVBoxLayout(holder)

    def come_and_go() -> None:
        card = CrampCard({}, folded=True)
        column.addWidget(card)
        card.deleteLater()

    come_and_go()
    flush()
    before = items()
    for _again in range(5):
        come_and_go()
    flush()
    assert items() <= before


def test_nothing_asks_a_layout_of_qt_for_its_items() -> None:
    asking = {file.name for file in GUI.rglob("*.py") if ".itemAt(" in file.read_text(encoding="utf-8")}
    assert asking == set()
    assert hasattr(QLayout, "itemAt")  # the name that must not be used


def test_buttons_that_are_made_anew_leave_nothing_of_the_earlier_ones_behind(holder: QWidget) -> None:
    for _again in range(5):
        chips = [Chip("one"), Chip("two")]
        for chip in chips:
            chip.setParent(holder)
        walk_with_arrows(holder, chips)
        flush()
    assert len([each for each in holder.children() if not isinstance(each, QWidget)]) == 1
