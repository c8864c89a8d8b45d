# caseload: `make demo` and `make check` set a fresh machine up and do everything;
# `make`, `make install` and `make installcheck` are PGXS and work as its users expect.
HERE := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))

ifneq ($(filter check check-% deb dist demo shell dashboard bench bench-% fuzz stress valgrind coverage format,$(MAKECMDGOALS)),)
# These set the machine up first and then call make for the build; PGXS is not read.
include $(HERE)/test/goals.mk
else

EXTENSION = caseload
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(HERE)/caseload.control)
MODULE_big = caseload
OBJS = $(patsubst $(HERE)/%.c,%.o,$(sort $(wildcard $(HERE)/src/core/*.c $(HERE)/src/pg/*.c $(HERE)/src/guard/*.c)))
CORE_OBJS = $(filter src/core/%,$(OBJS))

# The install script, in this order: a piece may use what the pieces before it declare.
SQL_PIECES = pg/schema pg/salary_step pg/condition pg/caseload_unit pg/stipend_band pg/pay_scale pg/load_series \
	pg/calendar pg/year_clock pg/pay_series pg/salary_schedule pg/from_clients pg/read_schedule pg/hidden_cells pg/lcm \
	pg/running_cents pg/jobs_alike pg/explain pg/say pg/asker pg/is_empty pg/row_key pg/allowed_words pg/grades \
	guard/guard pg/marks pg/history pg/place pg/district pg/then_scripts pg/import pg/upgrade pg/rename pg/copy pg/move \
	pg/partitions pg/detach pg/partition_problem pg/distribute pg/desk pg/guard_distributed
SQL_FILES = $(wildcard $(SQL_PIECES:%=$(HERE)/src/%.sql))
EXTENSION_SQL = caseload--$(EXTVERSION).sql
# An update goes in two scripts: from its version to one that is called unfinished, with all that stands in upgrade/ on
# the way, and from there with every function. So no version between can be stopped at, which would be one in name alone.
UNFINISHED = $(EXTVERSION)-unfinished
ON_THE_WAY = $(foreach f,$(wildcard $(HERE)/upgrade/caseload--$(1)--*.sql),$(f) \
	$(call ON_THE_WAY,$(lastword $(subst --, ,$(basename $(notdir $(f)))))))
VERSIONS_BEFORE = $(foreach f,$(notdir $(wildcard $(HERE)/upgrade/caseload--*--*.sql)),$(word 2,$(subst --, ,$(f))))
FINISHING = caseload--$(UNFINISHED)--$(EXTVERSION).sql
STARTING = $(VERSIONS_BEFORE:%=caseload--%--$(UNFINISHED).sql)
UPDATES = $(STARTING) $(FINISHING)
DATA_built = $(EXTENSION_SQL) $(UPDATES)
# what the install script carries as text: the district's tables and the contracts
TEXT_FILES = $(wildcard $(HERE)/src/district/*/*.sql $(HERE)/contracts/*.sql)

REGRESS = $(sort $(patsubst $(HERE)/sql/%.sql,%,$(wildcard $(HERE)/sql/*.sql)))
REGRESS_OPTS = --inputdir=$(HERE) --load-extension=btree_gist --load-extension=caseload
ISOLATION := $(sort $(patsubst $(HERE)/specs/%.spec,%,$(wildcard $(HERE)/specs/*.spec)))
ISOLATION_OPTS = $(REGRESS_OPTS)
EXTRA_CLEAN = $(EXTENSION_SQL) $(UPDATES) results regression.diffs regression.out

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq (,$(wildcard $(PGXS)))
$(error $(PG_CONFIG) finds no PostgreSQL to build against: install gcc, libicu-dev and the headers of your server, \
postgresql-server-dev-NN of Debian and Ubuntu, or say PG_CONFIG=/path/to/pg_config; `make demo` installs all by itself)
endif
ICU_LIBS ?= $(shell pkg-config --libs icu-i18n icu-uc 2>/dev/null || echo -licui18n -licuuc -licudata)
PG_CPPFLAGS = -I$(HERE)/src
PG_CFLAGS = -Wextra -Wno-unused-parameter -Wno-declaration-after-statement
# gcc's options come out of pg_config, and clang would speak of each that it does not know.
COMPILER = $(if $(filter default undefined,$(origin CC)),$(shell $(PG_CONFIG) --cc),$(CC))
ifneq (,$(findstring clang,$(COMPILER)))
PG_CFLAGS += -Wno-unknown-warning-option -Wno-ignored-attributes -Wno-ignored-optimization-argument
endif
SHLIB_LINK = $(ICU_LIBS)
$(shell mkdir -p $(sort $(dir $(OBJS))))
include $(PGXS)

# The core is no part of the library's face: only src/pg/ and src/guard/ are exported.
# override, as packagers give CFLAGS on the command line
$(CORE_OBJS): override CFLAGS += -fvisibility=hidden
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(HERE)/src/*/*.h)

MAKE_SQL = awk -v root=$(HERE) -v template=$(HERE)/src/pg/comparable.sql
TO_UPDATE = $(MAKE_SQL) -v use='ALTER EXTENSION caseload UPDATE' -f $(HERE)/src/pg/install.awk
$(EXTENSION_SQL) $(UPDATES): $(HERE)/src/pg/install.awk $(HERE)/Makefile $(HERE)/caseload.control
$(EXTENSION_SQL) $(FINISHING): $(SQL_FILES) $(TEXT_FILES) $(HERE)/src/pg/comparable.sql
$(EXTENSION_SQL):
	$(MAKE_SQL) -f $(HERE)/src/pg/install.awk $(SQL_FILES) > $@.part && mv $@.part $@
# what is dropped and what types are new stands in upgrade/, the functions of this version come from where they stand
$(STARTING): $(wildcard $(HERE)/upgrade/*.sql)
	$(TO_UPDATE) $(call ON_THE_WAY,$(@:caseload--%--$(UNFINISHED).sql=%)) > $@.part && mv $@.part $@
$(FINISHING): $(wildcard $(HERE)/upgrade/*.after)
	$(TO_UPDATE) replacing=1 $(SQL_FILES) replacing=0 $(wildcard $(HERE)/upgrade/*.after) > $@.part && mv $@.part $@

endif
