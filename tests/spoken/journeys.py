"""What is done and what must be spoken, in the words of Orca: ten journeys of a person who does not see the window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Journey:
    """Steps: a key ("ctrl+z"), "type …", "focus …", to what a reader calls so, or "until …", until that was spoken."""

    name: str
    steps: tuple[str, ...]
    spoken: tuple[str, ...]  # in this order, with other words between them


JOURNEYS = (
    Journey("a clear night", ("n",), ("No cramps", "radio button", "1 of 2", "Saved 07:42")),
    Journey(
        "one cramp",
        ("c", "until Leg map", "Tab", "until Bedtime", "space"),
        ("Leg map: nothing chosen image", "When? panel", "Bedtime", "not selected radio button", "1 of 8", "selected"),
    ),
    Journey("undo", ("n", "ctrl+z"), ("Saved 07:42", "Undone: Sat 21 to Sun 22 November")),
    Journey(
        "see the prompt",
        ("ctrl+5", "until See a doctor?", "focus Why am I seeing this?", "space"),
        (
            "A cramp lasted 10 min 40 s. Get help the same day",
            "See a doctor?",
            "A cramp lasted 10 min 40 s",
            "Why am I seeing this? A cramp lasted 10 min 40 s. push button",
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
            "Report",
            "Making the pages",
            "2 pages",
            "Save PDF… push button",
            "Save the report dialog",
            "File name: text",
            "Save PDF… push button",
            "Saved: ",
        ),
    ),
    Journey("change page", ("ctrl+2", "ctrl+3"), ("Calendar", "Trends")),
    Journey("an earlier night", ("alt+Left",), ("I had cramps · 2", "Night of Fri 20 to Sat 21 November")),
    Journey("cramp right now", ("F2",), ("It's over push button", "Cramp right now", "Straighten the knee")),
    Journey(
        "settings, text size",
        ("ctrl+comma", "focus Text size: Normal", "Right"),
        (
            "Settings dialog",
            "Text size panel",
            "Normal",
            "selected radio button",
            "2 of 5",
            "Large",
            "not selected radio button",
            "3 of 5",
        ),
    ),
    Journey(
        "an error beside a field",
        ("c", "focus When?: Time…", "space", "type 3 o'x"),
        ("Time…", "When? Time… text", "A time is written like 03:10", "but not what is marked"),
    ),
)
