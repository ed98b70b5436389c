"""The line that says once, after an update, that the program is a newer one; what is new is shown when asked for."""

from PySide6.QtWidgets import QWidget

from cramp_journal import __version__
from cramp_journal.gui.dialog import ScrolledDialog
from cramp_journal.gui.session.lines import WHATS_NEW
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.i18n import _
from cramp_journal.news import is_newer, news_since
from cramp_journal.paths import settings_file
from cramp_journal.settings import Settings


def tell_of_update(session: Session, settings: Settings, now: str = __version__) -> None:
    """Add the line where an earlier version ran here before; never at the first start, and once for a version."""
    seen = settings.seen_version
    if seen == now or not settings_file().exists():
        return
    settings.seen_version = now
    settings.keep(session.refused.emit)
    if seen and is_newer(now, seen) and news_since(seen, now):
        said = _("This is version {version} of Cramp Journal, newer than the one before.").format(version=now)
        session.lines.tell(said, WHATS_NEW + seen)


def show_news(parent: QWidget, seen: str, now: str = __version__) -> None:
    """Show what is new since the version `seen`."""
    dialog = ScrolledDialog(parent, _("What's new"))
    card = Card()
    for sentence in news_since(seen, now):
        card.inside.addWidget(text_label(sentence))
    dialog.add_card(card)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
