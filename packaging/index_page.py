"""What an index of packages shows of the program: README, with addresses that hold away from the repository.

Hatchling calls this when it builds a wheel or an sdist. README names its pictures and pages by their place in the
repository, where an index cannot find them. With a website (cramp_journal/identity.py) each gets its address there;
without one the pictures are left out, and what was linked is plain text: no picture is broken, and no link is dead.
"""

import re
import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)\n*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
OF_PICTURES = re.compile(r"The nights in these pictures are invented[^.]*\. ")


class IndexPage(MetadataHookInterface):
    """Sets the readme and the addresses, which pyproject.toml calls dynamic."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Write them into what the package says of itself."""
        root = Path(self.root)
        website = runpy.run_path(str(root / "cramp_journal" / "identity.py"))["WEBSITE"]
        text = (root / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": away_from_home(text, website)}
        if website:
            metadata["urls"] = {"Homepage": website, "Changelog": f"{website}/CHANGELOG.md"}


def away_from_home(text: str, website: str) -> str:
    """Return README as it can be read away from the repository.

    Args:
        text: README.md.
        website: Where the files of the repository are found; "" where nowhere.
    """

    def linked(match: re.Match[str]) -> str:
        words, place = match.groups()
        if place.startswith("http"):
            return match[0]
        if place.startswith("#") or not website:
            return words
        return f"[{words}]({website}/{place})"

    if website:
        return LINK.sub(linked, text)
    return LINK.sub(linked, OF_PICTURES.sub("", PICTURE.sub("", text)))
