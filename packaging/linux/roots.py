"""Bare systems to install in: what `debootstrap` makes, and nothing more, with one person who is no administrator."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PERSON, NUMBER = "person", 1000
_BARE = "base-"  # a finished root is kept, and copied for each try
_SHARED = ("/proc", "/sys", "/dev", "/tmp/.X11-unix")
_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}


class Root:
    """A bare system in a folder."""

    def __init__(self, place: Path) -> None:
        """Take the system in a folder."""
        self.place = place
        self.home = place / "home" / PERSON

    def run(self, *words: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as root, and return what it said."""
        return self._run([], words, {"DEBIAN_FRONTEND": "noninteractive", **environment}, check=check)

    def by_person(self, *words: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the person, and return what it said."""
        return self._run(self._user(), words, self._own(environment), check=check)

    def begin(self, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Begin a command as the person, which goes on by itself."""
        call = ["chroot", *self._user(), str(self.place), *words]
        return subprocess.Popen(call, env=_ENVIRONMENT | self._own(environment), stderr=subprocess.DEVNULL)

    def apt(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run apt-get as a person would who says yes."""
        return self.run("apt-get", "-q", "-y", "-o", "Dpkg::Use-Pty=0", *words, check=check)

    def files(self) -> set[str]:
        """Return all that is on the disk, but for what others mount there, and the system's own notes and caches."""
        passed = {self.place / name for name in ("proc", "sys", "dev", "tmp", "var/cache", "var/log", "var/lib/apt")}
        found = set[str]()
        for folder, folders, names in os.walk(self.place):
            folders[:] = [each for each in folders if Path(folder, each) not in passed]
            found |= {str(Path(folder, each).relative_to(self.place)) for each in [*folders, *names]}
        return found

    def _user(self) -> list[str]:
        return [f"--userspec={NUMBER}:{NUMBER}", "--groups="]

    def _own(self, environment: dict[str, str]) -> dict[str, str]:
        return {"HOME": f"/home/{PERSON}", "USER": PERSON, **environment}

    def _run(
        self, user: list[str], words: tuple[str, ...], environment: dict[str, str], *, check: bool
    ) -> subprocess.CompletedProcess[str]:
        call = ["chroot", *user, str(self.place), *words]
        done = subprocess.run(call, env=_ENVIRONMENT | environment, capture_output=True, text=True, check=False)
        if check and done.returncode:
            sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done


def in_own_mounts() -> None:
    """Begin this program anew where its mounts are seen by nobody else, and end with it."""
    if os.environ.get("OWN_MOUNTS") != "yes":
        os.environ["OWN_MOUNTS"] = "yes"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])


@contextmanager
def bare(suite: str, folder: Path) -> Iterator[Root]:
    """Give a bare system of its own, such as "bookworm", and remove it afterwards."""
    base = folder / f"{_BARE}{suite}"
    if not base.is_dir():
        _make(suite, base)
    place = folder / f"{suite}-{os.getpid()}"
    subprocess.run(["cp", "-a", "--reflink=auto", base, place], check=True)
    mounted = []
    try:
        for shared in _SHARED:
            Path(shared).mkdir(mode=0o1777, exist_ok=True)  # where no screen was started yet
            inside = place / shared.lstrip("/")
            inside.mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "--rbind", shared, inside], check=True)
            mounted.append(inside)
        for name in ("etc/resolv.conf", "etc/hosts"):
            shutil.copyfile(f"/{name}", place / name)
        yield Root(place)
    finally:
        for inside in reversed(mounted):
            subprocess.run(["umount", "--recursive", "--lazy", inside], check=False)
        if not any(os.path.ismount(each) for each in mounted):
            shutil.rmtree(place)


def mirror() -> str:
    """Return where this system gets its packages from; DEBIAN_MIRROR names another place."""
    call = ["apt-get", "indextargets", "--format", "$(SITE) $(ORIGIN)", "Created-By: Packages"]
    told = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    own = next((line.split()[0] for line in told if line.endswith(" Debian")), "")
    return os.environ.get("DEBIAN_MIRROR", own)


def _make(suite: str, base: Path) -> None:
    begun = time.monotonic()
    unready = base.with_suffix(".unready")
    shutil.rmtree(unready, ignore_errors=True)
    unready.parent.mkdir(parents=True, exist_ok=True)
    call = ["debootstrap", "--variant=minbase", suite, str(unready), mirror()]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"No bare {suite} can be made here: {done.stdout.splitlines()[-1:]} {done.stderr[-500:]}")
    root = Root(unready)
    root.run("useradd", "--create-home", "--uid", str(NUMBER), "--shell", "/bin/sh", PERSON)
    root.run("apt-get", "-q", "update")
    unready.rename(base)
    print(f"a bare {suite}: {time.monotonic() - begun:.0f} s", flush=True)
