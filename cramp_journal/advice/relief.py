"""What eases a cramp while it lasts: a few steps for each muscle, in published words, with their sources.

This is expert advice, not trials: the fact sheet found no trial of immediate relief. How long each step is highlighted
is this journal's own choice; holding for one to two minutes comes from the articles.
"""

from dataclasses import dataclass

from cramp_journal.advice.regions import emergency_number, who_to_call
from cramp_journal.i18n import _, from_file
from cramp_journal.punctuation import in_clauses, in_sentences
from cramp_journal.triage import Call, Source, table
from cramp_journal.words import Muscle, Rule, Tier

_TEN_MINUTES = 600  # seconds: if the triage table cannot be read
_GETTING_READY, _HOLDING = 30, 90  # seconds


@dataclass(frozen=True)
class ReliefStep:
    """One thing to do.

    `seconds` is how long the step is highlighted; `drawing` names a file in resources/body, or is "".
    """

    text: str
    detail: str
    seconds: int
    source: Source
    drawing: str = ""


def articles() -> Source:
    """The two articles that the journal follows: stretch against the cramp's pull for one or two minutes."""
    return table().sources["articles"]


def mayo() -> Source:
    """Source for the thighs and for what to hold on to, from the page's section "Treatment"."""
    return table().sources["mayo_muscle"]


def nhs() -> Source:
    """Source for rubbing the muscle, and for the 10 minutes."""
    return table().sources["nhs"]


def relief(muscle: str | None) -> tuple[ReliefStep, ...]:
    """Return the steps for a muscle; without one, those for the calf, which cramps most often."""
    match muscle:
        case Muscle.FOOT | Muscle.TOES:
            return _foot()
        case Muscle.THIGH_FRONT:
            return _front_of_thigh()
        case Muscle.THIGH_BACK:
            return _back_of_thigh()
        case Muscle.SHIN:
            return _shin()
        case Muscle.OTHER:
            return _anywhere()
        case _:
            return _calf()


def long_seconds() -> int:
    """Return the length from which on a cramp is one to get help for."""
    return table().row(Rule.LONG_CRAMP).seconds or _TEN_MINUTES


def emergency_signs(region: str) -> str:
    """Say for which signs beside a cramp an ambulance is called."""
    said = _("Call {number} now for: {signs}.")
    return said.format(number=emergency_number(region), signs=_beside_a_cramp(Tier.EMERGENCY))


def signs_in_a_cramp(region: str) -> str:
    """Say when not to wait for a cramp to pass, in two sentences."""
    return in_sentences((emergency_signs(region), urgent_signs(region)))


def urgent_signs(region: str) -> str:
    """Say for what else help is needed the same day, and who gives it."""
    signs = in_clauses((from_file(table().row(Rule.LONG_CRAMP).words), _beside_a_cramp(Tier.URGENT)))
    return _("Get help the same day for: {signs}. Ask {who}.").format(
        signs=signs, who=who_to_call(Call.ADVICE_LINE, region)
    )


def over_ten_minutes(region: str) -> str:
    """Say what published advice recommends for a cramp that has lasted more than 10 minutes."""
    row = table().row(Rule.LONG_CRAMP)
    said = _("This one has lasted over 10 minutes. {advice} Ask {who}.")
    return said.format(advice=from_file(row.do), who=who_to_call(row.call, region))


def over_ten_minutes_source() -> str:
    """Name the source of that advice."""
    return table().source(table().row(Rule.LONG_CRAMP)).in_words()


def _beside_a_cramp(tier: Tier) -> str:
    return in_clauses(from_file(row.words) for row in table().rows if row.in_cramp and row.tier == tier)


def sources(steps: tuple[ReliefStep, ...]) -> str:
    """Name the sources of some steps in one line, each once."""
    return in_sentences(dict.fromkeys(step.source.in_words() for step in steps))


def _hold() -> str:
    return _("One to two minutes. Breathe slowly.")


def _not_yet() -> str:
    return _("Not yet? Go on holding. Hold on to something when you stand up.")


def _calf() -> tuple[ReliefStep, ...]:
    return (
        ReliefStep(
            _("Straighten the knee. Take hold of the toes, or put the foot flat against the wall."),
            _("Against the wall: heel down, knee straight."),
            _GETTING_READY,
            articles(),
        ),
        ReliefStep(
            _("Pull the toes up towards you and push the heel away, or press the forefoot on the floor. Hold."),
            _hold(),
            _HOLDING,
            articles(),
            "toes-up",
        ),
        ReliefStep(
            _("When it eases: rub the muscle, then stand and walk a few steps."),
            _not_yet(),
            0,
            nhs(),
        ),
    )


def _foot() -> tuple[ReliefStep, ...]:
    return (
        ReliefStep(
            _("Take hold of the toes, or put the foot flat on the floor."),
            _("Sit on the edge of the bed if that is easier."),
            _GETTING_READY,
            articles(),
        ),
        ReliefStep(
            _("Pull the toes up towards the shin, or press the front of the foot on the floor. Hold."),
            _hold(),
            _HOLDING,
            articles(),
            "foot-on-floor",
        ),
        ReliefStep(
            _("When it eases: rub the sole, then stand on the foot and walk a few steps."),
            _not_yet(),
            0,
            nhs(),
        ),
    )


def _front_of_thigh() -> tuple[ReliefStep, ...]:
    return (
        ReliefStep(
            _("Stand up slowly and hold on to a chair."),
            _("Keep hold of it all the time."),
            _GETTING_READY,
            mayo(),
        ),
        ReliefStep(
            _("Bend the knee and pull the foot up behind you, heel to the buttock. Hold."),
            _hold(),
            _HOLDING,
            mayo(),
            "heel-to-buttock",
        ),
        ReliefStep(
            _("When it eases: rub the front of the thigh, then walk a few steps."),
            _("Not yet? Go on holding, the other hand on the chair."),
            0,
            nhs(),
        ),
    )


def _back_of_thigh() -> tuple[ReliefStep, ...]:
    return (
        ReliefStep(
            _("Sit or lie down, and straighten the leg."),
            _("Knee straight, heel away from you."),
            _GETTING_READY,
            mayo(),
        ),
        ReliefStep(
            _("Pull the toes up towards you, knee straight. Hold."),
            _hold(),
            _HOLDING,
            mayo(),
            "toes-up",
        ),
        ReliefStep(
            _("When it eases: rub the back of the thigh, then stand on that leg and walk a few steps."),
            _not_yet(),
            0,
            nhs(),
        ),
    )


def _shin() -> tuple[ReliefStep, ...]:
    return (
        ReliefStep(
            _("Sit down, with the foot off the floor."),
            _("The stretch goes against the pull of the cramp."),
            _GETTING_READY,
            articles(),
        ),
        ReliefStep(
            _("Point the toes away from you, as far as is comfortable. Hold."),
            _hold(),
            _HOLDING,
            articles(),
            "toes-away",
        ),
        ReliefStep(
            _("When it eases: rub the muscle, then stand and walk a few steps."),
            _not_yet(),
            0,
            nhs(),
        ),
    )


def _anywhere() -> tuple[ReliefStep, ...]:
    return (
        ReliefStep(
            _("Feel which way the muscle pulls."),
            _("Sit or lie as is comfortable."),
            _GETTING_READY,
            articles(),
        ),
        ReliefStep(
            _("Slowly move the leg the opposite way, until the muscle is long. Hold."),
            _hold(),
            _HOLDING,
            articles(),
        ),
        ReliefStep(
            _("When it eases: rub the muscle, then stand and walk a few steps."),
            _not_yet(),
            0,
            nhs(),
        ),
    )
