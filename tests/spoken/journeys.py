"""What is done and what must be spoken, in the words of Orca: ten journeys of a person who does not see the window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Journey:
    """Steps: a key ("ctrl+z"), "type …", "focus …", to what a reader calls so, or "until …", until that was spoken."""

    name: str
    steps: tuple[str, ...]
    spoken: tuple[str, ...]  # whole lines in this order, with other lines between them; REST stands for any end


REST = "[…]"


JOURNEYS = (
    Journey(
        "a clear night",
        ("n",),
        ("No cramps.", "not selected radio button", "Key: N, 1 of 2.", "No cramps. Saved 07:42."),
    ),
    Journey(
        "one cramp",
        ("c", "until Leg map", "Tab", "until Bedtime", "space"),
        (
            "Leg map: nothing chosen image.",
            "At left calf, seen from the back. Arrow keys move, Space chooses.",
            "I had cramps. Saved 07:42.",
            "When? panel.",
            "Bedtime.",
            "not selected radio button",
            "1 of 8.",
            "selected",
        ),
    ),
    Journey("undo", ("n", "ctrl+z"), ("No cramps. Saved 07:42.", "Not recorded. Undone: Sat 21 to Sun 22 November.")),
    Journey(
        "see the prompt",
        (
            "ctrl+5",
            "until A cramp lasted",
            "focus Why am I seeing this?",
            "until push button",
            "space",
        ),
        (
            "A cramp lasted 10 min 40 s. Get help the same day: your doctor, or the advice line of your region.",
            "See a doctor?",
            "A cramp lasted 10 min 40 s.",
            "Why am I seeing this? A cramp lasted 10 min 40 s. push button.",
        ),
    ),
    Journey(
        "save the report",
        (
            "ctrl+6",
            "until pages.",
            "focus Save PDF…",
            "space",
            "until Save the report",
            "type {folder}/mine.pdf",
            "Return",
            "until Saved: ",
        ),
        (
            "Report.",
            "2 pages.",  # on a slow machine after “Making the pages…”
            "Save PDF… push button.",
            "Save the report dialog.",
            "File name: text.",
            "Save PDF… push button.",
            f"Saved: {REST}",
        ),
    ),
    Journey(
        "change page",
        ("ctrl+2", "ctrl+3"),
        (
            "The year before push button.",
            "Calendar. 2026.",
            "Period panel.",
            "6 months.",
            "selected radio button",
            "3 of 5.",
            "Trends.",
        ),
    ),
    Journey(
        "an earlier night",
        ("alt+Left",),
        (
            "I had cramps · 2.",
            "selected radio button",
            "Key: C, 2 of 2.",
            "Night of Fri 20 to Sat 21 November. Saved.",
        ),
    ),
    Journey(
        "cramp right now",
        ("F2",),
        (
            "It's over push button.",
            "Stops the clock and logs the cramp.",
            f"Cramp right now. Straighten the knee. {REST}",
        ),
    ),
    Journey(
        "settings, text size",
        ("ctrl+comma", "focus Text size: Normal", "Right"),
        (
            f"Settings dialog {REST}",
            "Text size panel.",
            "Normal.",
            "selected radio button",
            "1 of 5.",
            "Large.",
            "not selected radio button",
            "2 of 5.",
        ),
    ),
    Journey(
        "an error beside a field",
        ("c", "focus When?: Time…", "space", "type 3 o'x"),
        (
            "Time…",
            "not selected radio button",
            "8 of 8.",
            "selected",
            "When? Time… text.",
            "A time is written like 03:10, 3.10 am or half past three.",
            "Saved 07:42, but not what is marked.",
        ),
    ),
)
