"""About the program: its version, what it is for, its licences, and where its files are."""

from pathlib import Path

from PySide6.QtCore import Qt

from cramp_journal import __version__
from cramp_journal.gui.theme import role
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.i18n import _
from cramp_journal.labels import intended_purpose, not_yet_checked
from cramp_journal.paths import backups, log_file, settings_file

# The licence of each library that the program loads, and of what it ships.
LICENCES = {
    "PySide6_Essentials": "Qt for Python, LGPL 3",
    "alembic": "Alembic, MIT",
    "charset-normalizer": "charset-normalizer, MIT",
    "defusedxml": "defusedxml, PSF",
    "matplotlib": "Matplotlib, PSF",
    "numpy": "NumPy, BSD",
    "platformdirs": "platformdirs, MIT",
    "pynacl": "PyNaCl, Apache 2.0",
    "python-calamine": "python-calamine, MIT",
    "scipy": "SciPy, BSD",
    "sqlcipher3": "sqlcipher3 and SQLCipher, zlib and BSD",
    "sqlmodel": "SQLModel, MIT",
    "typer": "Typer, MIT",
    "typst": "Typst, Apache 2.0",
    "tzdata": "tzdata, Apache 2.0",
    "xlsxwriter": "XlsxWriter, BSD",
    "zxcvbn": "zxcvbn, MIT",
    "Inter": "the typeface Inter, OFL 1.1",
    "Lucide": "the icons of Lucide, ISC",
}


class AboutCard(Card):
    """The last card of help."""

    def __init__(self) -> None:
        super().__init__(_("About Cramp Journal"))
        self.inside.addWidget(text_label(_("Version {version}").format(version=__version__)))
        self.inside.addWidget(text_label(intended_purpose()))
        self.inside.addWidget(text_label(not_yet_checked(), "strong"))
        self.inside.addWidget(text_label(_("Where your files are"), "strong"))
        self._files = text_label("")
        self._files.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.inside.addWidget(self._files)
        self.inside.addWidget(text_label(_("Licences"), "strong"))
        said = _("Cramp Journal is free under the MIT licence. It is built on: {others}.")
        others = text_label(said.format(others="; ".join(LICENCES.values())))
        role(others, "quiet")
        self.inside.addWidget(others)

    def show_files(self, journal: Path) -> None:
        """Show where the journal is, and what belongs to it."""
        places = (
            (_("Journal"), journal),
            (_("Copies"), backups(journal)),
            (_("Settings"), settings_file()),
            (_("Log of the program"), log_file()),
        )
        self._files.setText("\n".join(f"{name}: {file}" for name, file in places))
