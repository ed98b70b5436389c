"""Who the program is to a desktop, a package and a shop of programs: each of it is written here once."""

# In reverse-domain form, as desktops want it. No domain is owned yet: should one be, this line alone is changed. The
# names of the desktop entry, the icons and the file type follow it, as do Wayland's app_id and X11's WM_CLASS.
APP_ID = "org.crampjournal.CrampJournal"

APP_NAME = "Cramp Journal"
APP_COMMAND = "cramp-journal"

# Where the files of this repository are found on the web, without a slash at the end. While it is empty, all that needs
# an address there is hidden: addresses and pictures in the AppStream data and on an index of packages, and “Check for a
# newer version”.
WEBSITE = ""

MIME_TYPE = "application/vnd.crampjournal"
FILE_ENDING = ".cramps"  # of a journal that is handed from one computer to another
