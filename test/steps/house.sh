#!/bin/bash
# What packagers and PGXS users count on: builds anywhere, installs what it should and no more,
# leaves nothing behind, and says one version everywhere.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$tree/caseload.control")
mkdir -p "$WORK/house"
cd "$WORK/house"

# verdict NAME COMMAND...: what the command says is shown if it fails.
verdict() {
	local name=$1 status
	shift
	set +e # not by ||, under which a function goes on after what fails in it
	(
		set -e
		"$@"
	) >"$WORK/house/verdict.log" 2>&1
	status=$?
	set -e
	if [ "$status" -eq 0 ]; then
		say "ok $name"
	else
		cat "$WORK/house/verdict.log"
		say "not ok $name"
	fi
}

build() {
	make -s -f "$tree/Makefile" -j"$(jobs_at_once)" with_llvm=no "$@"
}

builds_beside_the_source() {
	mkdir beside
	cd beside
	make -s -f ../../caseload/Makefile -j"$(jobs_at_once)" with_llvm=no
	[ -f caseload.so ] && [ -f "caseload--$version.sql" ]
}

does_nothing_twice() {
	make -C "$WORK/gcc" -f "$tree/Makefile" CC=gcc >twice.log
	cat twice.log
	! grep -vE "^make.*(Nothing to be done for|(Entering|Leaving) directory)" twice.log || return 1
}

installs_what_it_should() {
	local share lib file
	cd beside
	build DESTDIR="$WORK/house/dest" install
	share=$("$PG_CONFIG" --sharedir)/extension
	lib=$("$PG_CONFIG" --pkglibdir)
	{
		echo "$lib/caseload.so"
		echo "$share/caseload.control"
		echo "$share/caseload--$version.sql"
		for file in "$tree"/upgrade/caseload--*--*.sql; do
			file=$(basename "$file" .sql)
			echo "$share/${file%--*}--$version-unfinished.sql"
		done
		echo "$share/caseload--$version-unfinished--$version.sql"
	} | sort >expected
	(cd "$WORK/house/dest" && find . -type f | sed 's/^\.//' | sort) >installed
	diff -u expected installed
}

uninstalls() {
	cd beside
	build DESTDIR="$WORK/house/dest" uninstall
	[ -z "$(find "$WORK/house/dest" -type f)" ]
}

cleans_the_source() {
	copy=$WORK/house/copy
	cp -R "$tree" "$copy"
	cd "$copy"
	find . -type f -exec cksum {} + | sort >"$WORK/house/before"
	make -s -j"$(jobs_at_once)"
	make -s clean
	find . -type f -exec cksum {} + | sort >"$WORK/house/after"
	diff -u "$WORK/house/before" "$WORK/house/after"
	# and what is built is none that git would show, where there is a git to ask
	if command -v git >/dev/null; then
		git init -q .
		git add -A .
		make -s -j"$(jobs_at_once)"
		git status --porcelain >"$WORK/house/status"
		! grep -v '^A ' "$WORK/house/status" || return 1
	fi
}

names() {
	nm -D --defined-only "$1" | awk '{ sub(/@.*/, "", $3); print $3 }' | sort -u
}

exports_its_own_names() {
	local strangers
	names "$WORK/gcc/caseload.so" >ours
	grep -q '^pg_finfo_caseload_' ours
	strangers=$(grep -vE '^(caseload_|cl_|pg_finfo_caseload_|Pg_magic_func$|_PG_init$|_init$|_fini$)' ours || true)
	[ -z "$strangers" ] || {
		echo "names that are not ours: $strangers"
		return 1
	}
	# a name that the server has, too, would call the server's function
	names "$("$PG_CONFIG" --bindir)/postgres" | comm -12 - ours >shared
	[ ! -s shared ] || {
		echo "names the server has: $(cat shared)"
		return 1
	}
}

# Every C name called from SQL begins with caseload_, and each one is there.
sql_calls_what_is_there() {
	sed -n "s/.*'MODULE_PATHNAME', '\([^']*\)'.*/\1/p" "$WORK/gcc/caseload--$version.sql" | sort -u >called
	[ -s called ]
	names "$WORK/gcc/caseload.so" | comm -13 - called >absent
	cat absent
	[ ! -s absent ]
}

# The files of the guard call one way: none calls what stands before it in the order that guard.h gives.
guard_calls_one_way() {
	local order file before name
	order=$(sed -n '/^ \* order:/,/^ \*\//p' "$tree/src/guard/guard.h" | sed 's/^ \* *//; s/^order://; s/^\/$//')
	ls "$tree"/src/guard/*.c | sed 's/.*\///; s/\.c$//' | sort >files
	tr -s ' \n' '\n' <<<"$order" | sed '/^$/d' | sort | diff - files
	for file in $order; do
		nm --defined-only "$WORK/gcc/src/guard/$file.o" | awk -v file="$file" '$2 == "T" { print $3, file }'
	done | sort >defined
	[ -s defined ]
	before=
	for file in $order; do
		nm -u "$WORK/gcc/src/guard/$file.o" | awk '{ print $2 }' | sort | join - defined >called
		for name in $before; do
			! grep " $name\$" called | sed "s/^/$file.c calls /; s/\$/.c/" | grep . || return 1
		done
		before="$before $file"
	done
}

says_one_version() {
	grep -q "\"version\": \"$version\"" "$tree/META.json" || {
		echo "META.json does not say $version"
		return 1
	}
	[ "$(sed -n 's/^## \[\([0-9][^]]*\)\].*/\1/p' "$tree/CHANGELOG.md" | head -n 1)" = "$version" ] || {
		echo "the newest version of CHANGELOG.md is not $version"
		return 1
	}
}

