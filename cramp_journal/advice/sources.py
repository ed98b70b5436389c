"""The published advice that the prompts follow: who says it, its date, and when it was read."""

from dataclasses import dataclass

from cramp_journal.i18n import _


@dataclass(frozen=True)
class Source:
    """Published advice.

    `own` is what this journal added, such as a number that the advice leaves open. `dated` is the date of the advice
    itself, or "" if it has none.
    """

    who: str
    dated: str = ""
    own: str = ""

    def in_words(self) -> str:
        """Name the source in one line."""
        text = _("{who} ({dated}; read {read}).").format(
            who=self.who, dated=self.dated or _("no date given"), read=_("November 2026")
        )
        return f"{text} {self.own}" if self.own else text


def nhs() -> Source:
    """The one number in patient guidance: 10 minutes."""
    return Source(who=_("NHS, “Leg cramps” (a copy)"))


def nhs_frequent() -> Source:
    """Words from the guidance, number from us: about the top 40 % of sufferers (Naylor and Young 1994)."""
    return Source(
        who=_("NHS, “Leg cramps”, earlier text (a copy)"),
        dated=_("January 2017"),
        own=_("The advice says “frequent”; three nights a week is this journal's own number."),
    )


def nhs_words(own: str = "") -> Source:
    """Words from the guidance; `own` says which number is ours."""
    return Source(
        who=_("NHS (a copy) and nidirect, “Leg cramps”: see a doctor when they disturb sleep or daily life"),
        own=own,
    )


def nhs_clot() -> Source:
    """Swelling of one leg; with chest pain or breathlessness, an ambulance."""
    return Source(who=_("NHS, “Deep vein thrombosis”"))


def limb_without_blood() -> Source:
    """Features of acute limb ischaemia and of a leg that lacks blood at rest."""
    return Source(who=_("Local NHS referral guidance on peripheral arterial disease"))


def nice_weakness() -> Source:
    """How soon a weak limb should be seen; signs of stroke; the saddle area and the bladder."""
    return Source(who=_("NICE NG127, “Suspected neurological conditions” (a summary)"), dated="2019")


def tetanus() -> Source:
    """Stiff jaw and spasms, 4 to 21 days after a wound."""
    return Source(who=_("NHS, “Tetanus” (a copy)"))


def mayo_statins() -> Source:
    """Muscle pain with a statin; dark urine."""
    return Source(who=_("Mayo Clinic on statins and muscle pain"))


def mayo_cramps() -> Source:
    """Severe cramping that does not stop; a toxin such as lead; weakness and wasting."""
    return Source(who=_("Mayo Clinic, “Night leg cramps”"), dated=_("February 2013 and later"))


def quinine_notices() -> Source:
    """Bleeding while taking quinine."""
    return Source(who=_("FDA and MHRA notices on quinine for leg cramps"), dated="2010")


def restless_legs_group() -> Source:
    """The questions on restless legs."""
    return Source(who=_("International Restless Legs Syndrome Study Group, criteria"), dated="2014")


def twitching() -> Source:
    """Cramps by day, in arms or trunk, with twitching."""
    return Source(
        who=_("Motor neurone disease red flags for doctors; Hawke et al."),
        dated="2013",
        own=_(
            "Cramps and twitching alone are usually harmless; that cramps by day are worth a look is our own reading."
        ),
    )


def medicines_study() -> Source:
    """Medicines whose start was followed by the start of a cramp medicine."""
    return Source(who=_("Garrison et al.; Allen and Kirby (AAFP)"), dated="2012")


def conditions_list() -> Source:
    """Conditions that go with cramps."""
    return Source(who=_("Allen and Kirby (AAFP); local NHS guidance on muscle cramps"), dated="2012")


def foot_care() -> Source:
    """No foot soak with numb feet."""
    return Source(who=_("HealthHub Singapore, diabetic foot care"))


def vitamin_k_trial() -> Source:
    """The trial of vitamin K2, which excluded people who take warfarin."""
    return Source(who=_("Tan et al., trial of vitamin K2 for night cramps"), dated="2024")


def articles_supplements() -> Source:
    """The articles' warning example: calcium for a while, no improvement, another cause."""
    return Source(
        who=_("Health articles that this journal follows; Cochrane reviews of magnesium and calcium"),
        dated="2020",
        own=_("Six weeks is this journal's own number."),
    )


def pain_study() -> Source:
    """The change of pain that people call clear."""
    return Source(
        who=_("Farrar et al.: 2 points, or 30 %, is what people call much"),
        dated="2001",
        own=_("To mention it to a doctor is this journal's own reading."),
    )


def own_rise() -> Source:
    """Tuned by simulation; the advice names no number."""
    return Source(
        who=_("NHS and nidirect, “Leg cramps” (copies): see a doctor when cramps are frequent or spoil sleep"),
        own=_("How large a rise is worth a mention is this journal's own number."),
    )


def articles_longer() -> Source:
    """The articles that the journal follows: cramps that last ever longer."""
    return Source(
        who=_("Health articles that this journal follows: have cramps looked at that last longer and longer"),
        own=_("Twice as long and two minutes more is this journal's own number."),
    )


def articles_growing() -> Source:
    """The articles: more and more frequent and longer, with posture, temperature and fatigue ruled out as reasons."""
    return Source(
        who=_(
            "Health articles that this journal follows: see a doctor as soon as possible when cramps come often and "
            "last longer and longer, and posture, cold and tiredness are not the reason"
        ),
        own=_("When a rise remains with these set aside is this journal's own number."),
    )
