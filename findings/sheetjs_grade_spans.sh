#!/bin/bash
# SheetJS (npm xlsx 0.18.5) reads a CSV roster whose cells are grade spans, ratios and rooms, with its default options.
#
# Expected: text that is no number and no day stays text, so that reading a CSV and writing it again changes nothing.
# Seen: a span of two numbers is a day of 2001 if the first could be a month and the second a day of it: grades 9-12
# are written back as 9/12/01, steps 1-3 as 1/3/01, and as numbers they are 37146 and 36894; K-3 and steps 13-14 beside
# them stay text. Room 3E2 becomes the number 300, and is written back as 3E2 by sheet_to_csv, but not by
# sheet_to_json, which gives 300. The same column so holds three kinds of values, and no warning is given. A roster
# that went through it says grades 9, 12 and 1 where its reader takes slashes for a list.
# `raw: true` keeps all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >/dev/null
cat >roster.csv <<'CSV'
class,grades,steps,room
A,9-12,1-3,3E2
B,K-3,13-14,2-14
CSV
cat >read.js <<'JS'
const fs = require("fs"), sheets = require("xlsx");
const text = fs.readFileSync("roster.csv", "utf8");
for (const options of [{}, { raw: true }]) {
	const sheet = sheets.read(text, { type: "string", ...options }).Sheets.Sheet1;
	console.log(JSON.stringify(options));
	process.stdout.write(sheets.utils.sheet_to_csv(sheet).trim() + "\n");
	console.log(JSON.stringify(sheets.utils.sheet_to_json(sheet)));
}
JS
cat >expected <<'TEXT'
{}
class,grades,steps,room
A,9/12/01,1/3/01,3E2
B,K-3,13-14,2/14/01
[{"class":"A","grades":37146,"steps":36894,"room":300},{"class":"B","grades":"K-3","steps":"13-14","room":36936}]
{"raw":true}
class,grades,steps,room
A,9-12,1-3,3E2
B,K-3,13-14,2-14
[{"class":"A","grades":"9-12","steps":"1-3","room":"3E2"},{"class":"B","grades":"K-3","steps":"13-14","room":"2-14"}]
TEXT
node read.js >seen
diff -u expected seen && echo "as seen with SheetJS $(node -p 'require("xlsx").version')"
