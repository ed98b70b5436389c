"""Write who made what this program stands on, with versions, licenses and their texts: `make notices`.

It reads what the packages that are installed beside the program say of themselves, and only those that it needs to run
(pyproject.toml). The fonts and icons that lie in resources/ follow. A wheel brings these texts with it; the others come
with the packages that pip installs.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "THIRD-PARTY-NOTICES.txt"
OWN = "cramp-journal"
SHORT = 80  # letters: what is longer is the text of a license in the place of its name
LICENSE_FILE = re.compile(r"(licen[cs]e|copying|notice|ofl)", re.IGNORECASE)
NEEDED = re.compile(r"[\w.-]+")
# Packages that leave out the name of their license; where it was read.
READ_IN = {
    "sqlcipher3": "Zlib (its own LICENSE file), with SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0) inside",
    "zxcvbn": "MIT (its classifier)",
}
QT = (
    "Qt and PySide6 are used under the LGPL, version 3. They are files of their own, which you may replace by another\n"
    "build of the same version. Their source: https://download.qt.io/official_releases/QtForPython/\n"
)


def main() -> int:
    """Write the file and return the exit status."""
    found = sorted(needed(OWN), key=lambda each: each.name.lower())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(notices(found), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(found)} packages, {OUT.stat().st_size / 1024:.0f} KiB")
    return 0


def needed(name: str) -> Iterator[Distribution]:
    """Return each installed package that a package needs to run on this computer."""
    seen, waiting = {name}, [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or []:
            if "extra ==" in line:
                continue
            match = NEEDED.match(line)
            other = match[0].lower().replace("_", "-") if match else ""
            if other in seen:
                continue
            seen.add(other)
            try:
                yield distribution(other)
            except PackageNotFoundError:  # of another system, or of another Python
                continue
            waiting.append(other)


def license_named(package: Distribution) -> str:
    """Return the name of a package's license. Ends the program where nobody said it: then somebody must look."""
    about = package.metadata
    said = about.get("License-Expression") or about.get("License") or ""
    if said in ("", "UNKNOWN") or "\n" in said or len(said) > SHORT:
        kinds = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if "License ::" in each]
        said = ", ".join(each for each in kinds if each != "OSI Approved")
    said = READ_IN.get(package.name.lower(), said)
    if not said:
        sys.exit(f"{package.name} does not name its license: read it, and name it in packaging/third_party.py.")
    return said


def license_texts(package: Distribution) -> list[str]:
    """Return the texts of a package's licenses, as its own files have them."""
    files = [each for each in package.files or [] if ".dist-info" in str(each) and LICENSE_FILE.match(each.name)]
    texts = (Path(str(each.locate())).read_text(encoding="utf-8", errors="replace") for each in sorted(files))
    return [each.strip() for each in texts]


def notices(packages: list[Distribution]) -> str:
    """Return the whole file."""
    parts = [f"{each.name} {each.version}: {license_named(each)}" for each in packages]
    parts += ["Inter and Noto Sans SC (fonts): OFL-1.1", "Lucide (icons): ISC", "", QT]
    for each in packages:
        texts = license_texts(each) or ["(The package brings no text of it; its name above is all that it says.)"]
        parts.append(_under(f"{each.name} {each.version}", "\n\n".join(texts)))
    for file in sorted((ROOT / "resources").glob("*/LICENSE*")):
        parts.append(_under(str(file.relative_to(ROOT)), file.read_text(encoding="utf-8").strip()))
    return "\n".join(parts)


def _under(head: str, text: str) -> str:
    return f"\n{'=' * SHORT}\n{head}\n{'=' * SHORT}\n\n{text}\n"


if __name__ == "__main__":
    sys.exit(main())
