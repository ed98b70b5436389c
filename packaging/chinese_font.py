"""Make the Chinese font of the report again, from two packages of Debian: fonts-noto-cjk and unicode-data.

    apt-get install fonts-noto-cjk unicode-data
    .venv/bin/python packaging/chinese_font.py

It holds the characters of GB 2312 and of the Table of General Standard Chinese Characters (8,105 of them, names of
people and places among them: Unihan's kTGH), kana and full-width signs. All else of the 57 MB is left out: no vertical
text, no Latin letters (Inter has them), no hints (they serve small screens, not paper).
"""

import bz2
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
OUT = Path("resources/fonts/NotoSansSC-Subset.otf")
FACE, FAMILY = "Noto Sans CJK SC", "Noto Sans SC"
SIGNS = [(0x2E80, 0x2FDF), (0x3000, 0x30FF), (0xFF00, 0xFFEF), (0x2010, 0x205E), (0x2190, 0x21FF), (0x2460, 0x24FF)]
FEWEST = 8_000  # characters: fewer would mean that a list was not read


def main() -> None:
    """Write the font."""
    collection = TTCollection(FONTS, lazy=True)
    font: TTFont = next(each for each in collection.fonts if each["name"].getDebugName(1) == FACE)
    wanted = characters()
    assert len(wanted) > FEWEST
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]  # names, copyright and licence
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    rename(font)
    font.recalcTimestamp = False
    font.save(OUT, reorderTables=True)
    print(f"{OUT}: {len(font.getBestCmap()):,} characters, {OUT.stat().st_size / 2**20:.1f} MiB")


def characters() -> set[int]:
    """Give the code points that the font is to have."""
    found = {point for first, last in SIGNS for point in range(first, last + 1)}
    for high in range(0xA1, 0xFF):
        for low in range(0xA1, 0xFF):
            found.update(ord(c) for c in bytes((high, low)).decode("gb2312", "ignore"))
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        found.update(int(match[1], 16) for line in lines if (match := re.match(r"U\+([0-9A-F]+)\tkTGH\t", line)))
    return found - set(range(0x80))


def rename(font: TTFont) -> None:
    """Give the subset the family's own short name, so that nobody takes it for the whole font."""
    for record in font["name"].names:
        said = {1: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", "") + "-Subset"}.get(record.nameID)
        if said:
            record.string = said


if __name__ == "__main__":
    main()
