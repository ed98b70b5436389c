#!/bin/sh
# Makes the disk image for macOS of the frozen program. Not run on macOS.
#   sh packaging/macos/dmg.sh FROZEN OUT.dmg
# Signs and notarizes where SIGN_AS (“Developer ID Application: …”) and NOTARY_PROFILE are set; else a person has to allow
# the program in System Settings → Privacy & Security, once.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app="$1/Cramp Journal.app"
out=$2

if [ -n "${SIGN_AS-}" ]; then
  # Each library first, the program last: a seal covers what lies inside.
  find "$app" -type f \( -name '*.dylib' -o -name '*.so' \) -exec \
    codesign --force --timestamp --options runtime --sign "$SIGN_AS" {} \;
  codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$SIGN_AS" "$app"
  codesign --verify --deep --strict "$app"
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -R "$app" "$place/"
ln -s /Applications "$place/Applications"
hdiutil create -volname 'Cramp Journal' -srcfolder "$place" -fs HFS+ -format ULMO -ov "$out"

if [ -n "${NOTARY_PROFILE-}" ]; then
  xcrun notarytool submit "$out" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$out"
fi
