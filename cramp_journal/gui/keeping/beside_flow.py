"""Offers what a synchroniser left beside the journal: a second version of it, in a quiet line, once for each start."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cramp_journal.gui.session.journal_state import SECOND_VERSIONS, store_value, stored_value
from cramp_journal.gui.session.other_journal import find_second_versions
from cramp_journal.gui.session.session import Session
from cramp_journal.gui.tasks import run_in_background
from cramp_journal.i18n import _
from cramp_journal.settings import Settings

if TYPE_CHECKING:
    from cramp_journal.gui.session.lines import QuietLine
    from cramp_journal.merging.asking import SecondVersion

_EVERY = 5 * 60_000  # milliseconds
_MOST = 20  # files that the person does not want to bring in


class BesideFlow(QObject):
    """Lives as long as the window. No file that lies beside the journal is ever changed, moved or deleted."""

    def __init__(self, parent: QObject, session: Session, settings: Settings) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._found: dict[Path, SecondVersion] = {}
        self._loaded, self._busy = session.loading.knows_rules, False
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self.look)
        session.lines.declined.connect(self._on_declined)
        session.loading.charts_loaded.connect(self._on_loaded)
        if self._loaded:  # the window was made anew
            self._timer.start()

    def look(self) -> None:
        """Look beside the journal, once everything is loaded."""
        if self._busy or not self._loaded or not self._session.is_open:
            return
        self._busy = True
        door = self._session.door
        work = partial(find_second_versions, door.file, dict(door.other_keys), door.key, self._settled())
        run_in_background(work, self._on_found, over=self._on_over)

    def _on_loaded(self) -> None:
        self._loaded = True
        self._timer.start()
        self.look()

    def _on_over(self, _job: object) -> None:
        self._busy = False

    def _on_found(self, found: "list[SecondVersion]") -> None:
        from cramp_journal.gui.session.lines import ODD_SECOND, SECOND  # noqa: PLC0415 - not for the first paint

        if not self._session.is_open:
            return
        self._found = {each.file: each for each in found}
        lines, wanted = self._session.lines, [each for each in found if each.kind in _SAID]
        acts = {(ODD_SECOND if each.kind == "unreadable" else SECOND) + str(each.file) for each in wanted}
        for line in [each for each in lines.waiting if each.act.startswith((SECOND, ODD_SECOND))]:
            if line.act not in acts:  # it was brought in, or is gone
                lines.drop(line)
        for each in wanted:
            act = ODD_SECOND if each.kind == "unreadable" else SECOND
            lines.tell_once(_said(each), act + str(each.file), about=each.digest)

    def _on_declined(self, line: "QuietLine") -> None:
        """Say nothing more of this file until it changes."""
        from cramp_journal.gui.session.lines import ODD_SECOND, SECOND  # noqa: PLC0415 - not for the first paint

        for act in (SECOND, ODD_SECOND):
            found = self._found.get(Path(line.act.removeprefix(act))) if line.act.startswith(act) else None
            if found is not None:
                settled = {**self._settled(), found.file.name: found.digest}
                last = dict(list(settled.items())[-_MOST:])
                store_value(self._session.door, SECOND_VERSIONS, json.dumps(last))

    def _settled(self) -> dict[str, str]:
        try:
            found = json.loads(stored_value(self._session.door, self._settings, SECOND_VERSIONS) or "{}")
        except ValueError:
            return {}
        return {str(name): str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}


_SAID = ("offered", "locked", "unreadable")  # of the kinds in store/journal/second_versions.py


def _said(found: "SecondVersion") -> str:
    if found.kind == "unreadable":
        told = _(
            "“{name}” beside your journal looks like a second version of it, but cannot be read. Your journal is as it"
            " was. If it stays so, let your synchroniser bring the file again, or delete it."
        )
    elif found.kind == "locked":
        told = _("A second version of your journal lies beside it, locked with a passphrase of its own.")
    else:
        told = _("A second version of your journal lies beside it, with something that yours lacks.")
    return told.format(name=found.file.name)
