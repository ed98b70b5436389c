"""Whether a journal is in a synchronised or a network folder, where it may be replaced and locks may not work."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cramp_journal.i18n import Late

SYNCED, NETWORK = "synced", "network"

_FOLDERS = (  # folder names in a path that synchronising programs create
    ("Dropbox", r"dropbox( \(.*\))?"),
    ("OneDrive", r"onedrive( - .*|-.*)?"),
    ("iCloud", r"icloud ?drive|icloud~.*|mobile documents|com~apple~clouddocs"),
    ("Google Drive", r"google ?drive.*|my drive"),
    ("Nextcloud", r"nextcloud.*"),
    ("ownCloud", r"owncloud.*"),
    ("Syncthing", r"syncthing.*"),
    ("pCloud", r"pcloud ?drive"),
    ("MEGA", r"megasync.*|mega"),
    ("Proton Drive", r"proton ?drive.*"),
    (Late("a cloud service"), r"cloudstorage"),
)
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".sync": "Resilio Sync"}
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|afpfs|ceph|glusterfs|lustre|9p|davfs2?|ncpfs"
    r"|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|glusterfs|smbnetfs|google-drive-ocamlfuse|onedriver|curlftpfs)"
)
_MOUNTS = Path("/proc/mounts")


@dataclass(frozen=True)
class Place:
    """The kind of place that a journal is in, if it is worth a warning."""

    kind: str  # SYNCED or NETWORK
    name: str  # the service, or the type of the network disk


def doubtful_place(file: Path, mounts: Path = _MOUNTS) -> Place | None:
    """Return the synchronised or network folder that a file is in; None where nothing indicates one."""
    real = Path(os.path.realpath(file))
    for folder in real.parents:
        for name, pattern in _FOLDERS:
            if re.fullmatch(pattern, folder.name, re.IGNORECASE):
                return Place(SYNCED, name)
        for mark, name in _MARKS.items():
            if (folder / mark).exists():
                return Place(SYNCED, name)
    if str(real).startswith(("\\\\", "//")):
        return Place(NETWORK, "SMB")
    kind = _type_of_disk(real, mounts)
    return Place(NETWORK, kind) if _NETWORK.fullmatch(kind) else None


def _type_of_disk(file: Path, mounts: Path) -> str:
    """Return the file system type of the disk that holds a file, where the system tells (Linux)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        _device, place, kind, *_options = [*line.split(), "", "", ""]
        place = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place)
        if file.is_relative_to(place or "\0") and len(place) >= best:
            best, found = len(place), kind
    return found
