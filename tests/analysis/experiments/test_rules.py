"""What may be tried: never a medicine, never what is forbidden, one trial at a time."""

import pytest

from cramp_journal.analysis.experiments.rules import THINGS, Refused, Thing, may_be_tried, must_stop, supplement
from cramp_journal.trial_words import TrialKind
from cramp_journal.words import SubstanceKind

SOAK, MAGNESIUM = (next(each for each in THINGS if each.name == name) for name in ("foot_soak", "magnesium"))
NUMB = {"foot_soak": ("numb_feet",)}


def test_what_works_within_the_night_is_tried_in_pairs_of_nights_and_what_lingers_in_blocks() -> None:
    for thing in THINGS:
        found = may_be_tried(thing, {}, pressing=False)
        assert found.refused is None
        assert {design.kind for design in found.designs} == {
            TrialKind.BLOCKS if thing.lingers else TrialKind.SINGLE_NIGHTS
        }


def test_only_of_supplements_a_pharmacist_is_asked_first() -> None:
    asked = {thing.name for thing in THINGS if may_be_tried(thing, {}, pressing=False).ask_first}
    assert asked == {"magnesium"}
    assert may_be_tried(supplement("vitamin B"), {}, pressing=False).ask_first


def test_a_medicine_is_never_tried() -> None:
    found = may_be_tried(Thing("quinine", SubstanceKind.MEDICINE), {}, pressing=False)
    assert (found.refused, found.designs) == (Refused.MEDICINE, ())


def test_what_a_condition_forbids_is_refused_and_named() -> None:
    found = may_be_tried(SOAK, NUMB, pressing=False)
    assert (found.refused, found.because, found.designs) == (Refused.FORBIDDEN, ("numb_feet",), ())
    assert may_be_tried(MAGNESIUM, NUMB, pressing=False).refused is None


def test_a_condition_that_comes_to_forbid_it_stops_the_trial() -> None:
    assert must_stop(SOAK, NUMB) == ("numb_feet",)
    assert must_stop(MAGNESIUM, NUMB) == ()


def test_nothing_is_begun_while_a_prompt_is_pressing() -> None:
    assert may_be_tried(SOAK, {}, pressing=True).refused is Refused.PRESSING


@pytest.mark.parametrize(
    ("running", "crossed", "refused"),
    [
        ((), False, None),
        (("warm_socks",), False, Refused.ANOTHER_TRIAL),
        (("warm_socks",), True, None),
        (("foot_soak",), True, Refused.ANOTHER_TRIAL),
    ],
)
def test_two_trials_at_once_only_if_crossed_on_purpose(
    running: tuple[str, ...], crossed: bool, refused: Refused | None
) -> None:
    assert may_be_tried(SOAK, {}, pressing=False, running=running, crossed=crossed).refused is refused
    assert may_be_tried(MAGNESIUM, {}, pressing=False, running=("foot_soak",), crossed=True).refused is not None
