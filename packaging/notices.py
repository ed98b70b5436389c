"""The licenses of all that a package brings with it, from what each library says of itself.

A library that says nothing is named in `SAID_ELSEWHERE`, with where it was read. The build stops at one that is not.
"""

import re
import sys
from functools import lru_cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_NAME

TOOLS = {"pip", "setuptools", "wheel", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "hatchling", "editables"}
TOOLS |= {"pathspec", "pluggy", "trove-classifiers"}  # of hatchling
SAID_ELSEWHERE = {
    "sqlcipher3": "Zlib",  # its repository's LICENSE
    "zxcvbn": "MIT",  # its classifier
}
# Inside of others, without a record of their own.
INSIDE = (
    ("Python", "PSF-2.0", "https://www.python.org/"),
    ("PyInstaller's starter", "GPL-2.0-or-later with an exception for frozen programs", "https://pyinstaller.org/"),
    ("Qt", "LGPL-3.0-only", "https://www.qt.io/"),
    ("ICU", "Unicode-3.0", "https://icu.unicode.org/"),
    ("OpenBLAS", "BSD-3-Clause", "https://www.openblas.net/"),
    ("SQLCipher", "BSD-3-Clause", "https://www.zetetic.net/sqlcipher/"),
    ("OpenSSL", "Apache-2.0", "https://www.openssl.org/"),
    ("libsodium", "ISC", "https://libsodium.org/"),
    ("Inter and Noto Sans SC", "OFL-1.1", "resources/fonts"),
    ("Lucide", "ISC", "https://lucide.dev/"),
)
_NAMED_TEXT = re.compile(r"^(licen[cs]e|copying|notice|ofl)", re.IGNORECASE)


@lru_cache(maxsize=1)
def libraries() -> list[Distribution]:
    """Return the libraries that the frozen program was made of, by name."""
    folders = sorted((ROOT / "build/freeze").glob("[Ll]ib/**/site-packages"))
    found = {each.name.lower(): each for each in distributions(path=[str(each) for each in folders])}
    return [found[name] for name in sorted(found) if name not in TOOLS]


def license_of(library: Distribution) -> str:
    """Return the license of a library in a few words, as it says itself."""
    about = library.metadata
    classified = [
        each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License ::")
    ]
    said = about.get("License-Expression") or about.get("License", "") or ""
    if not said or "\n" in said or len(said) > 80 or said == "UNKNOWN":
        said = ", ".join(each for each in classified if each != "OSI Approved")
    said = said or SAID_ELSEWHERE.get(library.name.lower(), "")
    if not said:
        sys.exit(f"{library.name} does not say under which license it is: packaging/notices.py.")
    return said


def home_of(library: Distribution) -> str:
    """Return where a library is at home on the web."""
    about = library.metadata
    urls = [each.partition(", ")[2] for each in about.get_all("Project-URL", [])]
    return next((each for each in [about.get("Home-page") or "", *urls] if each.startswith("http")), "")


def copyright_file() -> str:
    """Return the file that Debian asks of each package: who holds which rights, in its machine-readable form."""
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    held = next(line for line in ours if line.startswith("Copyright")).removeprefix("Copyright (c) ")
    terms = "\n".join(f" {line}" if line.strip() else " ." for line in ours[2:] if not line.startswith("Copyright"))
    terms = terms.strip("\n").removeprefix(" .\n")
    listed = "\n".join(f" {name}: {said}{f' <{home}>' if home else ''}" for name, said, home in rows())
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


def rows() -> list[tuple[str, str, str]]:
    """Return name and version, license and home of each part that came from others."""
    own = [(f"{each.name} {each.version}", license_of(each), home_of(each)) for each in libraries()]
    return [*own, *INSIDE]


def all_texts() -> str:
    """Return the texts of all licenses, each under the name of its library."""
    parts = []
    for each in libraries():
        texts = [str(each.locate_file(file)) for file in each.files or [] if _NAMED_TEXT.match(file.name)]
        said = "\n\n".join(Path(text).read_text(encoding="utf-8", errors="replace").strip() for text in sorted(texts))
        head = f"{each.name} {each.version}: {license_of(each)}"
        parts.append(_under(head, said or home_of(each)))
    for file in sorted(ROOT.glob("resources/*/LICENSE*")):
        parts.append(_under(str(file.relative_to(ROOT)), file.read_text(encoding="utf-8").strip()))  # noqa: PERF401
    return "\n".join(parts)


def _under(head: str, text: str) -> str:
    line = "=" * 78
    return f"{line}\n{head}\n{line}\n\n{text}\n"
