"""The text sizes by name."""

from cramp_journal.i18n import _
from cramp_journal.settings import TEXT_SIZES


def text_size_names() -> list[tuple[int, str]]:
    """Return each text size in per cent, with its name."""
    names = (_("Normal"), _("Large"), _("Larger"), _("Very large"), _("Largest"))
    return list(zip(TEXT_SIZES, names, strict=True))
