"""What a widget is for a screen reader, and what is chosen in it, where Qt's own answer is wrong.

Qt calls a heading plain text, each of several answers a check box, and what paints itself nothing at all. A factory
puts that right; Qt asks it only where a screen reader is at work.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QFocusEvent,
    QWindow,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget
from shiboken6 import Shiboken, isValid

from cramp_journal.i18n import _
from cramp_journal.punctuation import in_parts, name_and_value

SpokenRole = QAccessible.Role
_ROLE = "spoken_as"  # the property of a widget that is something else than Qt says
_ANSWER = "spoken_answer"  # the property of an answer: its words without the question, which its group says
_LEVELS = {"title": 1, "heading": 2}  # of headings, by their role in the style sheet
_NOTHING = cast("QAccessibleInterface", None)  # as in C++: the stubs know no nullptr


@contextmanager
def untold() -> Iterator[None]:
    """Keep from a screen reader what is made, and what it cannot have come to yet, until all of it is there.

    Each name that is set is an event. Of more than fifty at a time Orca drops most, and what is to be heard with them.
    """
    was_active = QAccessible.isActive()
    if was_active:
        QAccessible.setActive(False)
    try:
        yield
    finally:
        if was_active:
            QAccessible.setActive(True)


def speak_as(widget: QWidget, kind: SpokenRole) -> None:
    """Make a screen reader call a widget something else than Qt does."""
    if QAccessible.isActive():  # its text has already been told, and with it what Qt says it is
        known = QAccessible.queryAccessibleInterface(widget)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))
    widget.setProperty(_ROLE, kind.name)


def speak_as_one_of(group: QWidget, name: str, answers: Sequence[tuple[QAbstractButton, str]]) -> None:
    """Make buttons answers of one question, of which at most one is chosen: “Which side? Left, 1 of 3”.

    The accessible name of each has the question as well, which tells it from others on its page.
    """
    speak_as(group, SpokenRole.Grouping)
    group.setAccessibleName(name)
    for button, text in answers:
        speak_as(button, SpokenRole.RadioButton)
        button.setProperty(_ANSWER, text)
        button.setAccessibleName(name_and_value(name, text))


class PaintedItem(QObject):
    """One thing of several that a widget paints."""

    def __init__(self, owner: "PaintedItems", number: int) -> None:
        super().__init__(owner)
        self.owner, self.number = owner, number


class PaintedItems(QWidget):
    """A widget that paints a list: for a screen reader, each thing of it is an item with its words and its place."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[PaintedItem] = []
        self._told = -1
        speak_as(self, SpokenRole.List)

    def item_count(self) -> int:
        """Return the number of items."""
        raise NotImplementedError

    def item_words(self, number: int) -> str:
        """Return what an item says."""
        raise NotImplementedError

    def item_place(self, number: int) -> QRect:
        """Return where an item is in the widget."""
        raise NotImplementedError

    def chosen_item(self) -> int:
        """Return which item the keys act on; -1 if it is none."""
        raise NotImplementedError

    def item(self, number: int) -> PaintedItem:
        """Return an item as an object that a screen reader can point at."""
        while len(self._items) <= number:
            self._items.append(PaintedItem(self, len(self._items)))
        return self._items[number]

    def tell_chosen(self) -> None:
        """Make a screen reader say which item the keys act on, or what is new about it."""
        number = self.chosen_item()
        if number < 0 or not self.hasFocus() or not QAccessible.isActive():
            return
        kind = QAccessible.Event.NameChanged if number == self._told else QAccessible.Event.Focus
        self._told = number
        QAccessible.updateAccessibility(QAccessibleEvent(self.item(number), kind))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._told = -1
        QTimer.singleShot(0, self, self.tell_chosen)  # after Qt's own news of the focus


@cache
def tell_readers_more() -> None:
    """Make Qt ask here first what a widget is; there must be a QApplication."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Describe something to a screen reader; None leaves it to Qt. PySide keeps what is returned."""
    if isinstance(thing, PaintedItem):
        return _Item(thing)
    if not isinstance(thing, QWidget):
        return None
    kind = thing.property(_ROLE)
    if isinstance(thing, PaintedItems):
        return _Items(thing, SpokenRole.List)
    if kind:
        return _Widget(thing, QAccessible.Role[kind])
    if isinstance(thing, QLabel) and thing.property("role") in _LEVELS:
        return _Heading(thing, SpokenRole.Heading)
    return None


