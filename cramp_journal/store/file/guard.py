"""Writing only into the file that was opened: a file put in its place since then is noticed before the write."""

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

from cramp_journal.errors import JournalReplaced
from cramp_journal.i18n import _
from cramp_journal.paths import true_path
from cramp_journal.store.file import claim, digest, shape
from cramp_journal.store.file.connection import UNREADABLE
from cramp_journal.store.file.encryption import Key

Identity = tuple[int, int]  # the device and the file's inode number
_Stamp = tuple[int, int]  # size and time of last change
_known: dict[str, tuple[_Stamp, digest.Totals]] = {}  # guarded files, as this process left them
_guards: Counter[str] = Counter()  # guards per claimed file; a window holds its claim while none is open


class Guard:
    """Checks each write of one open journal before it happens.

    A synchronising program, or a person, may put another file in the place of an open one. Writing on would lose what
    is written (into a file that no longer has a name) or mix two journals.
    """

    def __init__(self, file: Path, key: Key | None, totals: digest.Totals, opened: Identity) -> None:
        """Note which file was opened, by the identity at its path just before; `totals` is its digest.

        Raises JournalReplaced where another file is there by now: nobody knows which of the two was opened.
        """
        self._file, self._key = file, key
        self._real = true_path(file)
        self._identity = opened
        self._claimed = False
        self.still()
        self._stamp = self._look()[1]
        if claim.is_held(file):
            self._claim(totals)

    def before(self, totals: digest.Totals) -> None:
        """Claim the journal and check that it is the one that was opened. Raises JournalInUse or JournalReplaced."""
        identity, stamp = self._look()
        if identity != self._identity:
            raise self._replaced()
        if not self._claimed:
            self._claim(totals)
        claim.look_again(self._file)
        known = _known.get(self._real)
        if known is None or known[0] == stamp:
            return
        # Somebody wrote into the file itself, or only touched it. A new connection sees its current contents.
        if self._totals_now() != known[1]:
            raise self._replaced()
        _known[self._real] = stamp, known[1]

    def still(self) -> None:
        """Check, in a transaction that has begun to write, that it writes into the file that has this name.

        Whoever replaces a file keeps all writers out until that is done (store/recovery/replacing.py), so no night is
        written into a file that is gone. Raises JournalReplaced.
        """
        if self._look()[0] != self._identity:
            raise self._replaced()

    def after(self, totals: digest.Totals) -> None:
        """Note the state in which this process left the file."""
        with suppress(JournalReplaced):  # replaced after the write: whoever replaced it had read what was written
            self._stamp = self._look()[1]
        if self._claimed:
            _known[self._real] = self._stamp, dict(totals)

    def is_untouched(self) -> bool:
        """Return whether the file is the one that was opened, as this journal left it."""
        try:
            return self._look() == (self._identity, self._stamp)
        except JournalReplaced:
            return False

    def is_replaced(self) -> bool:
        """Return whether another file is at the path, or one with other contents than this process left."""
        try:
            identity, stamp = self._look()
        except JournalReplaced:
            return True
        if identity != self._identity:
            return True
        known = _known.get(self._real)
        return known is not None and known[0] != stamp and self._totals_now() != known[1]

    def release(self) -> None:
        """Release the claim."""
        if self._claimed:
            self._claimed = False
            claim.release(self._file)
            _guards[self._real] -= 1
            if not _guards[self._real]:
                _known.pop(self._real, None)

    def _claim(self, totals: digest.Totals) -> None:
        claim.take(self._file)
        self._claimed = True
        _guards[self._real] += 1
        if _guards[self._real] == 1:
            self.after(totals)

    def _look(self) -> tuple[Identity, _Stamp]:
        try:
            found = os.stat(self._file)
        except OSError:
            raise self._replaced() from None
        return _identity(found), (found.st_size, found.st_mtime_ns)

    def _totals_now(self) -> digest.Totals | None:
        try:
            connection = shape.opened(self._file, self._key)
            try:
                return digest.kept(connection)
            finally:
                connection.close()
        except (OSError, *UNREADABLE):
            return None

    def _replaced(self) -> JournalReplaced:
        told = _(
            "{file} is not the file that was opened any more: it was replaced, moved or changed by another program."
            " Nothing was written. Open it again to see what is in it now."
        )
        return JournalReplaced(told.format(file=self._file))


def identity_of(file: Path) -> Identity:
    """Return what distinguishes a file from another one put in its place. Raises OSError where there is none."""
    return _identity(file.stat())


def _identity(found: os.stat_result) -> Identity:
    return found.st_dev, found.st_ino
