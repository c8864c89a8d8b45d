#!/bin/bash
# postgres-range (npm, 1.1.4), the parser of range columns that node-postgres plug-ins use, and a stay or a term that
# is written as open until 'infinity'.
#
# Expected: a range that is read and written again is the same range; PostgreSQL knows two kinds of open ends, and for
# it [2025-09-01,infinity) and [2025-09-01,) are two different dateranges: they are not equal, upper() of the one is
# 'infinity' and of the other null, and upper_inf() says false of the one and true of the other.
# Seen: both are read as unbounded, and written as [2025-09-01,); so an edit of any other column that writes the row
# back changes the range, and a key or a WHERE that has the former no longer finds it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts postgres-range@1.1.4 >/dev/null
cat >read.js <<'JS'
const ranges = require("postgres-range");
const same = (bound) => bound;
for (const written of ["[2025-09-01,2026-06-20)", "[2025-09-01,)", "[2025-09-01,infinity)", "[-infinity,2026-06-20)"]) {
	const range = ranges.parse(written, same);
	console.log(`${written} upper ${range.upper} unbounded ${range.hasMask(ranges.RANGE_UB_INF)} again ${range.toPostgres(same)}`);
}
JS
cat >expected <<'TEXT'
[2025-09-01,2026-06-20) upper 2026-06-20 unbounded false again [2025-09-01,2026-06-20)
[2025-09-01,) upper null unbounded true again [2025-09-01,)
[2025-09-01,infinity) upper null unbounded true again [2025-09-01,)
[-infinity,2026-06-20) upper 2026-06-20 unbounded false again (,2026-06-20)
TEXT
node read.js >seen || true
diff -u expected seen && echo "as seen with postgres-range $(node -p 'require("./node_modules/postgres-range/package.json").version')"
