"""What each chart shows and how it is read, in a few sentences: for its “What is this?” and for the page of help."""

from cramp_journal.i18n import _


def chart_help() -> dict[str, tuple[str, str]]:
    """Return, by the name of a chart, its short title and its explanation."""
    return {
        "cramps-a-week": (
            _("Cramps a week"),
            _(
                "Each bar is the number of cramps of a week, or of a longer stretch where many nights are shown. The "
                "line is how often they came over four weeks, and the shade says how far that may be off: the wider, "
                "the less sure. Hatched: nights that are not recorded. Below: what you took, and since when."
            ),
        ),
        "cramp-lengths": (
            _("How long cramps lasted"),
            _(
                "Each dot is a stretch of nights: half of its cramps were shorter, half were longer. The line holds "
                "the middle half of them."
            ),
        ),
        "cramps-by-hour": (
            _("When in the night"),
            _("How many cramps came in each part of the night. Only cramps whose time you noted are in it."),
        ),
        "cramps-by-place": (
            _("Where"),
            _("How many cramps came in each part of the legs. The darker, the more. Left is your left."),
        ),
        "last-8-weeks": (
            _("Night by night"),
            _(
                "Each square is a night. A number is the number of cramps, a dot a night without any, and a dash a "
                "night that is not recorded: nobody knows what it was like."
            ),
        ),
        "what-helps": (
            _("What went with cramps"),
            _(
                "Each row compares the nights with something to the nights without it. 1 means no difference, 2 "
                "twice as many cramps. The line shows what the true number may be; where it crosses 1, it may be "
                "chance. That two things go together does not mean that one causes the other."
            ),
        ),
        "a-trial": (
            _("A trial, pair by pair"),
            _(
                "Each place is a pair of nights, or of four weeks. Up and full: cramps with it. Down and hollow: "
                "cramps without it. A dot is none, and hatched pairs could not be compared. Where more hangs down "
                "than stands up, there were fewer cramps with it; whether that can be chance, the sentences above "
                "say."
            ),
        ),
    }


def what_is_this(name: str) -> str:
    """Return the explanation of a chart; "" if there is none."""
    return chart_help().get(name, ("", ""))[1]
