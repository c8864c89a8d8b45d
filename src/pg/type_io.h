/*
 * type_io.h: the input, output and binary functions of a type, written once. Text goes to the core
 * as UTF-8; an error of the input function is a soft one where the caller takes those. Names of
 * the core follow from the type's (CL_VALUE_IO), or are given (CL_VARLENA_IO).
 */
#ifndef CASELOAD_TYPE_IO_H
#define CASELOAD_TYPE_IO_H

#include "pg/glue.h"

/* `value` is declared by DECLARED; PARSE and RECEIVE give false or NULL where they fail. */
#define CL_TYPE_IO(type, DECLARED, PARSE, RECEIVE, PRINT, DATUM)                                   \
	PG_FUNCTION_INFO_V1(caseload_##type##_in);                                                     \
	Datum caseload_##type##_in(PG_FUNCTION_ARGS)                                                   \
	{                                                                                              \
		const char *input = PG_GETARG_CSTRING(0);                                                  \
		const char *utf8;                                                                          \
		size_t length;                                                                             \
		DECLARED;                                                                                  \
		cl_env env;                                                                                \
                                                                                                   \
		cl_pg_env(&env);                                                                           \
		if (!cl_pg_utf8(&env, #type, input, strlen(input), &utf8, &length) || !(PARSE))            \
			CL_RETURN_ERROR(&env, fcinfo);                                                         \
		PG_RETURN_DATUM(DATUM);                                                                    \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(caseload_##type##_recv);                                                   \
	Datum caseload_##type##_recv(PG_FUNCTION_ARGS)                                                 \
	{                                                                                              \
		StringInfo message = (StringInfo) PG_GETARG_POINTER(0);                                    \
		size_t length = (size_t) (message->len - message->cursor);                                 \
		const uint8_t *bytes = (const uint8_t *) pq_getmsgbytes(message, (int) length);            \
		DECLARED;                                                                                  \
		cl_env env;                                                                                \
                                                                                                   \
		cl_pg_env(&env);                                                                           \
		if (!(RECEIVE))                                                                            \
			CL_RAISE(&env);                                                                        \
		PG_RETURN_DATUM(DATUM);                                                                    \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(caseload_##type##_out);                                                    \
	Datum caseload_##type##_out(PG_FUNCTION_ARGS)                                                  \
	{                                                                                              \
		cl_env env;                                                                                \
		cl_buffer buffer;                                                                          \
                                                                                                   \
		cl_pg_env(&env);                                                                           \
		cl_buffer_init(&buffer, &env);                                                             \
		PRINT;                                                                                     \
		PG_RETURN_CSTRING(cl_pg_cstring(&buffer));                                                 \
	}                                                                                              \
	extern int cl_no_semicolon

/* A type of fixed size: GET reads argument n, DATUM makes a Datum of the value made. */
#define CL_VALUE_IO(type, GET, DATUM)                                                              \
	CL_TYPE_IO(type, cl_##type value, cl_##type##_parse(&env, utf8, length, &value),               \
			   cl_##type##_receive(&env, bytes, length, &value),                                   \
			   cl_##type##_print(GET(0), &buffer), DATUM(value))

/* A varlena, whose core functions begin with `prefix`; DATUM takes what they made. */
#define CL_VARLENA_IO(type, prefix, ctype, GET, DATUM)                                             \
	CL_TYPE_IO(type, ctype *value, (value = prefix##_parse(&env, utf8, length)) != NULL,           \
			   (value = prefix##_receive(&env, bytes, length)) != NULL,                            \
			   prefix##_print(GET(0), &buffer), DATUM(value));                                     \
	PG_FUNCTION_INFO_V1(caseload_##type##_send);                                                   \
	Datum caseload_##type##_send(PG_FUNCTION_ARGS)                                                 \
	{                                                                                              \
		cl_env env;                                                                                \
		cl_buffer buffer;                                                                          \
                                                                                                   \
		cl_pg_env(&env);                                                                           \
		cl_buffer_init(&buffer, &env);                                                             \
		prefix##_write(GET(0), &buffer);                                                           \
		PG_RETURN_BYTEA_P((bytea *) cl_pg_text(&buffer));                                          \
	}                                                                                              \
	extern int cl_no_semicolon

#endif
