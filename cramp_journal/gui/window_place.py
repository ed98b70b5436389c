"""Where the window opens: as it was left on these screens, or as large as a small screen allows."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from cramp_journal.settings import WINDOW_PLACES, Settings

_ROOMY = QSize(1440, 900)  # on a smaller screen the window opens maximised
_USUAL = QSize(1280, 800)


def place(window: QWidget, settings: Settings) -> None:
    """Set the size and place of a window that is not shown yet; they always lie on a screen."""
    kept = settings.window_places.get(_screens(), "")
    if kept and window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
        return
    room = QGuiApplication.primaryScreen().availableGeometry()
    size = _USUAL.boundedTo(room.size())
    window.resize(size)
    window.move(room.center() - window.rect().center())
    if room.width() < _ROOMY.width() or room.height() < _ROOMY.height():
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def remember(window: QWidget, settings: Settings) -> bool:
    """Note the size and place of a window for these screens, and return whether that changed."""
    kept = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    screens = _screens()
    if settings.window_places.get(screens) == kept:
        return False
    others = [(name, value) for name, value in settings.window_places.items() if name != screens]
    settings.window_places = dict([*others, (screens, kept)][-WINDOW_PLACES:])
    return True


def show_quietly(window: QWidget, old: QWidget) -> None:
    """Show a window in the place of another one, without raising it and without a focus that would take a key."""
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not old.isActiveWindow())
    if old.isMinimized():
        window.showMinimized()
    else:
        window.show()
        if old.isActiveWindow():
            window.activateWindow()
        else:
            window.lower()
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)  # noqa: FBT003 - Qt's own
    if window.focusWidget() is None or isinstance(window.focusWidget(), QLineEdit):
        window.setFocus(Qt.FocusReason.OtherFocusReason)  # without any focus, Qt would choose the first field


def _screens() -> str:
    """Return what tells this arrangement of screens from others, such as "1366x768+0+0"."""
    found = (each.geometry() for each in QGuiApplication.screens())
    return " ".join(sorted(f"{each.width()}x{each.height()}+{each.x()}+{each.y()}" for each in found))
