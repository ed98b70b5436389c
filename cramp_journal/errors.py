"""What can go wrong in a way that a person can be told: every message here is a full sentence."""


class JournalError(Exception):
    """Something that can be told in a sentence, after which the program goes on. `str()` is that sentence."""


class BadInput(JournalError):
    """What was typed or read is not something a journal can hold; the sentence names what and where."""


class NotAJournal(JournalError):
    """The file is no journal, or is damaged. It is left as it is."""


class NewerJournal(JournalError):
    """The journal was written by a newer program. It is left as it is."""


class JournalNotWritable(JournalError):
    """The journal or its disk cannot take the change: read-only, full, or in use by another program."""
