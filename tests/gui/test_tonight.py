"""What to do tonight: tips first; where they come from, and what is not followed, behind “Why?”."""

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from cramp_journal.advice.evidence import NOBODY
from cramp_journal.advice.not_followed import not_followed
from cramp_journal.advice.tips import tips
from cramp_journal.gui.doctor.tonight_part import TonightPart


def said(part: QWidget) -> str:
    return " ".join(each.text() for each in part.findChildren(QLabel) if each.isVisibleTo(part)).replace("\u200b", "")


def test_what_is_not_followed_and_where_each_tip_can_be_read_stand_behind_why(qapp: QApplication) -> None:
    part = TonightPart()
    found = tips(NOBODY, date(2026, 11, 22))
    part.show_tips([(each, "Your nights: …") for each in found])
    assert all(each.title in said(part) for each in found)
    assert "http" not in said(part)
    why = next(each for each in part.findChildren(QPushButton) if "Why" in each.text())
    why.click()
    for each in not_followed():
        assert each.saying in said(part)
        assert each.why in said(part)
    assert all(each.sources in said(part) for each in found)
    part.show_tips([(found[0], "")])  # other nights, while it is open
    assert found[0].sources in said(part)
    assert found[1].title not in said(part)
    why.click()
    assert "http" not in said(part)
