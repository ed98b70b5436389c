"""What is new in each version, in a few sentences: told once after an update, by a line with a button."""

from cramp_journal.i18n import Late

# The newest version comes first. Of a version that brings nothing that a person notices, there is no entry.
_NEWS: dict[str, tuple[Late, ...]] = {
    "0.1.0": (
        Late("Several people on one computer can each have a journal of their own: Settings, “Add another person…”."),
        Late("A journal that a newer version wrote is left as it is, and the copy from before is offered."),
        Late("After an update, a line like the one that led you here says so once."),
    ),
}


def is_newer(version: str, other: str) -> bool:
    """Return whether a version, such as "1.10.0", comes after another one; what is no version comes first."""
    return _numbers(version) > _numbers(other)


def news_since(seen: str, now: str) -> list[str]:
    """Return what is new after the version `seen`, up to the version `now`, newest first."""
    found = [news for version, news in _NEWS.items() if is_newer(version, seen) and not is_newer(version, now)]
    return [each.said() for news in found for each in news]


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else ()
