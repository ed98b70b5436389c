"""Keeps a page where it is while its contents are made anew: the focus, and what is under the hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

_TURNS = 3  # rounds of layout until heights that depend on widths have settled
CARD = "card"  # the property of a card: the name of what it shows
TAKES_FOCUS = "takes_focus"  # the property of what stands in the place of a card that is gone


@contextmanager
def steady(scroll: QScrollArea) -> Iterator[None]:
    """Keep the place of the focused widget on the screen, or the scroll position where none has the focus.

    A widget that is made anew is known by what it says and by its card. Where it is gone, the focus goes to what stands
    in its place, so that the Tab key goes on from there.
    """
    inside, bar = _inside(scroll), scroll.verticalScrollBar()
    focused = QApplication.focusWidget()
    if focused is not None and not inside.isAncestorOf(focused):
        focused = None
    name = _name(focused) if focused else ("", "")
    at = focused.mapTo(scroll, QPoint(0, 0)).y() if focused else 0
    value = bar.value()
    yield
    _lay_out()
    if focused is not None:
        found = _find(inside, name)
        if found is not None:
            value = bar.value() + found.mapTo(scroll, QPoint(0, 0)).y() - at
        else:
            found = next((each for each in _seen(inside) if each.property(TAKES_FOCUS)), None)
        if found is not None and found is not QApplication.focusWidget():
            found.setFocus(Qt.FocusReason.OtherFocusReason)
    if value > bar.maximum():  # the page became shorter: its foot stays empty until it is opened again
        inside.setMinimumHeight(value + scroll.viewport().height())
        _lay_out()
    bar.setValue(value)


def let_go(scroll: QScrollArea) -> None:
    """Make the page as short as its contents again."""
    _inside(scroll).setMinimumHeight(0)


def _inside(scroll: QScrollArea) -> QWidget:
    inside = scroll.widget()
    assert inside is not None  # a page has its contents from the beginning
    return inside


def _lay_out() -> None:
    for _turn in range(_TURNS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _find(inside: QWidget, name: tuple[str, str]) -> QWidget | None:
    return next((each for each in _seen(inside) if _name(each) == name), None)


def _seen(inside: QWidget) -> Iterator[QWidget]:
    return (
        each
        for each in inside.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisibleTo(inside)
    )


def _name(widget: QWidget) -> tuple[str, str]:
    """Return what a widget says; where several cards have a button that says the same, with its card."""
    if widget.accessibleName() or not isinstance(widget, QAbstractButton):
        return "", widget.accessibleName()
    card: QWidget | None = widget
    while card is not None and not card.property(CARD):
        card = card.parentWidget()
    return str(card.property(CARD)) if card else "", widget.text()
