"""Draws for the report: the same layout as in the window, as SVG on white, in a twentieth of matplotlib's time.

Nothing depends on colour alone: a black and white print says the same.
"""

from cramp_journal.charts.page.counts import picture_of_hours, picture_of_nights
from cramp_journal.charts.page.drawing import Picture
from cramp_journal.charts.page.forest import picture_of_links
from cramp_journal.charts.page.over_time import picture_of_frequency, picture_of_lengths
from cramp_journal.charts.page.trials import picture_of_pairs_in, picture_of_trial, picture_of_tries

__all__ = [
    "Picture",
    "picture_of_frequency",
    "picture_of_hours",
    "picture_of_lengths",
    "picture_of_links",
    "picture_of_nights",
    "picture_of_pairs_in",
    "picture_of_trial",
    "picture_of_tries",
]
