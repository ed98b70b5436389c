"""What a screen reader finds in a window, asked from inside: every widget that is seen, with its role and its name."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

CHOSEN = ("RadioButton", "CheckBox", "PageTab")
PRESSED = (*CHOSEN, "Button", "ButtonMenu")
TYPED = ("EditableText", "SpinBox", "ComboBox")


@dataclass(frozen=True)
class Heard:
    """One thing as a screen reader finds it."""

    role: str
    name: str
    described: str
    group: str  # the names of the groups around it
    can_focus: bool
    is_on: bool  # checked, or selected
    is_enabled: bool


def heard_in(window: QWidget) -> list[Heard]:
    """Return all that is seen in a window, in the order in which a screen reader walks it."""
    return list(_walk(QAccessible.queryAccessibleInterface(window), ""))


def _walk(thing: QAccessibleInterface, group: str) -> Iterator[Heard]:
    state = thing.state()
    if state.invisible:
        return
    role, name = thing.role().name, thing.text(QAccessible.Text.Name)
    yield Heard(
        role,
        name,
        thing.text(QAccessible.Text.Description),
        group,
        bool(state.focusable),
        bool(state.checked or state.selected),
        not state.disabled,
    )
    if role in ("Grouping", "List", "PageTabList", "Dialog"):
        group = f"{group} {name}".strip()
    for number in range(thing.childCount()):
        child = thing.child(number)
        if child is not None:
            yield from _walk(child, group)
