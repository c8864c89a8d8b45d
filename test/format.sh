#!/bin/bash
# format.sh: `make format`, clang-format over the C files, in place.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
bash "$tree/test/setup.sh" check
formatter=$(find_clang_format)
[ -n "$formatter" ] || die "the clang-format that .clang-format names is not here"
c_files | xargs "$formatter" -i
