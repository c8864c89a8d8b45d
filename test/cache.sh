# cache.sh: what the demo built and loaded is kept for the next time, in one folder: root's in /var/cache/caseload,
# another user's in ~/.cache/caseload, or where CASELOAD_CACHE says (an empty CASELOAD_CACHE keeps nothing). Only the
# newest is kept, under a name made of all that it came from, so that no old one is ever taken. Sourced after lib.sh.

# make_cache_folder USER: prints the folder, made for that user if it is not there; nothing where none can be had.
make_cache_folder() {
	local folder=${CASELOAD_CACHE-default}
	if [ "$folder" = default ]; then
		if [ "$(id -u)" -eq 0 ]; then
			folder=/var/cache/caseload
			mkdir -p "$folder" 2>/dev/null && chown -R "$1" "$folder" && chmod 700 "$folder" || return 0
		else
			folder=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/caseload
		fi
	fi
	[ -n "$folder" ] || return 0
	if [ ! -d "$folder" ]; then
		mkdir -p "$folder" 2>/dev/null && chmod 700 "$folder" || return 0
		[ "$(id -u)" -ne 0 ] || chown "$1" "$folder"
	fi
	(cd "$folder" && pwd)
}

# Where a source, the demo, the server or the machine is another, so is the name.
cache_name() {
	{
		cd "$tree"
		find Makefile caseload.control src contracts upgrade test/demo test/server.sh -type f \
			! -name '*.o' ! -name '*.bc' -print0 | sort -z | xargs -0 sha256sum
		"$PG_CONFIG" --version --configure --bindir --sharedir --pkglibdir
		sha256sum <"$("$PG_CONFIG" --bindir)/postgres"
		uname -srm
	} | sha256sum | cut -c 1-32
}

# take_from_cache: puts what was kept into $WORK; false where there is nothing to take. What somebody else could have
# put there is not taken.
take_from_cache() {
	local kept
	[ -n "${CASELOAD_CACHE:-}" ] && [ -O "$CASELOAD_CACHE" ] || return 1
	kept=$CASELOAD_CACHE/$(cache_name)
	[ -d "$kept" ] && [ -O "$kept" ] || return 1
	cp -a --reflink=auto "$kept/root" "$kept/data" "$WORK" 2>/dev/null && [ -f "$WORK/data/PG_VERSION" ] && return
	rm -rf "$WORK/root" "$WORK/data"
	return 1
}

# keep_in_cache: keeps $WORK/root and $WORK/data, whose server must not run, in the place of what was kept before. A full
# disk is no reason to fail: then nothing is kept.
keep_in_cache() {
	local name part
	[ -n "${CASELOAD_CACHE:-}" ] && [ -O "$CASELOAD_CACHE" ] || return 0
	name=$(cache_name)
	part=$(mktemp -d "$CASELOAD_CACHE/.part.XXXXXX" 2>/dev/null) || return 0
	if cp -a --reflink=auto "$WORK/root" "$WORK/data" "$part" 2>/dev/null; then
		# by the form of our names, as the folder may hold other things
		find "$CASELOAD_CACHE" -mindepth 1 -maxdepth 1 -type d -regextype posix-extended \
			\( -regex '.*/[0-9a-f]{32}' -o -name '.part.??????' -mmin +60 \) -exec rm -rf {} + || true
		mv -T "$part" "$CASELOAD_CACHE/$name" 2>/dev/null || true
	fi
	rm -rf "$part"
}
