"""Why the system refused a file or a folder: the usual reasons in plain words of the person's language.

What the system says of itself is English or in the system's language, and means little to a person.
"""

import errno

from cramp_journal.errors import FileFault
from cramp_journal.i18n import Late, _

_NETWORK = Late("the disk in the network does not answer")
_NO_DISK = Late("the disk is not there")
_IN_USE = Late("another program is using it")
_NOT_ALLOWED = Late("there is no permission for that")
_CANNOT = Late("this disk cannot do that")
# By the names of errno, since no system has all of them.
_WORDS = {
    "ENOSPC": Late("there is no room left on the disk"),
    "EDQUOT": Late("your share of the disk is used up"),
    "EROFS": Late("the disk can only be read"),
    "EACCES": _NOT_ALLOWED,
    "EPERM": _NOT_ALLOWED,
    "ENOENT": Late("it is not there"),
    "ENOTDIR": Late("a part of its path is no folder"),
    "EISDIR": Late("it is a folder"),
    "EEXIST": Late("something with that name is there already"),
    "ENOTEMPTY": Late("the folder is not empty"),
    "ENAMETOOLONG": Late("the name is too long"),
    "EILSEQ": Late("the name has a letter that this disk does not take"),
    "ELOOP": Late("its links lead round in a circle"),
    "EMLINK": Late("there are too many links to it"),
    "EMFILE": Late("too many files are open"),
    "ENFILE": Late("too many files are open"),
    "EFBIG": Late("it is too large for this disk"),
    "ENOMEM": Late("there is not enough memory"),
    "EIO": Late("the disk reports a fault"),
    "EUCLEAN": Late("the disk reports a fault"),
    "ENODEV": _NO_DISK,
    "ENXIO": _NO_DISK,
    "ENOMEDIUM": _NO_DISK,
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EAGAIN": _IN_USE,
    "EDEADLK": _IN_USE,
    "EINVAL": Late("the system does not accept that here"),
    "ENOSYS": _CANNOT,
    "ENOTSUP": _CANNOT,
    "EOPNOTSUPP": _CANNOT,
    "EXDEV": Late("it is on another disk"),
    "EINTR": Late("it was interrupted"),
    "EPIPE": Late("the other program does not listen any more"),
    "ESRCH": Late("that program has ended"),
    **dict.fromkeys(("ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT"), _NETWORK),
    **dict.fromkeys(("ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "ENOTCONN", "EREMOTEIO", "ESTALE"), _NETWORK),
    **dict.fromkeys(("ENOLINK", "ECOMM", "EPROTO", "ENONET", "ENOTRECOVERABLE"), _NETWORK),
}
_BY_NUMBER = {getattr(errno, name): words for name, words in _WORDS.items() if hasattr(errno, name)}
_USED_ON_WINDOWS = {32, 33}  # a sharing or lock violation, which Python counts as a lack of permission


def os_reason(error: OSError) -> str:
    """Return why the system refused something, as a clause without a full stop; an unusual reason by its number."""
    if isinstance(error, FileFault):
        return error.reason
    if getattr(error, "winerror", None) in _USED_ON_WINDOWS:
        return _IN_USE.said()
    if words := _BY_NUMBER.get(error.errno or 0):
        return words.said()
    if error.errno is None:
        return _("the system gives no reason")
    return _("the system reports fault number {number}").format(number=error.errno)
