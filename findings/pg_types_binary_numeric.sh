#!/bin/bash
# pg-types (npm, 2.2.0), which node-postgres 8.23.1 reads values with, and a numeric in binary format, as a query with
# `binary: true` gets it.
#
# Expected: the number that the server sent, or at least the double next to it.
# Seen: the weight of the first digit, a signed word, is read as an unsigned one, so what is below 1 is no number at
# all: 0.3 and 0.0001 are read as Infinity, a part of a full-time job as well as a share of a cent; no error is given.
# A day has no parser of its own there, and is its four raw bytes. pg-types 4.1.0 reads the numbers rightly, but no
# node-postgres uses it. In text format, the default, a numeric comes as text and is exact.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts pg@8.23.1 pg-types@2.2.0 pg-types-4@npm:pg-types@4.1.0 >/dev/null
cat >read.js <<'JS'
// what numeric_send of the server writes: count of digits to the base of 10,000, weight of the first, sign, how many
// are printed after the point, the digits
function sent(weight, scale, ...digits) {
	const bytes = Buffer.alloc(8 + 2 * digits.length);
	[digits.length, weight, 0, scale, ...digits].forEach((word, i) => bytes.writeInt16BE(word, 2 * i));
	return bytes;
}
console.log("pg uses", require("./node_modules/pg/package.json").dependencies["pg-types"]);
for (const version of ["pg-types", "pg-types-4"]) {
	const read = require(version).getTypeParser(1700, "binary");
	console.log(require(`./node_modules/${version}/package.json`).version, "58700.1:", String(read(sent(1, 1, 5, 8700, 1000))),
		"0.3:", String(read(sent(-1, 1, 3000))), "0.0001:", String(read(sent(-1, 4, 1))));
}
JS
cat >expected <<'TEXT'
pg uses 2.2.0
2.2.0 58700.1: 58700.1 0.3: Infinity 0.0001: Infinity
4.1.0 58700.1: 58700.1 0.3: 0.3 0.0001: 0.0001
TEXT
node read.js >seen || true
diff -u expected seen && echo "as seen with pg-types 2.2.0"
