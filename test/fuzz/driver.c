/*
 * driver.c: runs a fuzz target where libFuzzer is not to be had: each file of the corpus as it
 * is, then changed at random (the same at every run) until the time is over. It takes libFuzzer's
 * options as far as they are used here.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define LONGEST 4096
#define MOST_FILES 1000

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct
{
	uint8_t *bytes;
	size_t size;
} corpus[MOST_FILES];
static int corpus_size;
static unsigned long runs;

static uint64_t
random_below(uint64_t limit)
{
	static uint64_t state = 20190701;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % limit;
}

/* A copy of exactly this size, so that a read past its end is seen. */
static void
run(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	memcpy(copy, bytes, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	runs++;
}

static void
add_file(const char *path)
{
	uint8_t bytes[LONGEST];
	FILE *file = fopen(path, "rb");

	if (!file || corpus_size == MOST_FILES)
		return;
	corpus[corpus_size].size = fread(bytes, 1, sizeof(bytes), file);
	corpus[corpus_size].bytes = malloc(LONGEST);
	memcpy(corpus[corpus_size].bytes, bytes, corpus[corpus_size].size);
	corpus_size++;
	fclose(file);
}

static void
add_folder(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < count; i++)
	{
		char name[LONGEST];
		struct stat about;

		snprintf(name, sizeof(name), "%s/%s", path, entries[i]->d_name);
		if (stat(name, &about) == 0 && S_ISREG(about.st_mode))
			add_file(name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

/* One change: a byte set, a byte put in, a stretch taken out, or the end of another file. */
static size_t
change(uint8_t *bytes, size_t size)
{
	static const char telling[] = "0123456789-+.,:$% \t\n\x00\x7F\x80\xFF";
	size_t at = random_below(size + 1);
	size_t length;
	int other;

	switch (random_below(5))
	{
		case 0:
			if (at < size)
				bytes[at] = (uint8_t) random_below(256);
			return size;
		case 1:
			if (at < size)
				bytes[at] = (uint8_t) telling[random_below(sizeof(telling))];
			return size;
		case 2:
			if (size == LONGEST)
				return size;
			memmove(bytes + at + 1, bytes + at, size - at);
			bytes[at] = (uint8_t) telling[random_below(sizeof(telling))];
			return size + 1;
		case 3:
			length = random_below(size - at + 1);
			memmove(bytes + at, bytes + at + length, size - at - length);
			return size - length;
		default:
			other = (int) random_below((uint64_t) corpus_size);
			if (corpus[other].size <= at)
				return at;
			memcpy(bytes + at, corpus[other].bytes + at, corpus[other].size - at);
			return corpus[other].size;
	}
}

int
main(int argc, char **argv)
{
	long seconds = 10;
	time_t end;

	for (int i = 1; i < argc; i++)
	{
		if (strncmp(argv[i], "-max_total_time=", 16) == 0)
			seconds = atol(argv[i] + 16);
		else if (argv[i][0] != '-')
			add_folder(argv[i]);
	}
	for (int i = 0; i < corpus_size; i++)
		run(corpus[i].bytes, corpus[i].size);
	end = time(NULL) + seconds;
	while (corpus_size > 0 && time(NULL) < end)
	{
		for (int i = 0; i < 1000; i++)
		{
			uint8_t bytes[LONGEST];
			int from = (int) random_below((uint64_t) corpus_size);
			size_t size = corpus[from].size;

			memcpy(bytes, corpus[from].bytes, size);
			for (uint64_t changes = 1 + random_below(6); changes > 0; changes--)
				size = change(bytes, size);
			run(bytes, size);
		}
	}
	printf("stat::number_of_executed_units: %lu\n", runs);
	for (int i = 0; i < corpus_size; i++)
		free(corpus[i].bytes);
	return runs == 0;
}
