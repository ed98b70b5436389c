"""One small set of colours, shared by the window, the icons and the charts.

Text has a contrast of 7:1 or more on its ground, marks 3:1 or more; a test computes both.
"""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False, repr=False)  # no unused methods: this runs before the first paint
class Palette:
    """Colours by what they are for, each as "#rrggbb"."""

    name: str
    ground: str  # behind everything
    card: str  # the ground of cards
    line: str  # edges of cards and chips
    text: str
    quiet: str  # text of second rank
    side: str  # the sidebar
    side_text: str
    side_chosen: str  # the page that is open, in the sidebar
    accent: str  # what is chosen, and the main button
    accent_soft: str  # the ground of a chosen chip
    on_accent: str  # text on accent
    cramp: str  # a cramp, as a mark or a line
    cramp_soft: str  # the ground of a chosen cramp chip; pale bars
    cramp_text: str  # text that speaks of cramps
    on_cramp: str  # text on `cramp`
    clear: str  # the ground of a clear night
    clear_mark: str  # the mark of a clear night
    warn: str  # the edge of a prompt
    warn_soft: str  # the ground of a prompt
    focus: str  # the ring around the focused widget
    shades: tuple[str, str, str]  # a night with one, two, three or more cramps
    on_shades: tuple[str, str, str]


LIGHT = Palette(
    name="light",
    ground="#f6f5f1",
    card="#ffffff",
    line="#8b8d99",
    text="#1c2033",
    quiet="#494e60",
    side="#22264a",
    side_text="#dfe2f5",
    side_chosen="#3a4180",
    accent="#343d8f",
    accent_soft="#e6e8f7",
    on_accent="#ffffff",
    cramp="#9a381a",
    cramp_soft="#fbe7de",
    cramp_text="#85290d",
    on_cramp="#ffffff",
    clear="#dcefe7",
    clear_mark="#3f7f67",
    warn="#a8700a",
    warn_soft="#fff4dc",
    focus="#0b63ce",
    shades=("#f2bfab", "#d87f5f", "#8a2a0c"),
    on_shades=("#1c2033", "#000000", "#ffffff"),
)

DARK = Palette(
    name="dark",
    ground="#14161f",
    card="#1e212d",
    line="#747a8f",
    text="#f0f1f7",
    quiet="#b9bdcd",
    side="#0e1017",
    side_text="#d5d8e6",
    side_chosen="#353d7a",
    accent="#a5aeff",
    accent_soft="#2c3263",
    on_accent="#11142b",
    cramp="#ff8a63",
    cramp_soft="#4a2619",
    cramp_text="#ffb59b",
    on_cramp="#1b0d07",
    clear="#1d3a30",
    clear_mark="#6fb99c",
    warn="#e8b24a",
    warn_soft="#382d14",
    focus="#6fb1ff",
    shades=("#874630", "#db7d5c", "#ffc3ae"),
    on_shades=("#ffffff", "#000000", "#1b0d07"),
)

NIGHT = Palette(  # dim, for eyes that were asleep: the page for a cramp right now, in any theme
    name="night",
    ground="#0b0d14",
    card="#15141a",
    line="#7d6444",
    text="#dfbd8a",
    quiet="#bfa073",
    side="#07080d",
    side_text="#dfbd8a",
    side_chosen="#2c2113",
    accent="#c6934c",
    accent_soft="#2c2113",
    on_accent="#0a0703",
    cramp="#d28d60",
    cramp_soft="#331d12",
    cramp_text="#e3b48f",
    on_cramp="#0c0603",
    clear="#14241d",
    clear_mark="#6a9a80",
    warn="#cfa044",
    warn_soft="#2a2110",
    focus="#f4dab0",
    shades=("#4a2d1e", "#c48f67", "#e6c19a"),
    on_shades=("#f4dab0", "#000000", "#1b0d07"),
)

CONTRAST = Palette(  # black on white, edges as dark as the text
    name="contrast",
    ground="#ffffff",
    card="#ffffff",
    line="#000000",
    text="#000000",
    quiet="#1a1a1a",
    side="#000000",
    side_text="#ffffff",
    side_chosen="#00308f",
    accent="#00308f",
    accent_soft="#d6e2ff",
    on_accent="#ffffff",
    cramp="#8a1a00",
    cramp_soft="#ffe3d9",
    cramp_text="#6b1400",
    on_cramp="#ffffff",
    clear="#e8fff4",
    clear_mark="#005c38",
    warn="#7a4b00",
    warn_soft="#fff3cf",
    focus="#c2008a",
    shades=("#ffb59b", "#f08560", "#6b1400"),
    on_shades=("#000000", "#000000", "#ffffff"),
)

PALETTES = {p.name: p for p in (LIGHT, DARK, CONTRAST, NIGHT)}
