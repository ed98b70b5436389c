"""The emergency number of where the person lives, as the authorities there publish it."""

from cramp_journal.i18n import _

NUMBERS = {"eu": "112", "uk": "999", "us": "911", "au": "000", "nz": "111", "cn": "120", "jp": "119", "in": "112"}


def emergency_number(region: str) -> str:
    """Give the number to call for an ambulance; where nobody said where they live, the commonest ones."""
    return NUMBERS.get(region) or _("112, 999, 911 or your own number")


def region_names() -> list[tuple[str, str]]:
    """Give the regions with their names, to choose from."""
    return [
        ("eu", _("Europe")),
        ("uk", _("United Kingdom")),
        ("us", _("USA, Canada")),
        ("au", _("Australia")),
        ("nz", _("New Zealand")),
        ("cn", _("China")),
        ("jp", _("Japan")),
        ("in", _("India")),
    ]
