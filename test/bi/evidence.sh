#!/bin/bash
# The Evidence dashboard of doc/bi/evidence builds, and in headless Chromium each of its pages says what SQL says.
# PICTURES=FOLDER keeps the pictures of the pages there; doc/pictures has those of a release.
# packages: nodejs=node npm=npm chromium=chromium
set -euo pipefail
. "$tree/test/lib.sh"
. "$tree/test/dashboard/build.sh"
puppeteer=24.9.0
folder=$WORK/evidence
pictures=${PICTURES:-$folder/pictures}

if build_dashboard "$folder"; then
	say "ok evidence: the dashboard builds"
else
	say "not ok evidence: the dashboard builds"
	exit
fi

psql -X -A -t -F $'\t' -v ON_ERROR_STOP=1 -U "$READER" -f "$tree/test/bi/evidence/figures.sql" >"$folder/figures"
mkdir -p "$folder/look" "$pictures"
cp "$tree/test/bi/evidence/look.mjs" "$folder/look"
cd "$folder/look"
echo '{"private": true}' >package.json
say "    fetching puppeteer-core $puppeteer"
npm install --silent --no-audit --no-fund --ignore-scripts "puppeteer-core@$puppeteer"
set -m
node "$tree/test/dashboard/serve.mjs" "$folder/build" >"$folder/address" &
set +m
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
	[ -s "$folder/address" ] && break
	sleep 0.5
done
say "    looking at the pages"
node look.mjs "$(cat "$folder/address")" "$folder/figures" "$pictures"
