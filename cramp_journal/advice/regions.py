"""Whom to call by region: emergency numbers and advice lines, as the authorities there publish them."""

from typing import TYPE_CHECKING

from cramp_journal.formats import country_in_use
from cramp_journal.i18n import _

if TYPE_CHECKING:
    from cramp_journal.triage import Call

NUMBERS = {"eu": "112", "uk": "999", "us": "911", "au": "000", "nz": "111", "cn": "120", "jp": "119", "in": "112"}


def emergency_number(region: str) -> str:
    """Return the number to call for an ambulance; without a region, the most common ones."""
    return NUMBERS.get(region) or _("112, 999, 911 or your own number")


def who_to_call(call: "Call", region: str) -> str:
    """Say whom to call."""
    from cramp_journal.triage import Call  # noqa: PLC0415 - pydantic, which the page of the first start does without

    match call:
        case Call.AMBULANCE:
            return emergency_number(region)
        case Call.DOCTOR:
            return _("your doctor")
        case Call.PHARMACIST:
            return _("a pharmacist or your doctor")
        case Call.PRESCRIBER:
            return _("who prescribed it, or a pharmacist")
        case Call.MIDWIFE:
            return _("your midwife, {others}").format(others=who_to_call(Call.ADVICE_LINE, region))
        case _:
            lines = _advice_lines()
            return (
                lines.get(f"{region} {country_in_use()}")
                or lines.get(region)
                or _("your doctor, or the advice line of your region")
            )


def _advice_lines() -> dict[str, str]:
    """Return whom to ask the same day, by region, or by region and country where a number holds in that country only.

    NHS, healthdirect, Healthline and their like, read November 2026.
    """
    return {
        "eu": _("your doctor, or the doctor on call"),
        "eu DE": _("your doctor, or the doctor on call, 116 117"),
        "uk": _("your GP, or NHS 111"),
        "us": _("your doctor, or an urgent care clinic"),
        "us CA": _("your doctor, or an urgent care clinic, or 811 in most of Canada"),
        "au": _("your doctor, or healthdirect, 1800 022 222"),
        "nz": _("your doctor, or Healthline, 0800 611 116"),
        "cn": _("your doctor, or a hospital"),
        "jp": _("your doctor, or #7119 where there is one"),
        "in": _("your doctor, or a hospital"),
    }


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
