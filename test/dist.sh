#!/bin/bash
# dist.sh: `make dist` puts the archive that PGXN takes, NAME-VERSION.zip of the commit that is checked out, into build/.
# Only the maintainer knows where the source lives, so META.json gets its addresses here: REPOSITORY, by default where
# `git push` goes to, and BUGTRACKER (a page or an address of mail), by default the page of issues beside it.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
command -v git >/dev/null || die "make dist needs git"
root=$(git -C "$tree" rev-parse --show-toplevel 2>/dev/null) && [ "$root" -ef "$tree" ] ||
	die "make dist makes the archive of a commit: $tree is no checkout by git"
repository=${REPOSITORY:-$(git -C "$tree" remote get-url --push origin 2>/dev/null || true)}
case $repository in
*://*) ;;
'') die "where does the source live? Say REPOSITORY=https://..." ;;
*) die "REPOSITORY=$repository is no address that others can reach: say REPOSITORY=https://..." ;;
esac
page=${repository%.git}
bugtracker=${BUGTRACKER:-$page/issues}
made=$(mktemp -d "${TMPDIR:-/tmp}/caseload.XXXXXX")
trap 'rm -rf "$made"' EXIT

git -C "$tree" show HEAD:META.json | REPOSITORY=$repository PAGE=$page BUGTRACKER=$bugtracker perl -MJSON::PP -e '
	local $/;
	my $meta = decode_json(<STDIN>);
	$meta->{resources}{repository} = { url => $ENV{REPOSITORY}, web => $ENV{PAGE}, type => "git" };
	$meta->{resources}{bugtracker} = { ($ENV{BUGTRACKER} =~ m{://} ? "web" : "mailto") => $ENV{BUGTRACKER} };
	print JSON::PP->new->pretty->canonical->encode($meta);' >"$made/META.json"
git -C "$tree" archive HEAD | tar -x -C "$made" --exclude=./META.json --one-top-level=source
cp "$made/META.json" "$made/source"
perl "$tree/test/steps/meta.pl" "$made/source" || die "PGXN would not take META.json"
name=caseload-$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$made/source/caseload.control")
mkdir -p "$tree/build"
git -C "$tree" archive --format=zip --prefix="$name/" --add-file="$made/META.json" -o "$tree/build/$name.zip" HEAD \
	-- . ':(exclude)META.json'
say "dist: build/$name.zip, source $repository, faults to $bugtracker"
[ -z "$(git -C "$tree" status --porcelain)" ] || say "dist: it is of the last commit; what is not committed is not in it"
