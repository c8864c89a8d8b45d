#!/bin/bash
# install.sh [update] [PACKAGE...]: run as root by setup.sh. Installs packages without a question,
# and without the database cluster that Debian's server package would make and start.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
log=$(mktemp)
cluster_conf=/etc/postgresql-common/createcluster.conf
kept=

at_exit() {
	local pid
	for pid in $(jobs -p); do
		kill -TERM -- "-$pid" 2>/dev/null || true
	done
	[ -z "$kept" ] || mv -f "$kept" "$cluster_conf"
	rm -f "$log"
}
trap at_exit EXIT
trap 'exit 130' INT TERM HUP

# How far apt is, in one line, by what it wrote to its log.
tell_apt() {
	local all got unpacked ready
	all=$(sed -n 's/.* \([0-9]*\) newly installed.*/\1/p' "$log" | tail -n 1)
	got=$(grep -c '^Get:' "$log") || true
	unpacked=$(grep -c '^Unpacking ' "$log") || true
	ready=$(grep -c '^Setting up ' "$log") || true
	if [ "$ready" -gt 0 ]; then
		say "setup: $((SECONDS - started)) s, set up $ready of ${all:-?} packages"
	elif [ "$unpacked" -gt 0 ]; then
		say "setup: $((SECONDS - started)) s, unpacked $unpacked of ${all:-?} packages"
	elif [ -n "$all" ]; then
		say "setup: $((SECONDS - started)) s, fetched $got of $all packages"
	else
		say "setup: $((SECONDS - started)) s, apt is reading its lists"
	fi
}

apt_to_log() {
	apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 \
		-o Dpkg::Options::=--force-confold "$@" >"$log" 2>&1 </dev/null
}

run_apt() {
	telling "${TELL_SECONDS:-10}" tell_apt apt_to_log "$@" || {
		grep -E '^(E|Err|W):' "$log" | head -n 10 >&2 || tail -n 10 "$log" >&2
		return 1
	}
}

started=$SECONDS
if [ "$1" = update ]; then
	say "setup: reading the package lists"
	run_apt update
	shift
	[ $# -gt 0 ] || exit 0
fi
if [[ " $*" == *" postgresql-"[0-9]* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
	say "setup: installing postgresql-common"
	run_apt install postgresql-common
fi
if [ -e "$cluster_conf" ]; then
	# no cluster is to be made; the file is put back as it was, whatever happens
	[ -e "$cluster_conf.caseload" ] || cp -p "$cluster_conf" "$cluster_conf.caseload"
	kept=$cluster_conf.caseload
	echo 'create_main_cluster = false' >>"$cluster_conf"
fi
say "setup: installing $*" | fold -s -w 78 | sed 's, $,,'
run_apt install "$@"
say "setup: installed in $((SECONDS - started)) s"
