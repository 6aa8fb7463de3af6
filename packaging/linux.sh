#!/bin/sh
# Make dist/kompass-desktop_VERSION_ARCHITECTURE.deb: sh packaging/linux.sh
# Install it with `apt install ./FILE.deb`. Make it on the oldest Debian or Ubuntu that
# is to have it, since a bundle needs the C library it was made with, or a newer one.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/packaging/environment.sh"

prepare bundle
cd "$root"
"$python" -m PyInstaller --noconfirm --log-level WARN packaging/kompass.spec

needed=$(cd packaging && "$python" -c '
from system_packages import QT_LIBRARIES
print(", ".join(QT_LIBRARIES.values()))')
version=$("$python" -c 'import kompass_desktop; print(kompass_desktop.__version__)')
architecture=$(dpkg --print-architecture)
tree=build/deb
rm -rf "$tree"
mkdir -p "$tree/DEBIAN" "$tree/usr/lib" "$tree/usr/bin" "$tree/usr/share/applications" \
    "$tree/usr/share/icons/hicolor/scalable/apps" "$tree/usr/share/doc/kompass-desktop" \
    "$tree/usr/share/mime/packages"
cp -R dist/kompass "$tree/usr/lib/kompass-desktop"
ln -s ../lib/kompass-desktop/kompass-desktop "$tree/usr/bin/kompass-desktop"
cp packaging/kompass-desktop.desktop "$tree/usr/share/applications/"
# Both tables, of programs and of kinds of files, are brought up to date by the system's triggers.
cp packaging/kompass-desktop.xml "$tree/usr/share/mime/packages/"
cp resources/icons/kompass.svg "$tree/usr/share/icons/hicolor/scalable/apps/kompass-desktop.svg"
cp LICENSE "$tree/usr/share/doc/kompass-desktop/copyright"
cat >"$tree/DEBIAN/control" <<END
Package: kompass-desktop
Version: $version
Architecture: $architecture
Maintainer: Kompass
Depends: $needed
Section: misc
Priority: optional
Description: carry out, settle and report a Kommunekompasset evaluation
END
dpkg-deb --root-owner-group --build "$tree" "dist/kompass-desktop_${version}_$architecture.deb"
