"""Emergency numbers by region, as the authorities there publish them."""

from cramp_journal.i18n import _

NUMBERS = {"eu": "112", "uk": "999", "us": "911", "au": "000", "nz": "111", "cn": "120", "jp": "119", "in": "112"}


def emergency_number(region: str) -> str:
    """Return the number to call for an ambulance; without a region, the most common ones."""
    return NUMBERS.get(region) or _("112, 999, 911 or your own number")


def region_names() -> list[tuple[str, str]]:
    """Return the regions to choose from: each key with its name."""
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