class _Widget(QAccessibleWidget):
    """Keeps no word: PySide never lets go of it, and the journal may be locked."""

    def text(self, t: QAccessible.Text) -> str:
        said, widget = super().text(t), self.widget()
        if t == QAccessible.Text.Description:
            said = "" if said == self.text(QAccessible.Text.Name) else said  # a tool tip may say the same
            return in_parts((said, _place_of(widget)))
        if t != QAccessible.Text.Name:
            return said
        if widget.property(_ANSWER):
            return str(widget.property(_ANSWER))
        if isinstance(widget, QLabel | QAbstractButton) and not widget.accessibleName():
            return widget.text()
        return said

    def state(self) -> QAccessible.State:
        state, widget = super().state(), self.widget()
        if isinstance(widget, QAbstractButton) and self.role() == SpokenRole.RadioButton:
            state.checkable, state.checked = True, widget.isChecked()
        if isinstance(widget, QAbstractButton) and self.role() == SpokenRole.PageTab:
            state.selectable, state.selected = True, widget.isChecked()
        return state

    def actionNames(self) -> list[str]:
        names = super().actionNames()
        return [QAccessibleActionInterface.pressAction(), *names] if self._presses() else names

    def doAction(self, name: str, /) -> None:
        widget = self.widget()
        if isinstance(widget, QAbstractButton) and name == QAccessibleActionInterface.pressAction():
            widget.click()
        else:
            super().doAction(name)

    def childCount(self) -> int:
        return 0 if self.role() in (SpokenRole.Graphic, SpokenRole.Notification) else super().childCount()

    def _presses(self) -> bool:
        return isinstance(self.widget(), QAbstractButton) and self.widget().isEnabled()


def _place_of(answer: QWidget) -> str:
    """Return which of its answers one is, such as “2 of 4”; "" for what is no answer.

    Qt's bridge knows neither places in a set nor its members, and Orca counts only where a person asked it to.
    """
    group = answer.parentWidget()
    if answer.property(_ROLE) != SpokenRole.RadioButton.name or group is None:
        return ""
    buttons = group.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    kind = SpokenRole.RadioButton.name
    answers = [each for each in buttons if each.property(_ROLE) == kind and not each.isHidden()]
    place = answers.index(answer) + 1 if answer in answers else 0
    return _("{n} of {all}").format(n=place, all=len(answers)) if place else ""


class _Heading(_Widget):
    """A heading with its level: C++ is handed the address of the object that knows it."""

    def __init__(self, label: QWidget, kind: SpokenRole) -> None:
        super().__init__(label, kind)
        self._level = _Level(label)

    def interface_cast(self, t: QAccessible.InterfaceType, /) -> int:
        if t == QAccessible.InterfaceType.AttributesInterface:
            return cast("int", Shiboken.VoidPtr(Shiboken.getCppPointer(self._level)[0]))
        found: int | None = super().interface_cast(t)
        return cast("int", Shiboken.VoidPtr(0)) if found is None else found  # None would end the program


class _Level(QAccessibleAttributesInterface):
    def __init__(self, label: QWidget) -> None:
        super().__init__()
        self._label = label

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> int | None:
        level = _LEVELS.get(str(self._label.property("role"))) if isValid(self._label) else None
        return level if key == QAccessible.Attribute.Level else None


class _Items(_Widget):
    def childCount(self) -> int:
        owner = self.widget()
        return owner.item_count() if isinstance(owner, PaintedItems) else 0

    def child(self, index: int) -> QAccessibleInterface:
        owner = self.widget()
        if not isinstance(owner, PaintedItems) or not 0 <= index < owner.item_count():
            return _NOTHING
        return QAccessible.queryAccessibleInterface(owner.item(index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        item = child.object()
        return item.number if isinstance(item, PaintedItem) and item.owner is self.widget() else -1

    def focusChild(self) -> QAccessibleInterface:
        owner = self.widget()
        there = owner.chosen_item() if isinstance(owner, PaintedItems) and owner.hasFocus() else -1
        return self.child(there)


class _Item(QAccessibleObject):
    def _told(self) -> PaintedItem:
        item = self.object()
        assert isinstance(item, PaintedItem)
        return item

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._told().owner)

    def child(self, _index: int, /) -> QAccessibleInterface:
        return _NOTHING

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface, /) -> int:
        return -1

    def role(self) -> SpokenRole:
        return SpokenRole.ListItem

    def text(self, t: QAccessible.Text) -> str:
        item = self._told()
        is_there = item.number < item.owner.item_count()
        return item.owner.item_words(item.number) if is_there and t == QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        item = self._told()
        place = item.owner.item_place(item.number) if item.number < item.owner.item_count() else QRect()
        return QRect(item.owner.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        item, state = self._told(), QAccessible.State()
        here = item.number == item.owner.chosen_item()
        state.focusable = state.selectable = True
        state.selected, state.focused = here, here and item.owner.hasFocus()
        state.invisible = not item.owner.isVisible() or item.number >= item.owner.item_count()
        return state

    def window(self) -> QWindow:
        return self._told().owner.window().windowHandle()
