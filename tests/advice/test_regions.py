"""A number that holds in one country is given only where the person is known to be there."""

import pytest

from cramp_journal.advice.regions import region_names, who_to_call
from cramp_journal.formats import use_country
from cramp_journal.triage import Call


@pytest.mark.parametrize(
    ("region", "country", "number", "given"),
    [
        ("eu", "DE", "116 117", True),
        ("eu", "ES", "116 117", False),
        ("eu", "", "116 117", False),
        ("us", "CA", "811", True),
        ("us", "US", "811", False),
        ("us", "", "811", False),
    ],
)
def test_a_number_of_one_country_is_for_who_is_there(region: str, country: str, number: str, given: bool) -> None:
    use_country(country)
    assert (number in who_to_call(Call.ADVICE_LINE, region)) == given


def test_no_line_of_a_region_names_a_country() -> None:
    for region, _name in region_names():
        assert "(in " not in who_to_call(Call.ADVICE_LINE, region)