meta_is_as_pgxn_asks() {
	perl "$tree/test/steps/meta.pl" "$tree"
}

# The archive for PGXN is the commit's, and its META.json has the addresses that it was given; without them there is none.
dist_has_the_addresses() {
	command -v git >/dev/null || return 0
	local repository=https://code.valley.test/caseload.git
	cp -R "$tree" dist
	cd dist
	git init -q .
	git add -A .
	git -c user.name=maintainer -c user.email=maintainer@valley.test commit -q -m all
	! bash test/dist.sh >refused 2>&1 || return 1
	grep -q 'REPOSITORY=https' refused
	REPOSITORY=$repository bash test/dist.sh
	# perl's own module reads it, as unzip is no part of every machine
	perl -MIO::Uncompress::Unzip=:all -e '
		my $zip = IO::Uncompress::Unzip->new($ARGV[0]) or die $UnzipError;
		for (my $more = 1; $more > 0; $more = $zip->nextStream())
		{
			my $name = $zip->getHeaderInfo()->{Name};
			print "$name\n";
			local $/;
			my $text = <$zip>;
			next unless $name =~ m{^[^/]*/META\.json$};
			mkdir "out";
			open my $out, ">", "out/META.json" or die;
			print $out $text;
		}' "build/caseload-$version.zip" >names
	grep -qx "caseload-$version/src/pg/schema.sql" names
	[ "$(grep -c '/META.json$' names)" -eq 1 ]
	grep -q "\"url\" : \"$repository\"" out/META.json
	cp out/META.json META.json
	perl test/steps/meta.pl .
}

# field FILE NAME: the first field of that name in a file of Debian's form.
field() {
	sed -n "s/^$2: *//p" "$1" | head -n 1
}

# The package says the version that is built, stands for every server that setup.sh takes, and its control file is what
# pg_buildext would make of the template.
debian_agrees() {
	cd "$tree/debian"
	[ "$(sed -n '1s/^caseload (\([^)]*\)-[0-9.]*).*/\1/p' changelog)" = "$version" ] || {
		echo "debian/changelog does not say $version"
		return 1
	}
	[ "$(cat pgversions)" = "15+" ] && [ "$(field control Source)" = caseload ] || return 1
	[ "$(field control.in Package)" = postgresql-PGVERSION-caseload ] || return 1
	[[ "$(field control Package)" =~ ^postgresql-([0-9]+)-caseload$ ]] || return 1
	sed "s/PGVERSION/${BASH_REMATCH[1]}/g" control.in | diff - <(grep -v '^#' control) || return 1
	[[ "$(field control Depends)" == *"postgresql-contrib-${BASH_REMATCH[1]},"* ]] || return 1
	[ -x rules ] && make -n -f rules clean | grep -q '^dh clean --with pgxs' || return 1
	bash -n tests/create-extension
	# word for word the license that the source has
	diff <(sed -n '5,$p' "$tree/LICENSE") <(sed -n '/^License:/,$p' copyright | sed '1d; s/^ //; s/^\.$//')
}

rooms_call_downward() {
	perl "$tree/test/steps/rooms.pl" "$tree"
}

# A machine without the server's headers is told what is missing, not what make made of it.
says_what_the_build_needs() {
	! make -s -f "$tree/Makefile" PG_CONFIG=/nonexistent/pg_config >build_needs 2>&1 || return 1
	cat build_needs
	grep -q 'postgresql-server-dev-NN' build_needs && [ "$(wc -l <build_needs)" -eq 1 ]
}

words_are_in_the_catalogs() {
	perl "$tree/test/steps/words.pl" "$tree"
}

