# The goals that set the machine up by themselves. PGXS is not read for them: on a fresh
# machine there is none yet.
SCRIPT = bash $(HERE)/test

check:; @$(SCRIPT)/check.sh
check-all:; @$(SCRIPT)/check_all.sh
check-bi:; @$(SCRIPT)/check_bi.sh
check-bi-%:; @$(SCRIPT)/check_bi.sh $*
check-%:; @$(SCRIPT)/check_version.sh $*
deb:; @$(SCRIPT)/deb.sh
dist:; @$(SCRIPT)/dist.sh
demo:; @$(SCRIPT)/demo.sh
shell:; @$(SCRIPT)/demo.sh shell
dashboard:; @$(SCRIPT)/dashboard.sh $(PORT)
bench:; @$(SCRIPT)/bench.sh
bench-%:; @$(SCRIPT)/bench.sh $*
fuzz:; @$(SCRIPT)/fuzz.sh
stress:; @$(SCRIPT)/stress.sh
valgrind:; @$(SCRIPT)/valgrind.sh
coverage:; @$(SCRIPT)/coverage.sh
format:; @$(SCRIPT)/format.sh

.PHONY: check check-all check-bi deb dist demo shell dashboard bench fuzz stress valgrind coverage format
# PG_CONFIG=... and addresses on the command line count in the scripts, too.
export PG_CONFIG REPOSITORY BUGTRACKER
