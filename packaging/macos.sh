#!/bin/sh
# Make dist/Kompass-VERSION.dmg, on a Mac: sh packaging/macos.sh
# With a developer certificate's name in KOMPASS_SIGN_AS the program is signed; without,
# macOS asks each user to allow it. Notarise the signed file with `xcrun notarytool submit`.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/packaging/environment.sh"

prepare bundle
cd "$root"
"$python" -m PyInstaller --noconfirm --log-level WARN packaging/kompass.spec
if [ -n "${KOMPASS_SIGN_AS:-}" ]; then
    codesign --force --deep --options runtime --sign "$KOMPASS_SIGN_AS" dist/Kompass.app
fi

version=$("$python" -c 'import kompass_desktop; print(kompass_desktop.__version__)')
image=build/dmg
rm -rf "$image"
mkdir -p "$image"
cp -R dist/Kompass.app LICENSE "$image/"
# The window that opens shows the program beside the folder to drop it in.
ln -s /Applications "$image/Applications"
hdiutil create -ov -volname Kompass -srcfolder "$image" -format UDZO "dist/Kompass-$version.dmg"
