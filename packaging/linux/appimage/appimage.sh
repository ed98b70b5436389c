#!/bin/sh
# Makes an AppImage of the frozen program: one file that runs without being installed. Not run: its tool is not to be had
# from a package registry. What it packs is what the .deb packs.
#   sh packaging/linux/appimage/appimage.sh FROZEN OUT.AppImage      APPIMAGETOOL=… RUNTIME=… name the tool and its runtime
# It uses the system's libraries for the screen, as the .deb does; of those, libxcb-cursor is the one that some lack.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
frozen=$1
out=$2
id=$("${PYTHON:-python3}" -c "import sys; sys.path.insert(0, '$root'); from cramp_journal.identity import APP_ID; print(APP_ID)")

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/usr/lib" "$folder/usr/bin"
cp -R "$frozen" "$folder/usr/lib/cramp-journal"
ln -s ../lib/cramp-journal/cramp-journal "$folder/usr/bin/cramp-journal"
"${PYTHON:-python3}" "$root/packaging/linux/desktop_files.py" "$folder" --prefix usr
cp "$here/AppRun" "$folder/AppRun"
chmod 755 "$folder/AppRun"
# The tool wants the desktop entry and the icon at the top as well.
cp "$folder/usr/share/applications/$id.desktop" "$folder/"
cp "$folder/usr/share/icons/hicolor/256x256/apps/$id.png" "$folder/"
ln -s "$id.png" "$folder/.DirIcon"
# The runtime is given as a file, with the hash that RELEASING.md asks to compare; without it, the tool would fetch one.
"${APPIMAGETOOL:-appimagetool}" --runtime-file "$RUNTIME" --no-appstream "$folder" "$out"
