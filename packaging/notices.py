"""Who made what this program stands on, with versions, licenses and their texts: `make notices`, and within the .deb.

It reads what the libraries say of themselves, and only those that the program needs to run (pyproject.toml). A library
that says nothing is named in `READ_IN`, with where it was read; the build stops at one that is not. The fonts and icons
that lie in resources/ follow. A wheel brings these texts with it; the others come with the packages that pip installs.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_NAME

OUT = ROOT / "build" / "THIRD-PARTY-NOTICES.txt"
FROZEN_OF = ROOT / "build" / "freeze"  # the environment that the frozen program is made of
WIDTH = 80  # of a line; a license with a longer name has its text in the place of the name
READ_IN = {
    "sqlcipher3": "Zlib (its own LICENSE file), with SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0) inside",
    "zxcvbn": "MIT (its classifier)",
}
# Inside of others, without a record of their own.
INSIDE = (
    ("Qt", "LGPL-3.0-only", "https://www.qt.io/"),
    ("ICU", "Unicode-3.0", "https://icu.unicode.org/"),
    ("OpenBLAS", "BSD-3-Clause", "https://www.openblas.net/"),
    ("SQLCipher", "BSD-3-Clause", "https://www.zetetic.net/sqlcipher/"),
    ("OpenSSL", "Apache-2.0", "https://www.openssl.org/"),
    ("libsodium", "ISC", "https://libsodium.org/"),
    ("Inter and Noto Sans SC", "OFL-1.1", "resources/fonts"),
    ("Lucide", "ISC", "https://lucide.dev/"),
)
INSIDE_FROZEN = (
    ("Python", "PSF-2.0", "https://www.python.org/"),
    ("PyInstaller's starter", "GPL-2.0-or-later with an exception for frozen programs", "https://pyinstaller.org/"),
)
QT = (
    "Qt and PySide6 are used under the LGPL, version 3. They are files of their own, which you may replace by another\n"
    "build of the same version. Their source: https://download.qt.io/official_releases/QtForPython/\n"
)
_TEXT = re.compile(r"(licen[cs]e|copying|notice|ofl)", re.IGNORECASE)
_NEEDED = re.compile(r"[\w.-]+")


def main() -> int:
    """Write the file and return the exit status."""
    found = needed()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(texts(found), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(found)} packages, {OUT.stat().st_size / 1024:.0f} KiB")
    return 0


# ---------------------------------------------------------------- which libraries, and what they say
def needed(place: Path | None = None) -> list[Distribution]:
    """Return the installed libraries that the program needs to run on this system, by name.

    Args:
        place: A virtual environment; None for that of this process.
    """
    folders = [str(each) for each in sorted(place.glob("[Ll]ib/**/site-packages"))] if place else sys.path
    installed = {_plainly(each.name): each for each in distributions(path=folders)}
    program = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, Distribution] = {}
    waiting = [*_names(program["dependencies"])]
    while waiting:
        name = waiting.pop()
        if name in installed and name not in found:  # else it is of another system, or of another Python
            found[name] = installed[name]
            waiting += _names(installed[name].requires or [])
    return [found[name] for name in sorted(found)]


def license_named(library: Distribution) -> str:
    """Return the name of a library's license. Ends the program where nobody said it: then somebody must look."""
    about = library.metadata
    said = about.get("License-Expression") or about.get("License") or ""
    if said in ("", "UNKNOWN") or "\n" in said or len(said) > WIDTH:
        kinds = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if "License ::" in each]
        said = ", ".join(each for each in kinds if each != "OSI Approved")
    said = READ_IN.get(library.name.lower(), said)
    if not said:
        sys.exit(f"{library.name} does not name its license: read it, and name it in packaging/notices.py.")
    return said


def license_texts(library: Distribution) -> list[str]:
    """Return the texts of a library's licenses, as its own files have them."""
    files = [each for each in library.files or [] if ".dist-info" in str(each) and _TEXT.match(each.name)]
    read = (Path(str(each.locate())).read_text(encoding="utf-8", errors="replace") for each in sorted(files))
    return [each.strip() for each in read]


def home_of(library: Distribution) -> str:
    """Return where a library is at home on the web."""
    about = library.metadata
    urls = [each.partition(", ")[2] for each in about.get_all("Project-URL", [])]
    return next((each for each in [about.get("Home-page") or "", *urls] if each.startswith("http")), "")


# ---------------------------------------------------------------- files
def texts(libraries: list[Distribution]) -> str:
    """Return the file of all texts: what there is in a list, and the texts, each under the name of its library."""
    parts = [f"{name}: {said}" for name, said, _home in rows(libraries, INSIDE)]
    parts += ["", QT]
    for each in libraries:
        own = license_texts(each) or [f"(The package brings no text of it. It is at home at {home_of(each)})"]
        parts.append(_under(f"{each.name} {each.version}", "\n\n".join(own)))
    for file in sorted(ROOT.glob("resources/*/LICENSE*")):
        parts.append(_under(str(file.relative_to(ROOT)), file.read_text(encoding="utf-8").strip()))
    return "\n".join(parts)


def rows(libraries: list[Distribution], inside: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return name and version, license and home of each part that came from others."""
    return [(f"{each.name} {each.version}", license_named(each), home_of(each)) for each in libraries] + [*inside]


def copyright_file(libraries: list[Distribution]) -> str:
    """Return the file that Debian asks of each package: who holds which rights, in its machine-readable form."""
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    held = next(line for line in ours if line.startswith("Copyright")).removeprefix("Copyright (c) ")
    terms = "\n".join(f" {line}" if line.strip() else " ." for line in ours[2:] if not line.startswith("Copyright"))
    terms = terms.strip("\n").removeprefix(" .\n")
    parts = rows(libraries, (*INSIDE_FROZEN, *INSIDE))
    listed = "\n".join(f" {name}: {said}{f' <{home}>' if home else ''}" for name, said, home in parts)
    where = f"/usr/share/doc/{COMMAND}/third-party-licenses.txt.gz"
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: {APP_NAME}\n"
        f"Comment: The program brings these with it. Their texts are in\n {where}.\n"
        " Qt and PySide6 are under the LGPL, version 3, whose text is in\n /usr/share/common-licenses/LGPL-3.\n"
        f" They are files of their own in /usr/lib/{COMMAND}/_internal/PySide6,\n"
        " where another build of the same version can take their place.\n"
        f" .\n{listed}\n\n"
        f"Files: *\nCopyright: {held}\nLicense: Expat\n{terms}\n"
    )


def _names(requirements: Iterable[str]) -> Iterator[str]:
    for line in requirements:
        match = _NEEDED.match(line)
        if match and "extra ==" not in line:
            yield _plainly(match[0])


def _plainly(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _under(head: str, text: str) -> str:
    return f"\n{'=' * WIDTH}\n{head}\n{'=' * WIDTH}\n\n{text}\n"


if __name__ == "__main__":
    sys.exit(main())
