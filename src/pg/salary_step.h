/* salary_step.h: the type as an argument of a function: 16 bytes by reference, no alignment. */
#ifndef CASELOAD_SALARY_STEP_H
#define CASELOAD_SALARY_STEP_H

#include "pg/glue.h"

#include "core/salary_step.h"

#define CL_GETARG_SALARY_STEP(n) ((const cl_salary_step *) PG_GETARG_POINTER(n))

#endif
