#!/bin/bash
# pgjdbc, which Metabase, Tableau, DBeaver and LibreOffice Base go through.
# packages: openjdk-17-jdk-headless=javac libpostgresql-jdbc-java=/usr/share/java/postgresql.jar
set -euo pipefail
mapfile -t reports < <(psql -X -A -t -c "SELECT c.relname FROM pg_class AS c
	WHERE c.relnamespace = 'example_bi'::regnamespace AND c.relkind = 'v' ORDER BY 1")
[ "${#reports[@]}" -gt 15 ]
java -cp /usr/share/java/postgresql.jar "$tree/test/bi/clients/Reports.java" "${reports[@]}"
