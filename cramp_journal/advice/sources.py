"""Who says so: the published advice that the prompts follow, and when it was read."""

from dataclasses import dataclass

from cramp_journal.i18n import _


@dataclass(frozen=True)
class Source:
    """Published advice. `own` is what this journal added to it, such as a number that the advice leaves open."""

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
        who=_("NHS, “Leg cramps”, earlier text (a copy)"),
        read=_("November 2026"),
        own=_("The advice says “frequent”; three nights a week is this journal's own number."),
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
