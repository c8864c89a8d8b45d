#!/bin/bash
# newer_tests.sh: of `make check` what can come out otherwise on another version of PostgreSQL: the build by both compilers,
# all of pg_regress and of the isolation tests, and the TAP tests of guards, dumps and upgrades. For WORK and PG_CONFIG.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/server.sh"
export tree WORK PG_CONFIG server_root server_bin
mkdir -p "$WORK/log" "$WORK/tmp"
status=0

say "$("$PG_CONFIG" --version)"
for step in build regress; do
	bash "$tree/test/steps/$step.sh" || status=1
done
# of the upgrades the longest way, at once and step by step: each of the others is as it is on the oldest server
export CASELOAD_FROM=${CASELOAD_FROM:-0.1.0 steps}
bash "$tree/test/steps/tap.sh" dump_restore.pl district_dump.pl guard_dump.pl guard_overlaps.pl guard_prepared.pl \
	guard_replica.pl guard_stopped.pl guarded_district_dump.pl soft_errors.pl upgrade.pl || status=1
exit "$status"
