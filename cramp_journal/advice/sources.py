"""Who says so: the published advice that the prompts follow, and when it was read."""

from dataclasses import dataclass

from cramp_journal.i18n import _


@dataclass(frozen=True)
class Source:
    """Published advice with its date. `own` is what this journal added, such as a number that advice leaves open."""

    who: str
    read: str
    own: str = ""

    def in_words(self) -> str:
        """Name the source in a line."""
        text = _("{who}, read {read}").format(who=self.who, read=self.read)
        return f"{text}. {self.own}" if self.own else f"{text}."


def nhs() -> Source:
    """The one number in patient guidance: 10 minutes."""
    return Source(who=_("NHS, “Leg cramps” (a copy)"), read=_("November 2026"))


def nhs_frequent() -> Source:
    """Words of the guidance, number of ours: about the top 40 % of sufferers (Naylor and Young 1994)."""
    return Source(
        who=_("NHS, “Leg cramps”, earlier text (a copy, reviewed January 2017)"),
        read=_("November 2026"),
        own=_("The advice says “frequent”; three nights a week is this journal's own number."),
    )


def nhs_words(own: str = "") -> Source:
    """Words of the guidance; `own` says which number is ours."""
    return Source(
        who=_("NHS (a copy) and nidirect, “Leg cramps”: see a doctor when they disturb sleep or daily life"),
        read=_("November 2026"),
        own=own,
    )


def nhs_clot() -> Source:
    """Swelling of one leg; with chest pain or breathlessness an ambulance."""
    return Source(who=_("NHS, “Deep vein thrombosis”"), read=_("November 2026"))


def limb_without_blood() -> Source:
    """Features of acute limb ischaemia and of a leg that lacks blood at rest."""
    return Source(who=_("Local NHS referral guidance on peripheral arterial disease"), read=_("November 2026"))


def nice_weakness() -> Source:
    """How soon a weak limb should be seen; signs of stroke; the saddle and the bladder."""
    return Source(who=_("NICE NG127, “Suspected neurological conditions” (2019, a summary)"), read=_("November 2026"))


def tetanus() -> Source:
    """Stiff jaw and spasms, 4 to 21 days after a wound."""
    return Source(who=_("NHS, “Tetanus” (a copy)"), read=_("November 2026"))


def mayo_statins() -> Source:
    """Muscle pain with a statin; dark urine."""
    return Source(who=_("Mayo Clinic on statins and muscle pain"), read=_("November 2026"))


def mayo_cramps() -> Source:
    """Severe cramping that does not stop; a toxin such as lead; weakness and wasting."""
    return Source(who=_("Mayo Clinic, “Night leg cramps” (2013 and later)"), read=_("November 2026"))


def quinine_notices() -> Source:
    """Bleeding under quinine."""
    return Source(who=_("FDA (2010) and MHRA notices on quinine for leg cramps"), read=_("November 2026"))


def restless_legs_group() -> Source:
    """The questions on restless legs."""
    return Source(who=_("International Restless Legs Syndrome Study Group, criteria of 2014"), read=_("November 2026"))


def twitching() -> Source:
    """Cramps by day, in arms or trunk, with twitching."""
    return Source(
        who=_("Motor neurone disease red flags for doctors; Hawke et al. 2013"),
        read=_("November 2026"),
        own=_(
            "Cramps and twitching alone are usually harmless; that cramps by day are worth a look is our own reading."
        ),
    )


def medicines_study() -> Source:
    """Which medicines were followed by the start of a cramp medicine."""
    return Source(who=_("Garrison et al. 2012; Allen and Kirby 2012 (AAFP)"), read=_("November 2026"))


def conditions_list() -> Source:
    """Conditions that go with cramps."""
    return Source(who=_("Allen and Kirby 2012 (AAFP); local NHS guidance on muscle cramps"), read=_("November 2026"))


def foot_care() -> Source:
    """No soak with numb feet."""
    return Source(who=_("HealthHub Singapore, diabetic foot care"), read=_("November 2026"))


def vitamin_k_trial() -> Source:
    """The trial of vitamin K2 left out who takes warfarin."""
    return Source(who=_("Tan et al. 2024, trial of vitamin K2 for night cramps"), read=_("November 2026"))


def articles_supplements() -> Source:
    """The warning tale of the articles: calcium for a while, no better, another cause."""
    return Source(
        who=_("Health articles that this journal follows; Cochrane reviews of magnesium (2020) and calcium"),
        read=_("November 2026"),
        own=_("Six weeks is this journal's own number."),
    )


def pain_study() -> Source:
    """What people call a clear change of pain."""
    return Source(
        who=_("Farrar et al. 2001: 2 points, or 30 %, is what people call much"),
        read=_("November 2026"),
        own=_("To mention it to a doctor is this journal's own reading."),
    )


def own_rise() -> Source:
    """Tuned by simulation; the advice names no number."""
    return Source(
        who=_("NHS and nidirect, “Leg cramps” (copies): see a doctor when cramps are frequent or spoil sleep"),
        read=_("November 2026"),
        own=_("How large a rise is worth a mention is this journal's own number."),
    )


def articles_longer() -> Source:
    """The articles that the journal follows: cramps that last longer and longer."""
    return Source(
        who=_("Health articles that this journal follows: have cramps looked at that last longer and longer"),
        read=_("November 2026"),
        own=_("Twice as long and three minutes more is this journal's own number."),
    )
