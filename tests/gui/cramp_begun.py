"""What the tests of a cramp that was begun share: a program that is killed, and what is asked at the next start."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from cramp_journal.app import Program
from cramp_journal.gui.cramp_now.begun_card import BegunCard
from cramp_journal.gui.theme import TARGET
from cramp_journal.store.file.begun import Begun, read_all
from tests.gui.conftest import settle
from tests.gui.cramp_now import Watch

BEGAN = datetime(2026, 11, 22, 3, 10, 20)


def beside(folder: Path) -> list[Begun]:
    return read_all(folder / "journal.sqlite", None).cramps


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if ".running-" in each.name)


def killed(program: Program) -> None:
    """Take the program away as a kill would: nothing of it comes to its end."""
    QThreadPool.globalInstance().waitForDone()
    program.session.door.close()
    program.window.now._page = None
    program.window.hide()
    program.window.setParent(None)
    settle()


def card_of(program: Program) -> BegunCard | None:
    settle()
    found = [card for card in program.window.findChildren(BegunCard) if card.isVisible()]
    return found[0] if found else None


def asked(program: Program, watch: Watch) -> BegunCard:
    card = card_of(program)
    assert card is not None
    watch.wait(2)
    return card


def nothing_is_cut_off(card: QWidget) -> None:
    for each in card.findChildren(QWidget):
        if not each.isVisibleTo(card):
            continue
        if isinstance(each, QAbstractButton | QLineEdit):
            assert min(each.width(), each.height()) >= TARGET
            assert each.width() >= each.minimumSizeHint().width()
            assert each.accessibleName() or isinstance(each, QAbstractButton)
        if isinstance(each, QLabel) and each.text():
            assert each.height() >= each.heightForWidth(each.width()), each.text()
        place = each.mapTo(card, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + each.width() <= card.width(), each
        assert place.y() + each.height() <= card.height(), each
