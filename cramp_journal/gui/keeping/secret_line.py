"""A field for a passphrase: the text is hidden until the person wants to see it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cramp_journal.gui.theme import TARGET
from cramp_journal.gui.widgets.chips import ToggleChip
from cramp_journal.i18n import _


class SecretLine(QLineEdit):
    """One line that neither an on-screen keyboard nor a list of suggestions remembers."""

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
    """Shows the text of some fields, or hides it."""

    def __init__(self, lines: Sequence[SecretLine]) -> None:
        self._lines = list(lines)
        super().__init__(_("Show what I type"))

    def _on_toggled(self, on: bool) -> None:
        super()._on_toggled(on)
        for line in self._lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