scripts_are_sound() {
	local file
	for file in "$tree"/test/*.sh "$tree"/test/steps/*.sh "$tree"/test/bi/*.sh "$tree"/test/dashboard/*.sh "$tree/.ci/run"; do
		bash -n "$file"
	done
}

# What the demo keeps is taken again, is not taken once a source is another, and only one is kept.
demo_is_kept_and_taken() {
	. "$tree/test/cache.sh"
	local tree_before=$tree first
	CASELOAD_CACHE=$PWD/kept
	CASELOAD_CACHE=$(make_cache_folder "$(id -un)")
	WORK=$PWD/demo
	tree=$PWD/source
	mkdir -p "$WORK/root" "$WORK/data" "$tree/test" "$CASELOAD_CACHE/not_ours"
	cp -R "$tree_before/Makefile" "$tree_before/caseload.control" "$tree_before/src" "$tree_before/contracts" \
		"$tree_before/upgrade" "$tree"
	cp -R "$tree_before/test/demo" "$tree_before/test/server.sh" "$tree/test"
	echo 15 >"$WORK/data/PG_VERSION"
	! take_from_cache || return 1
	keep_in_cache
	first=$(cache_name)
	rm -r "$WORK/root" "$WORK/data"
	take_from_cache && [ -f "$WORK/data/PG_VERSION" ] && [ -d "$WORK/root" ] || return 1
	echo >>"$tree/src/district/10_rules/$(ls "$tree/src/district/10_rules" | head -n 1)"
	! take_from_cache || return 1
	keep_in_cache
	[ -d "$CASELOAD_CACHE/$(cache_name)" ] && [ ! -e "$CASELOAD_CACHE/$first" ] && [ -d "$CASELOAD_CACHE/not_ours" ] || return 1
	[ "$(find "$CASELOAD_CACHE" -mindepth 1 -maxdepth 1 | wc -l)" -eq 2 ] || return 1
	CASELOAD_CACHE=
	keep_in_cache
	! take_from_cache || return 1
}

# What goes on for long says so, what is quick does not; the status is the command's, and nothing is left running.
long_work_tells_how_far_it_is() {
	how_far() { echo "so far"; }
	[ "$(telling 1 how_far sleep 3 | grep -c 'so far')" -ge 2 ] || return 1
	[ -z "$(telling 5 how_far true)" ] || return 1
	! telling 5 how_far false || return 1
	telling 5 how_far true
	[ -z "$(jobs -p)" ]
}

# While apt works, a line says how far it is, by what it printed itself.
apt_tells_how_far_it_is() {
	mkdir fake
	cat >fake/apt-get <<-'END'
		#!/bin/sh
		echo '0 upgraded, 2 newly installed, 0 to remove and 0 not upgraded.'
		echo 'Get:1 http://mirror/debian bookworm/main amd64 one amd64 1.0 [1 kB]'
		sleep 2
		echo 'Unpacking one (1.0) ...'
		echo 'Unpacking two (1.0) ...'
		sleep 2
		echo 'Setting up one (1.0) ...'
		sleep 2
	END
	chmod +x fake/apt-get
	PATH=$PWD/fake:$PATH TELL_SECONDS=1 bash "$tree/test/install.sh" update >told
	cat told
	grep -q '^setup: [0-9]* s, fetched 1 of 2 packages$' told
	grep -q '^setup: [0-9]* s, unpacked 2 of 2 packages$' told
	grep -q '^setup: [0-9]* s, set up 1 of 2 packages$' told
}

# SQL is read beside other windows: a line ends by column 120, a tab going on to the next fourth.
sql_lines_fit() {
	cd "$tree"
	find src contracts sql -name '*.sql' -print0 | sort -z | xargs -0 perl -CSD -e '
		while (<>) {
			chomp;
			my $width = 0;
			$width += $_ eq "\t" ? 4 - $width % 4 : 1 for split //;
			print "$ARGV:$.: $width columns\n" and $long = 1 if $width > 120;
			close ARGV if eof;
		}
		exit($long // 0);'
}

source_files_are_short() {
	cd "$tree"
	find src -name '*.[ch]' -o -name '*.sql' | sort | while read -r file; do
		lines=$(wc -l <"$file")
		[ "$lines" -le 500 ] || echo "$file:501: $lines lines"
	done >"$WORK/house/long_files"
	cat "$WORK/house/long_files"
	[ ! -s "$WORK/house/long_files" ]
}

verdict "builds beside the source" builds_beside_the_source
verdict "make does nothing the second time" does_nothing_twice
verdict "make install DESTDIR= installs what it should" installs_what_it_should
verdict "make uninstall takes all of it away" uninstalls
verdict "make clean leaves the source as it was" cleans_the_source
verdict "the library exports its own names alone" exports_its_own_names
verdict "SQL calls functions that are there" sql_calls_what_is_there
verdict "the files of the guard call one way" guard_calls_one_way
verdict "control file, META.json and CHANGELOG.md say one version" says_one_version
verdict "META.json is as PGXN asks" meta_is_as_pgxn_asks
verdict "make dist makes the archive with the addresses" dist_has_the_addresses
verdict "debian/ agrees with the source" debian_agrees
verdict "a district's rooms name nothing of rooms of higher numbers" rooms_call_downward
verdict "make says what it needs to build" says_what_the_build_needs
verdict "the catalogs have the words that are said, in each language, and no others" words_are_in_the_catalogs
verdict "the scripts parse" scripts_are_sound
verdict "what the demo built is kept, and taken again" demo_is_kept_and_taken
verdict "long work tells how far it is" long_work_tells_how_far_it_is
verdict "a line says how far apt is" apt_tells_how_far_it_is
verdict "lines of SQL end by column 120" sql_lines_fit
verdict "no file of the source is over 500 lines" source_files_are_short
