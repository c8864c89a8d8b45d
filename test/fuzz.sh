#!/bin/bash
# fuzz.sh: `make fuzz`, the fuzz targets for FUZZ_SECONDS (60) each.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
export FUZZ_SECONDS=${FUZZ_SECONDS:-60}
in_work_directory check
export WORK
bash "$tree/test/steps/fuzz.sh" | tee "$WORK/fuzz.log"
grep -q '^ok' "$WORK/fuzz.log" && ! grep -q '^not ok' "$WORK/fuzz.log"
