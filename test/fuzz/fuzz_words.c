/*
 * What is said in words, in whatever locale is asked for, of whatever was read and whatever people
 * named it: words come out, or an error that is the asker's own; never one of the library.
 */
#include "input.h"

#include "core/explain.h"

/* Said or refused with words. */
static void
check_said(cl_env *env, bool said, cl_buffer *buffer)
{
	if (said)
		FUZZ_CHECK(!buffer->failed && buffer->length > 0);
	else
		FUZZ_CHECK((env->error.code == CL_BAD_ARGUMENT || env->error.code == CL_OUT_OF_RANGE) &&
				   env->error.message[0]);
	cl_buffer_free(buffer);
}

/* A sentence by its name, with parts of any text. */
static void
say_sentence(fuzz_input *input, fuzz_field locale)
{
	cl_env *env = fuzz_env();
	fuzz_field name = fuzz_until(input, '\n');
	double count = fuzz_byte(input);
	cl_words words;
	cl_part parts[6];
	cl_buffer buffer;
	int part_count = 0;

	while (part_count < 6 && input->left > 0)
	{
		fuzz_field part = fuzz_until(input, '\n');

		if (!fuzz_is_utf8(part))
			return;
		parts[part_count].utf8 = part.text;
		parts[part_count++].length = part.length;
	}
	if (!cl_words_init(&words, env, locale.text, locale.length))
		return;
	cl_buffer_init(&buffer, env);
	check_said(env,
			   cl_words_saying(&words, name.text, name.length, parts, part_count, count, &buffer) &&
				   (cl_buffer_char(&buffer, '.'), true),
			   &buffer);
}

/* A line of pay: numbers of a payroll, and three texts. */
static void
say_line(fuzz_input *input, fuzz_field locale)
{
	cl_env *env = fuzz_env();
	uint8_t has = fuzz_byte(input);
	fuzz_field texts[3];
	cl_paid_line line;
	cl_buffer buffer;

	memset(&line, 0, sizeof(line));
	line.first_day = (int16_t) fuzz_number(input, 2);
	line.last_day = (int32_t) fuzz_number(input, 4);
	line.fte = (int32_t) fuzz_number(input, 4);
	line.days = (int64_t) fuzz_number(input, 5);
	line.divisor = has & 4 ? 1000000 : (int32_t) fuzz_number(input, 4);
	line.annual = (int64_t) fuzz_number(input, 8);
	line.exact = has & 8 ? line.annual : (int64_t) fuzz_number(input, 8);
	line.cents = has & 16 ? line.exact / 10000 : (int64_t) fuzz_number(input, 7);
	for (int i = 0; i < 3; i++)
	{
		texts[i] = fuzz_until(input, '\n');
		if (!fuzz_is_utf8(texts[i]))
			return;
	}
	line.component = texts[0].text;
	line.component_length = texts[0].length;
	line.citation = has & 1 ? texts[1].text : NULL;
	line.citation_length = texts[1].length;
	line.problem = has & 2 ? texts[2].text : NULL;
	line.problem_length = texts[2].length;
	cl_buffer_init(&buffer, env);
	check_said(env, cl_explain_line(env, &line, locale.text, locale.length, &buffer), &buffer);
}

static void
say_scale(fuzz_input *input, fuzz_field locale)
{
	cl_env *env = fuzz_env();
	cl_int128 quantity = (int64_t) fuzz_number(input, 5) - 100000;
	cl_measure measure = (cl_measure) (fuzz_byte(input) % (CL_MEASURE_LAST + 1));
	cl_int128 base = (int64_t) fuzz_number(input, 7);
	cl_pay_scale *scale = cl_pay_scale_parse(env, (const char *) input->at, input->left);
	cl_buffer buffer;

	if (!scale)
		return;
	cl_buffer_init(&buffer, env);
	check_said(env, cl_say_scale(env, scale, locale.text, locale.length, &buffer), &buffer);
	for (int with_base = 0; with_base < 2; with_base++)
	{
		cl_buffer_init(&buffer, env);
		check_said(env,
				   cl_explain_pay(env, scale, quantity, measure, with_base ? &base : NULL,
								  locale.text, locale.length, &buffer),
				   &buffer);
	}
	free(scale);
}

static void
say_salary(fuzz_input *input, fuzz_field locale)
{
	cl_env *env = fuzz_env();
	fuzz_field placement = fuzz_until(input, '\n');
	cl_salary_schedule *schedule;
	cl_salary_step step;
	cl_buffer buffer;

	if (!cl_salary_step_parse(env, placement.text, placement.length, &step))
		return;
	schedule = cl_schedule_parse(env, (const char *) input->at, input->left);
	if (!schedule)
		return;
	cl_buffer_init(&buffer, env);
	check_said(env, cl_explain_salary(env, schedule, &step, locale.text, locale.length, &buffer),
			   &buffer);
	free(schedule);
}

static void
say_amounts(fuzz_input *input, fuzz_field locale)
{
	cl_env *env = fuzz_env();
	cl_int128 cents = (int64_t) fuzz_number(input, 8);
	cl_int128 units = cents * (int64_t) (fuzz_number(input, 8) | 1);
	int32_t day = (int32_t) fuzz_number(input, 4);
	char said[CL_WORDS_SIZE];
	cl_words words;

	if (!cl_words_init(&words, env, locale.text, locale.length))
		return;
	cl_words_at_home(&words);
	FUZZ_CHECK(cl_words_cents(&words, cents, said) && said[0]);
	FUZZ_CHECK(cl_words_money(&words, units, 20, said) && said[0]);
	FUZZ_CHECK(cl_words_percent(&words, units, 20, said) && said[0]);
	FUZZ_CHECK(cl_words_day(&words, day, said) && said[0]);
	FUZZ_CHECK(cl_words_spelled(&words, cents, said) || env->error.code == CL_OUT_OF_RANGE);
}

FUZZ(words)
{
	fuzz_input input = {data, size};
	uint8_t kind = fuzz_byte(&input);
	fuzz_field locale = fuzz_until(&input, '\n');

	if (!fuzz_is_utf8(locale))
		return;
	switch (kind % 5)
	{
		case 0:
			say_sentence(&input, locale);
			break;
		case 1:
			say_line(&input, locale);
			break;
		case 2:
			say_scale(&input, locale);
			break;
		case 3:
			say_salary(&input, locale);
			break;
		default:
			say_amounts(&input, locale);
	}
}
