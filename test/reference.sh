#!/bin/bash
# reference.sh: writes doc/reference*.md anew from the catalog and test/reference/*.txt, by a throw-away server.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
if [ "${1:-}" != tar ] && [ -z "${CASELOAD_WORK:-}" ]; then
	# what works as an ordinary user gives its files through the pipe
	bash "$0" tar | tar -C "$tree/doc" --no-same-owner -xf -
	exit
fi
[ -n "${CASELOAD_WORK:-}" ] || exec 3>&1 1>&2
in_work_directory demo tar
. "$tree/test/server.sh"

say "reference: building caseload for $("$PG_CONFIG" --version)"
copy_server
install_extension "$WORK/build" with_llvm=no
start_server
mkdir "$WORK/pages"
export PATH="$server_bin:$PATH"
perl "$tree/test/reference/write.pl" "$tree" "$WORK/pages" || die "test/reference/*.txt: see above"
tar -C "$WORK/pages" -cf - . >&3
say "reference: doc/reference.md, doc/reference-district.md and doc/reference-tables.md are written"
