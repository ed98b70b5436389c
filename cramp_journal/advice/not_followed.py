"""What the two articles, or many people, say of night cramps and this journal does not follow, each with the reason.

Shown behind “Why?” on the page of tips. `docs/clinical.md` has the whole list of what was checked.
"""

from dataclasses import dataclass

from cramp_journal.advice.published import sources_in_words
from cramp_journal.i18n import _


@dataclass(frozen=True)
class NotFollowed:
    """A saying, why it is not followed, and where that can be read."""

    saying: str
    why: str
    sources: str = ""


def not_followed() -> tuple[NotFollowed, ...]:
    """Return what is not followed: the sayings of the articles first."""
    return (
        NotFollowed(
            _("“Lactic acid piles up in the muscle.”"),
            _("Nobody has shown that in night cramps, which come at rest. So no tip rests on it."),
            sources_in_words("aafp"),
        ),
        NotFollowed(
            _("“70 % of people with a slipped disc have cramps.”"),
            _(
                "The number that was found, 70.8 %, is of people who were operated on for a narrow spinal canal, "
                "which is something else. Among neighbours with and without it, one study found no difference."
            ),
            sources_in_words("matsumoto", "handa"),
        ),
        NotFollowed(
            _("“Epilepsy or rabies can be behind it.”"),
            _(
                "No study was found that names either for night cramps, and neither shows itself so. Epilepsy can be "
                "told of under “About you”, because of what is taken for it."
            ),
        ),
        NotFollowed(
            _("“Low calcium is a common reason, so take calcium.”"),
            _(
                "Studies of ordinary night cramps did not find it, and calcium was tested in pregnancy only. More of "
                "it can harm. A blood test shows whether it is low."
            ),
            sources_in_words("aafp", "pregnancy"),
        ),
        NotFollowed(
            _("“Cold brings cramps.”"),
            _(
                "It may, for you: so the journal asks for it, and looks. In Canada more people began a medicine for "
                "cramps in summer than in winter; cramps themselves were not counted."
            ),
            sources_in_words("season", "hawke"),
        ),
        NotFollowed(
            _("“Night cramps are an early sign of narrowed leg arteries.”"),
            _(
                "Local NHS guidance: cramps at night are common and no sign of badly narrowed arteries. Calf pain on "
                "walking that stops with rest is the sign to tell, and the journal asks for it."
            ),
            sources_in_words("arteries"),
        ),
        NotFollowed(
            _("“Old age and a weak metabolism.”"),
            _(
                "Cramps do become more common with age. Nothing would be done differently, so no prompt looks at it; "
                "your year of birth stands in the report."
            ),
            sources_in_words("nhanes"),
        ),
        NotFollowed(
            _("“Pressure on the leg, or squatting.”"),
            _("No study was found, and the journal does not ask for it. You can add it as one of your own."),
        ),
        NotFollowed(
            _("“The change of season.”"),
            _("Each night has its date, and nights are compared with those of the same four weeks only."),
        ),
        NotFollowed(
            _("“Smoking, drink and tea take calcium from the body.”"),
            _(
                "That this is how they would act was not shown. Alcohol went with cramps in one study, smoking in "
                "one survey: so the journal asks for them, and looks."
            ),
            sources_in_words("alcohol", "nhanes"),
        ),
        NotFollowed(
            _("“A 40 °C (104 °F) foot soak helps.”"),
            _("No trial in night cramps was found, and with numb feet a burn can go unnoticed. It stands as a tip."),
            sources_in_words("diabetic_feet"),
        ),
        NotFollowed(
            _("Tests such as the blood pressure at the ankle, and scores of sleep or of restless legs"),
            _("A doctor chooses tests. Scores belong to those who made them; the journal has no leave to use them."),
        ),
        NotFollowed(
            _("Swollen veins, and how many glasses"),
            _("They are not asked for. Write them under “About you” or as one of your own, if they matter to you."),
        ),
    )
