#!/bin/bash
# psqlODBC, which Excel, Power BI Desktop, Access and LibreOffice go through.
# packages: odbc-postgresql=/usr/lib/*/odbc/psqlodbcw.so unixodbc=odbcinst python3-pyodbc=/usr/lib/python3/dist-packages/pyodbc*.so
set -euo pipefail
mapfile -t reports < <(psql -X -A -t -c "SELECT c.relname FROM pg_class AS c
	WHERE c.relnamespace = 'example_bi'::regnamespace AND c.relkind = 'v' ORDER BY 1")
[ "${#reports[@]}" -gt 15 ]
/usr/bin/python3 "$tree/test/bi/clients/reports.py" "${reports[@]}"
