"""What a country sets: the unit of temperature, the paper, the clock, and the number for an emergency."""

from typing import NamedTuple

from cramp_journal.gui.widgets.country_ways import country_of_system

_EUROPE = {
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT"),
    *("LI", "LT", "LU", "LV", "MC", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM", "VA"),
}
_REGIONS = {"GB": "uk", "US": "us", "CA": "us", "AU": "au", "NZ": "nz", "CN": "cn", "JP": "jp", "IN": "in"}


class Country(NamedTuple):
    """The settings that a region brings along."""

    temperature_unit: str
    paper: str
    clock: str


def country(region: str) -> Country:
    """Return what a region (as the settings name it) sets; the usual settings where none is chosen.

    The units, the paper and the clock are those of Unicode CLDR 46 for its territories (supplemental data).
    """
    twelve = region in ("us", "au", "nz", "in")
    return Country("f" if region == "us" else "c", "letter" if region == "us" else "a4", "12" if twelve else "24")


def region_here() -> str:
    """Return the region that the system is set to, or "" where it is not one that can be chosen."""
    code = country_of_system()
    return _REGIONS.get(code) or ("eu" if code in _EUROPE else "")
