"""A journal in a synchronised or a network folder is told from one on a disk of its own."""

from pathlib import Path

import pytest

from cramp_journal.store.file.places import NETWORK, SYNCED, Place, doubtful_place

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/vda / ext4 rw 0 0
tmpfs /home/robin/server/fast tmpfs rw 0 0
/dev/vdb /home ext4 rw 0 0
server:/people /home/robin/server nfs4 rw 0 0
//nas/share /mnt/my\040nas cifs rw 0 0
robin@host:/ /home/robin/far fuse.sshfs rw 0 0
/dev/sdb1 /media/robin/stick vfat rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""
PLACES = {
    "/home/robin/Dropbox/journal.sqlite": Place(SYNCED, "Dropbox"),
    "/home/robin/Dropbox (Personal)/a/b/journal.sqlite": Place(SYNCED, "Dropbox"),
    "/home/robin/OneDrive/journal.sqlite": Place(SYNCED, "OneDrive"),
    "/home/robin/OneDrive - Company/journal.sqlite": Place(SYNCED, "OneDrive"),
    "/Users/r/Library/Mobile Documents/com~apple~CloudDocs/journal.sqlite": Place(SYNCED, "iCloud"),
    "/Users/r/Library/CloudStorage/GoogleDrive-r@example.org/My Drive/j.sqlite": Place(SYNCED, "Google Drive"),
    "/Users/r/Library/CloudStorage/OneDrive-Personal/j.sqlite": Place(SYNCED, "OneDrive"),
    "/home/robin/Google Drive/journal.sqlite": Place(SYNCED, "Google Drive"),
    "/home/robin/Nextcloud/journal.sqlite": Place(SYNCED, "Nextcloud"),
    "/home/robin/syncthing/journal.sqlite": Place(SYNCED, "Syncthing"),
    "/home/robin/server/journal.sqlite": Place(NETWORK, "nfs4"),
    "/mnt/my nas/deep/journal.sqlite": Place(NETWORK, "cifs"),
    "/home/robin/far/journal.sqlite": Place(NETWORK, "fuse.sshfs"),
    "/run/user/1000/gvfs/smb-share/journal.sqlite": Place(NETWORK, "fuse.gvfsd-fuse"),
    "/home/robin/journal.sqlite": None,
    "/home/robin/server/fast/journal.sqlite": None,
    "/home/robin/servers/journal.sqlite": None,
    "/media/robin/stick/journal.sqlite": None,
    "/home/robin/dropbox-old.sqlite": None,
    "/home/robin/my dropboxes/journal.sqlite": None,
    "/home/megan/journal.sqlite": None,
    "/opt/journal.sqlite": None,
}


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS, encoding="utf-8")
    return file


@pytest.mark.parametrize(("file", "meant"), PLACES.items(), ids=PLACES)
def test_a_place_is_known_by_its_name_or_its_disk(mounts: Path, file: str, meant: Place | None) -> None:
    assert doubtful_place(Path(file), mounts) == meant


@pytest.mark.parametrize(("mark", "name"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_a_synchronised_folder_of_any_name_is_known_by_its_mark(
    tmp_path: Path, mounts: Path, mark: str, name: str
) -> None:
    (tmp_path / "mine" / "deep").mkdir(parents=True)
    file = tmp_path / "mine" / "deep" / "journal.sqlite"
    assert doubtful_place(file, mounts) is None
    (tmp_path / "mine" / mark).mkdir()
    assert doubtful_place(file, mounts) == Place(SYNCED, name)


def test_a_link_into_such_a_folder_is_seen_through(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Dropbox" / "journal.sqlite").touch()
    (tmp_path / "journal.sqlite").symlink_to(tmp_path / "Dropbox" / "journal.sqlite")
    assert doubtful_place(tmp_path / "journal.sqlite", mounts) == Place(SYNCED, "Dropbox")


@pytest.mark.parametrize("content", ["", "garbage", "one two\n\n /dev \\777 ext4\n", "\0\0"])
def test_a_system_that_does_not_tell_its_disks_says_nothing(tmp_path: Path, content: str) -> None:
    odd = tmp_path / "mounts"
    odd.write_text(content, encoding="utf-8")
    assert doubtful_place(tmp_path / "journal.sqlite", odd) is None
    assert doubtful_place(tmp_path / "journal.sqlite", tmp_path / "none") is None
