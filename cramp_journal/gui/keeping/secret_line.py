"""A field for a passphrase: what is typed is not seen until the person wishes to see it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cramp_journal.gui.theme import TARGET
from cramp_journal.gui.widgets.chips import ToggleChip
from cramp_journal.i18n import _


class SecretLine(QLineEdit):
    """One line. Neither the keyboard of a screen nor a list of suggestions learns it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(TARGET)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )


class ShowTyped(ToggleChip):
    """Lets what is typed into some fields be seen."""

    def __init__(self, lines: Sequence[SecretLine]) -> None:
        self._lines = list(lines)
        super().__init__(_("Show what I type"))

    def _on_toggled(self, on: bool) -> None:
        super()._on_toggled(on)
        for line in self._lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
