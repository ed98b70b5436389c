"""How a trial on oneself works, in the questions that a person asks: for the page of help."""

from cramp_journal.i18n import _


def trial_help() -> list[tuple[str, str]]:
    """Return each question with its answer."""
    return [
        (
            _("Why not just try it?"),
            _(
                "Cramps come in waves. Who begins something in a bad week often feels better soon, whatever it was. "
                "In a trial chance decides which nights are with it, so that bad weeks fall on both sides alike."
            ),
        ),
        (
            _("What do I do?"),
            _(
                "Each evening the program says what tonight is, and one press says whether you did it. In the "
                "morning you log the night as ever."
            ),
        ),
        (
            _("Why does it take so long?"),
            _(
                "Chance hides small things. Before you begin, you read in how many of ten tries you would notice it "
                "if your cramps were halved. Where that is hopeless, no trial is offered."
            ),
        ),
        (
            _("Why can I not look before the end?"),
            _(
                "Who looks early stops at a lucky moment, and is wrong too often. So the answer comes once, at the "
                "end, and the nights ahead are not told."
            ),
        ),
        (
            _("What can the answer be?"),
            _(
                "Fewer cramps, more cramps, or inconclusive: your nights cannot tell. Inconclusive is the most "
                "frequent answer, and an honest one. It never means that the thing does nothing."
            ),
        ),
        (
            _("What if I am ill, or forget?"),
            _(
                "Do not make up for it. A pair of nights with one missing is left out. You can pause while you are "
                "ill or away, and stop whenever you like; your nights are kept."
            ),
        ),
        (
            _("What is never tried?"),
            _(
                "No medicine, nothing that published advice is against for you, and nothing while See a doctor? has "
                "something pressing. Ask a pharmacist or doctor before you take a supplement, and stop if you notice "
                "anything unusual."
            ),
        ),
        (
            _("What is the fingerprint on the plan?"),
            _(
                "A seal of all that was fixed before the first night. Afterwards it shows that nothing was changed; "
                "beforehand nobody can read the order from it."
            ),
        ),
    ]
