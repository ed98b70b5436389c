"""Write what Windows and macOS show of the program: its icon in their own forms, and the page “Details” of Windows.

The spec has them written before each build, so that they are never older than what they are made of.
"""

import io
import re
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "linux")]

import icons

from cramp_journal import __version__
from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_NAME

FOLDER = ROOT / "build" / "icons"
SIZES = {"ico": (16, 20, 24, 32, 40, 48, 64, 128, 256), "icns": (16, 32, 64, 128, 256, 512, 1024)}

_DETAILS = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("FileDescription", {name!r}),
      StringStruct("ProductName", {name!r}),
      StringStruct("FileVersion", {version!r}),
      StringStruct("ProductVersion", {version!r}),
      StringStruct("InternalName", {command!r}),
      StringStruct("LegalCopyright", {rights!r}),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def write_all(folder: Path = FOLDER) -> dict[str, Path]:
    """Write all files into a folder, and return them by what they are: "ico", "icns" and "details"."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {ending: folder / f"{COMMAND}.{ending}" for ending in SIZES}
    for ending, file in made.items():
        # Each size is drawn for itself: a large one that was made smaller would be blurred.
        drawn = [Image.open(io.BytesIO(icons.drawn(size))) for size in SIZES[ending]]
        drawn[-1].save(file, sizes=[each.size for each in drawn], append_images=drawn[:-1])
    made["details"] = folder / "version.txt"
    made["details"].write_text(details(), encoding="utf-8")
    return made


def details() -> str:
    """Return what Windows shows of the program under “Details”, as PyInstaller reads it."""
    numbers = (*(int(each) for each in re.findall(r"\d+", __version__)), 0)
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    rights = next(line for line in lines if line.startswith("Copyright"))
    return _DETAILS.format(numbers=numbers, name=APP_NAME, version=__version__, command=COMMAND, rights=rights)
