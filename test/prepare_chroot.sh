#!/bin/bash
# prepare_chroot.sh VERSION FOLDER USER: by root, makes the Debian that has this version of PostgreSQL, with all that the
# tests need, and FOLDER in it, with a copy of the source, for a user of the number that USER has here.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$tree/test/work.sh"
. "$tree/test/chroot.sh"
folder=$2
user=$(id -u "$3")
group=$(id -g "$3")

use_release "$1"
make_chroot
# a server wants its user to have a name
grep -q "^[^:]*:[^:]*:$user:" "$chroot/etc/passwd" ||
	echo "caseload$user:x:$user:$group::/nonexistent:/bin/sh" >>"$chroot/etc/passwd"
rm -rf "$folder"
mkdir -p "$folder/caseload" "$folder/tmp"
copy_source "$folder/caseload"
run_in_chroot "exec bash '${folder#"$chroot"}/caseload/test/setup.sh' check"
