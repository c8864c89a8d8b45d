#!/bin/bash
# The Metabase collection of doc/bi/metabase is what Metabase's own checker takes for one.
# packages: nodejs=node npm=npm
set -euo pipefail
representations=1.2.0
cd "$(mktemp -d "$WORK/metabase.XXXXXX")"
echo '{"private": true}' >package.json
echo "    fetching @metabase/representations $representations"
npm install --silent --no-audit --no-fund --ignore-scripts "@metabase/representations@$representations"
if node node_modules/@metabase/representations/dist/bin/cli.js validate-schema --folder "$tree/doc/bi/metabase" >said 2>&1; then
	echo "ok metabase: every file is a representation"
else
	cat said
	echo "not ok metabase: every file is a representation"
fi
