#!/bin/sh
# Run by jpackage in the package's own root before it is packed: adds what belongs under /usr. The launcher that works with
# and without a window replaces jpackage's, which knows one set of flags only.
set -eu
cd "$JpAppImageDir"
cp -R '{root}/usr' .
rm -f opt/ajar/bin/{name} opt/ajar/lib/app/{name}.cfg opt/ajar/lib/app/.jpackage.xml opt/ajar/lib/libapplauncher.so opt/ajar/lib/{name}.png
rm -rf opt/ajar/share
mkdir -p usr/bin
ln -sf ../../opt/ajar/bin/ajar usr/bin/ajar
find usr -type d -exec chmod 755 {} +
find usr -type f -exec chmod 644 {} +
