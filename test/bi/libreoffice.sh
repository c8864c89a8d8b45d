#!/bin/bash
# LibreOffice Calc, for all spreadsheets: each report as a sheet, by ODBC and by a CSV file.
# packages: libreoffice-calc=soffice libreoffice-base=/usr/lib/libreoffice/program/libdbaxmllo.so
# packages: libreoffice-base-drivers=/usr/lib/libreoffice/program/libodbclo.so python3-uno=/usr/lib/python3/dist-packages/uno.py
# packages: odbc-postgresql=/usr/lib/*/odbc/psqlodbcw.so unixodbc=odbcinst
set -euo pipefail
folder=$(mktemp -d "$WORK/sheets.XXXXXX")
mapfile -t reports < <(psql -X -A -t -c "SELECT c.relname FROM pg_class AS c
	WHERE c.relnamespace = 'example_bi'::regnamespace AND c.relkind = 'v' ORDER BY 1")
[ "${#reports[@]}" -gt 15 ]
# data_source NAME LINE: one of the INI file, as doc/bi.md has it but for what differs
data_source() {
	printf '[%s]\nDriver = PostgreSQL Unicode\nServername = %s\nPort = %s\nDatabase = %s\nUserName = %s\nBoolsAsChar = 0\n%s\n' \
		"$1" "$PGHOST" "$PGPORT" "$PGDATABASE" "$READER" "$2"
}
{
	data_source caseload 'UpdatableCursors = 0'
	data_source updatable 'UpdatableCursors = 1'
} >"$folder/odbc.ini"
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
