#!/bin/bash
# node-postgres, which Evidence and most of what is written for Node go through.
# packages: nodejs=node npm=npm
set -euo pipefail
pg=8.23.1
cd "$(mktemp -d "$WORK/node.XXXXXX")"
mapfile -t reports < <(psql -X -A -t -c "SELECT c.relname FROM pg_class AS c
	WHERE c.relnamespace = 'example_bi'::regnamespace AND c.relkind = 'v' ORDER BY 1")
[ "${#reports[@]}" -gt 15 ]
echo '{"private": true}' >package.json
echo "    fetching pg $pg"
npm install --silent --no-audit --no-fund --ignore-scripts "pg@$pg"
cp "$tree/test/bi/clients/reports.js" .
TZ=America/New_York node reports.js "${reports[@]}"
