"""About the program: its version, what it is for, its licences, and where its files are."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from cramp_journal import __version__
from cramp_journal.gui.theme import TARGET, role
from cramp_journal.gui.widgets.card import Card, button, question, text_label
from cramp_journal.i18n import _
from cramp_journal.identity import WEBSITE
from cramp_journal.labels import intended_purpose, not_yet_checked
from cramp_journal.paths import backups, log_file, settings_file
from cramp_journal.punctuation import in_clauses, name_and_value

# The licence of each library that the program loads, and of what it ships.
LICENCES = {
    "PySide6_Essentials": "Qt for Python, LGPL 3",
    "alembic": "Alembic, MIT",
    "babel": "Babel, BSD",
    "charset-normalizer": "charset-normalizer, MIT",
    "defusedxml": "defusedxml, PSF",
    "jeepney": "jeepney, MIT",
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
    "Inter": "Inter, OFL 1.1",
    "Lucide": "Lucide, ISC",
}


def _open_website() -> None:
    QDesktopServices.openUrl(QUrl(WEBSITE))


class AboutCard(Card):
    """The last card of help."""

    def __init__(self) -> None:
        super().__init__(_("About Cramp Journal"))
        self.inside.addWidget(text_label(_("Version {version}").format(version=__version__)))
        if WEBSITE:
            look = button(_("Check for a newer version"), _open_website, "link")
            look.setToolTip(
                _("Opens {address} in your browser. The program itself sends nothing.").format(address=WEBSITE)
            )
            self.inside.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(text_label(intended_purpose()))
        self.inside.addWidget(text_label(not_yet_checked(), "strong"))
        self.inside.addWidget(text_label(_("Where your files are"), "strong"))
        self._files: dict[str, QLineEdit] = {}
        for name in (_("Journal"), _("Copies"), _("Settings"), _("Log of the program")):
            self._files[name] = line = QLineEdit()
            line.setReadOnly(True)  # a long path can be walked through, and copied
            line.setMinimumHeight(TARGET)
            line.setAccessibleName(name_and_value(_("Where your files are"), name))
            self.inside.addWidget(question(name, line))
        self.inside.addWidget(text_label(_("Licences"), "strong"))
        said = _("Cramp Journal is free under the MIT licence. It is built on: {others}.")
        others = text_label(said.format(others=in_clauses(LICENCES.values())))
        role(others, "quiet")
        self.inside.addWidget(others)

    def show_files(self, journal: Path) -> None:
        """Show where the journal is, and what belongs to it."""
        places = (journal, backups(journal), settings_file(), log_file())
        for line, file in zip(self._files.values(), places, strict=True):
            line.setText(str(file))
            line.setCursorPosition(0)
