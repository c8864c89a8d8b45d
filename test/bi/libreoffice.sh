#!/bin/bash
# LibreOffice Calc, for all spreadsheets: each report as a sheet, by ODBC and by a CSV file.
# packages: libreoffice-calc=soffice libreoffice-base-drivers=/usr/lib/libreoffice/program/libodbclo.so python3-uno=/usr/lib/python3/dist-packages/uno.py
# packages: odbc-postgresql=/usr/lib/*/odbc/psqlodbcw.so unixodbc=odbcinst
set -euo pipefail
folder=$(mktemp -d "$WORK/sheets.XXXXXX")
mapfile -t reports < <(psql -X -A -t -c "SELECT c.relname FROM pg_class AS c
	WHERE c.relnamespace = 'example_bi'::regnamespace AND c.relkind = 'v' ORDER BY 1")
[ "${#reports[@]}" -gt 15 ]
cat >"$folder/odbc.ini" <<INI
[caseload]
Driver = PostgreSQL Unicode
Servername = $PGHOST
Port = $PGPORT
Database = $PGDATABASE
UserName = $READER
BoolsAsChar = 0
UpdatableCursors = 0
INI
pipe=caseload-$$
# what soffice starts goes on when soffice is stopped; the folder's name tells it from anybody else's
trap 'pgrep -f "file://$folder/profile" | xargs -r kill 2>/dev/null || true' EXIT
ODBCINI="$folder/odbc.ini" HOME="$folder" soffice --headless --invisible --norestore --nologo \
	"-env:UserInstallation=file://$folder/profile" "--accept=pipe,name=$pipe;urp" >"$folder/said" 2>&1 &
/usr/bin/python3 "$tree/test/bi/clients/sheets.py" "$pipe" "$folder" "${reports[@]}" || {
	status=$?
	cat "$folder/said"
	exit "$status"
}
wait
