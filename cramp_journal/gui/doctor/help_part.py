"""When to get help, whatever this journal says: the lists of published advice."""

from cramp_journal.advice.signs import HelpList, when_to_get_help
from cramp_journal.gui.widgets.card import Card, text_label
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.gui.widgets.sides import in_columns
from cramp_journal.i18n import _
from cramp_journal.labels import capital


class HelpPart(PagePart):
    """Three lists, most pressing first; the emergencies stand on the page of the prompts."""

    def __init__(self, region: str) -> None:
        super().__init__()
        self.column.addWidget(in_columns([_help_card(each) for each in when_to_get_help(region)], 200))
        self.column.addWidget(
            text_label(
                _(
                    "After NHS, NICE and other published guidance, read November 2026; no clinician has checked it "
                    "yet. A record, not a diagnosis."
                ),
                "quiet",
            )
        )


def _help_card(found: HelpList) -> Card:
    card = Card(found.title)
    for words in found.words:
        card.inside.addWidget(text_label(f"•  {capital(words)}"))
    if found.call:
        card.inside.addWidget(text_label(_("Ask {who}.").format(who=found.call), "strong"))
    card.inside.addStretch(1)
    return card
