# core.mk: the core without a server: the unit tests and the fuzz targets, built in the current
# directory. Given: tree, CC, SANITIZE (options for compiling and linking), FUZZER (options for
# linking a target, or the path of driver.c).
WARNINGS = -Wall -Wextra -Wno-unused-parameter
FLAGS = -g -O1 -fno-omit-frame-pointer $(WARNINGS) $(SANITIZE) -I$(tree)/src -I$(tree)/test/core -I$(tree)/test/fuzz
LIBRARIES = -licui18n -licuuc -lm

sources = $(wildcard $(tree)/src/core/*.c)
core = $(sources:$(tree)/%.c=%.o)
tests = $(patsubst $(tree)/%.c,%.o,$(wildcard $(tree)/test/core/*.c))
targets = $(patsubst $(tree)/test/fuzz/%.c,%,$(wildcard $(tree)/test/fuzz/fuzz_*.c))

tests: core_tests
targets: $(targets)

core_tests: $(core) $(tests)
	$(CC) $(FLAGS) -o $@ $^ $(LIBRARIES)

$(targets): %: test/fuzz/%.o $(core)
	$(CC) $(FLAGS) $(FUZZER) -o $@ $^ $(LIBRARIES)

$(core) $(tests) $(targets:%=test/fuzz/%.o): %.o: $(tree)/%.c $(wildcard $(tree)/src/*/*.h $(tree)/test/*/*.h)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -c -o $@ $<

.PHONY: tests targets
