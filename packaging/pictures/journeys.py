"""Draw each step of the days in tests/journeys into build/pictures/journeys: a folder for each day.

Run by `make pictures`, after the others. The days are lived on a real screen: nothing is drawn where Xvfb, openbox or
xdotool is missing. With names of days, only these are drawn.
"""

import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # tests/ is no part of the package

from tests.desktop.screen import has_screens, screen, see
from tests.journeys import days  # noqa: F401 - names its days
from tests.journeys.stage import STAGES

OUT = Path("build/pictures/journeys").resolve()


def main(names: list[str]) -> int:
    """Live the days and give the exit status."""
    if not has_screens() or shutil.which("xdotool") is None:
        print("No pictures of journeys: they need Xvfb, openbox and xdotool.")
        return 0
    for name in names or STAGES:
        shutil.rmtree(OUT / name, ignore_errors=True)
        with screen(*STAGES[name].screen) as display, tempfile.TemporaryDirectory() as folder:
            see(display, "../journeys/lived.py", name, folder, str(OUT / name))
        print(f"{len(list((OUT / name).iterdir()))} pictures in {OUT / name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
