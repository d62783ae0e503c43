#!/bin/sh
# assemble.sh FOLDER: puts into FOLDER what is deployed, and nothing else: the built program without local mode, the cards,
# the dependencies of production with their native parts for Linux on x64. Run it in the root of the repository.
set -eu
to=$1
npm ci --ignore-scripts --no-audit --no-fund
npx --no-install tsc -b
rm -rf "$to"
mkdir -p "$to/dist"
cp -R package.json package-lock.json LICENSE docs/licences.md cards "$to"
for room in adapters app bin chat cli domain host; do
  cp -R "dist/$room" "$to/dist/$room"
done
(cd "$to" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --os=linux --cpu=x64 --libc=glibc)
# azd leaves node_modules out of its zip unless it finds this file
: > "$to/.webappignore"
# what only a compiler or a debugger reads: more than a third of the megabytes
find "$to/node_modules" -type f \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' \) -delete
