"""Write the Flatpak manifest: every source is a file with its hash, and the build has no network.

    python packaging/linux/flatpak/recipe.py > build/org.crampjournal.CrampJournal.json
    flatpak-builder --sandbox build/flatpak build/org.crampjournal.CrampJournal.json

Not run: the runtimes are not to be had from a package registry. The libraries are those of packaging/lock-run.txt. The
addresses of their files are asked of pip, which downloads nothing for it (`--dry-run`).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
sys.path[:0] = [str(ROOT)]

from cramp_journal.identity import APP_COMMAND as COMMAND
from cramp_journal.identity import APP_ID

RUNTIME = "24.08"  # org.freedesktop.Platform
PYTHON = "3.12"  # of that runtime
FINISH = [
    "--socket=wayland",
    "--socket=fallback-x11",
    "--share=ipc",  # X11 needs it
    "--device=dri",
    "--talk-name=org.a11y.Bus",  # for screen readers
    "--talk-name=org.freedesktop.Notifications",
    "--socket=cups",
]  # no --share=network, and no --filesystem: files come and go by the portal, which asks the person


def main() -> int:
    """Print the manifest and return the exit status."""
    print(json.dumps(manifest(library_sources()), indent=2))
    return 0


def manifest(sources: list[dict[str, str]]) -> dict[str, object]:
    """Return the manifest, with the files that pip installs from."""
    pip = "pip3 install --no-index --find-links=. --prefix=/app --no-build-isolation"
    libraries = {
        "name": "libraries",
        "buildsystem": "simple",
        "build-commands": [f"{pip} --require-hashes -r lock-run.txt"],
        "sources": [*sources, {"type": "file", "path": str(ROOT / "packaging/lock-run.txt")}],
    }
    program = {
        "name": COMMAND,
        "buildsystem": "simple",
        "build-commands": [
            f"{pip} --no-deps .",
            "PYTHONPATH=/app/lib/python3/site-packages python3 packaging/linux/desktop_files.py / --prefix app",
        ],
        "sources": [{"type": "dir", "path": str(ROOT), "skip": [".venv", "build", "dist", ".git"]}],
    }
    return {
        "id": APP_ID,
        "runtime": "org.freedesktop.Platform",
        "runtime-version": RUNTIME,
        "sdk": "org.freedesktop.Sdk",
        "command": COMMAND,
        "finish-args": FINISH,
        "cleanup": ["*.pyi", "/include", "/share/doc"],
        "modules": [libraries, program],
    }


def library_sources() -> list[dict[str, str]]:
    """Return each file that pip would install for the runtime's Python, with its address and hash."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told.json")
        call = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--dry-run",
            "--quiet",
            "--ignore-installed",
            "--require-hashes",
        ]
        kind = ["--only-binary=:all:", "--python-version", PYTHON, "--platform", "manylinux_2_34_x86_64"]
        older = [word for year in ("2_28", "2_17") for word in ("--platform", f"manylinux_{year}_x86_64")]
        place = ["--target", folder, "--report", str(told), "-r", str(ROOT / "packaging/lock-run.txt")]
        subprocess.run([*call, *kind, *older, *place], check=True)
        return sources_of(json.loads(told.read_text(encoding="utf-8")))


def sources_of(report: dict[str, object]) -> list[dict[str, str]]:
    """Return the sources in pip's own report of an installation."""
    found = []
    for each in report["install"]:
        file = each["download_info"]
        found.append({"type": "file", "url": file["url"], "sha256": file["archive_info"]["hashes"]["sha256"]})
    return sorted(found, key=lambda source: source["url"])


if __name__ == "__main__":
    sys.exit(main())
