"""Behind “Why am I seeing this?”: what was logged, what published advice says and who says it, and the rule."""

from collections.abc import Sequence

from cramp_journal.advice.headlines import headline
from cramp_journal.advice.prompts import Prompt
from cramp_journal.advice.signs import where_to_read
from cramp_journal.advice.why import why
from cramp_journal.gui.widgets.card import text_label
from cramp_journal.gui.widgets.part import PagePart
from cramp_journal.i18n import _


class WhyBlock(PagePart):
    """Closed at first; it is filled when it is first opened."""

    def __init__(self, prompts: Sequence[Prompt]) -> None:
        super().__init__()
        self.column.setSpacing(6)
        self._prompts = prompts
        self.hide()

    def turn(self) -> None:
        """Open it, or close it again."""
        if not self.column.count():
            for each in self._prompts:
                if len(self._prompts) > 1:
                    self.column.addWidget(text_label(headline(each), "strong"))
                for line in _lines(each):
                    self.column.addWidget(text_label(line.replace("/", "/\u200b"), "quiet"))  # an address may wrap
        self.setVisible(self.isHidden())


def _lines(prompt: Prompt) -> list[str]:
    source = _("Source: {source}").format(source=prompt.source)
    return [prompt.logged, prompt.advice, source, *why(prompt), *where_to_read(prompt.rule, prompt.source)]
