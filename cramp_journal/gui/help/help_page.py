"""How this works: a picture and a few sentences for each thing that a person can do, the keys, about the program."""

import re

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from cramp_journal.gui.help.about_card import AboutCard
from cramp_journal.gui.help.trial_help import trial_help
from cramp_journal.gui.page import Page
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.theme import theme
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.chart_help import chart_help
from cramp_journal.gui.widgets.sides import Sides
from cramp_journal.i18n import _
from cramp_journal.paths import resource
from cramp_journal.punctuation import name_and_value

_PICTURE = QSize(240, 140)  # pixels at 100 % text, as drawn


class HelpPage(Page):
    """The page of help. It never changes while the window is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._build()

    def refresh(self) -> None:
        """Show where the files are: the journal is open now."""
        self.about.show_files(self._session.file)

    def _build(self) -> None:
        self.read_by_keys(_("How this works"))
        self.body.addWidget(text_label(_("How this works"), "title"))
        for name, heading, words in _parts():
            card = Card()
            both = QWidget()
            text = QWidget()
            Sides(text, _picture(name), both, least=theme().px(300))
            inner = Card(heading, kind="")
            inner.inside.setContentsMargins(0, 0, 0, 0)
            inner.inside.addWidget(text_label(words))
            inner.inside.addStretch(1)
            text.setLayout(inner.inside)
            inner.deleteLater()
            card.inside.addWidget(both)
            self.body.addWidget(card)
        charts = Card(_("What each chart shows"))
        for heading, words in chart_help().values():
            charts.inside.addWidget(text_label(heading, "strong"))
            charts.inside.addWidget(text_label(words))
        self.body.addWidget(charts)
        trials = Card(_("How a trial on yourself works"))
        for question, answer in trial_help():
            trials.inside.addWidget(text_label(question, "strong"))
            trials.inside.addWidget(text_label(answer))
        self.body.addWidget(trials)
        keys = Card(_("Keys"))
        for name, does in _keys():
            keys.inside.addWidget(text_label(name_and_value(name, does)))
        self.body.addWidget(keys)
        self.about = AboutCard()
        self.body.addWidget(self.about)
        self.body.addStretch(1)


def _parts() -> list[tuple[str, str, str]]:
    """Return each part: the name of its picture, its heading, its words."""
    return [
        (
            "press",
            _("Each morning, one press"),
            _("Press “No cramps”, or the key N. If you had some, press “I had cramps”, or the key C. That is enough."),
        ),
        (
            "details",
            _("More, if you like"),
            _("Say where, when, how long and how bad. Leave open what you do not know. It is saved as you go."),
        ),
        (
            "states",
            _("Not recorded is not “no cramps”"),
            _("A dot is a night without cramps, a number a night with some, a dash a night that nobody noted."),
        ),
        (
            "chart",
            _("See how it goes"),
            _("Trends shows your nights as pictures. Press a bar to see the nights behind it."),
        ),
        (
            "try",
            _("Try something on yourself"),
            _(
                "On What helps you can plan a trial on your own nights: chance picks which are with it, so that you "
                "can trust the answer."
            ),
        ),
        (
            "doctor",
            _("When to see a doctor"),
            _("The journal tells you when published advice says to go. A silent page never means that all is well."),
        ),
        (
            "report",
            _("A page for your doctor"),
            _("“Report” makes it. Save it or print it, and take it along."),
        ),
        (
            "kept",
            _("Your nights stay here"),
            _("They are kept on this computer only. A copy is made on each day of use. Undo takes back what you did."),
        ),
        (
            "bring",
            _("A diary that you have already"),
            _(
                "Settings, “Bring nights from elsewhere…”, reads a spreadsheet or another program's file. You see ten "
                "nights in the words of this program first, and each line that stays out. "
                "Then all of it comes in, or nothing."
            ),
        ),
        (
            "together",
            _("Two computers, or a helper"),
            _(
                "Settings, “Bring two journals together…”, makes one journal of two. A folder that both computers see "
                "does it by itself: “Shared folder…”. "
                "Where both changed the same night, you are asked, and nothing is lost."
            ),
        ),
    ]


def _keys() -> list[tuple[str, str]]:
    """Return each key with what it does."""
    return [
        (_("N, C"), _("no cramps last night, I had cramps")),
        (_("F2"), _("cramp right now")),
        (_("Ctrl+1 to Ctrl+6"), _("the pages")),
        (_("Alt+Left, Alt+Right"), _("the night before, the night after")),
        (_("Ctrl+Z, Ctrl+Y"), _("undo, do again")),
        (_("Ctrl+Plus, Ctrl+Minus, Ctrl+0"), _("larger text, smaller text, as it was")),
        (_("Ctrl+Comma, F1"), _("settings, this page")),
        (_("Ctrl+L"), _("lock the journal, if it has a passphrase")),
        (_("Tab, arrows, Space"), _("to the next question, within a question, choose")),
    ]


def _picture(name: str) -> QLabel:
    """Return a drawing of resources/help in the colours of the window."""
    palette, size = theme().palette, _PICTURE * min(theme().scale, 1.5)
    drawn = (resource("help") / f"{name}.svg").read_text(encoding="utf-8")
    drawn = re.sub(r"\{([a-z_]+)\}", lambda match: str(getattr(palette, match[1])), drawn)
    picture = QPixmap(size * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawn.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(2)
    label = QLabel()
    label.setPixmap(picture)
    label.setFixedSize(size)
    return label
