# server.sh: a private copy of the server in $WORK/root, under the paths that pg_config names: it
# finds its own lib and share folders there, and the system's are left alone. Sourced after work.sh.
server_root=$WORK/root
server_bin=$server_root$("$PG_CONFIG" --bindir)
server_port=5432 # of a socket in our own folder; nothing listens on the network

copy_server() {
	local part from
	for part in bindir pkglibdir sharedir; do
		from=$("$PG_CONFIG" "--$part")
		mkdir -p "$server_root$from"
		cp -R -P "$from/." "$server_root$from"
	done
}

# install_extension BUILD [MAKE OPTION...]: builds there what is not built yet, and installs it
# into the private copy.
install_extension() {
	local build=$1
	shift
	mkdir -p "$build"
	make -s -C "$build" -f "$tree/Makefile" -j"$(jobs_at_once)" "$@" \
		DESTDIR="$server_root" install >"$WORK/install.log" 2>&1 || {
		cat "$WORK/install.log" >&2
		return 1
	}
}

# start_server [SETTING=VALUE...]: on the data that is there, or on new ones.
start_server() {
	local setting options="-c listen_addresses= -c fsync=off -k $WORK -p $server_port"
	for setting in "$@"; do
		options+=" -c $setting"
	done
	[ -d "$WORK/data" ] || "$server_bin/initdb" -D "$WORK/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
		>"$WORK/initdb.log" 2>&1 || {
		cat "$WORK/initdb.log" >&2
		return 1
	}
	"$server_bin/pg_ctl" -D "$WORK/data" -o "$options" -l "$WORK/server.log" -w -s start || {
		cat "$WORK/server.log" >&2
		return 1
	}
	export PGHOST=$WORK PGPORT=$server_port PGUSER=postgres PGCLIENTENCODING=UTF8
	export PSQLRC=/dev/null PSQL_HISTORY=/dev/null
}

stop_server() {
	"$server_bin/pg_ctl" -D "$WORK/data" -m fast -w -s stop
}

# make_database NAME: with the extension in it and its schema on the path.
make_database() {
	"$server_bin/psql" -X -q -v ON_ERROR_STOP=1 -d postgres -c "CREATE DATABASE $1" \
		-c "ALTER DATABASE $1 SET search_path = public, caseload"
	PGOPTIONS='-c client_min_messages=warning' "$server_bin/psql" -X -q -v ON_ERROR_STOP=1 -d "$1" \
		-c 'CREATE EXTENSION caseload CASCADE'
}
