#!/bin/bash
# stress.sh: `make stress`, readers, clerks and refreshes of one district at once for STRESS_SECONDS (an hour).
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
export STRESS_SECONDS=${STRESS_SECONDS:-3600}
in_work_directory check
. "$tree/test/server.sh"
export tree WORK PG_CONFIG server_root server_bin
say "stress: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/gcc" with_llvm=no
say "stress: $STRESS_SECONDS s"
bash "$tree/test/steps/tap.sh" books_stress.pl | tee "$WORK/stress.log"
grep -q '^ok' "$WORK/stress.log" && ! grep -q '^not ok' "$WORK/stress.log"
