#include "core/measure.h"
#include "core/period.h"
#include "core/words.h"

const cl_language cl_spanish = {
	.code = "es",
	.place = 1,
	.quotes = {"«", "»"},
	.phrases =
		{
			[CL_SAY_CELL] = "Columna {0}, escalón {1}: {3}.",
			[CL_SAY_BETWEEN_ROWS] =
				"Columna {0}, escalón {1}: la tabla no tiene esa fila; se paga la fila {2}, {3}.",
			[CL_SAY_EMPTY_CELL] = "Columna {0}, escalón {1}: esa fila está vacía en esta columna; "
								  "se paga la fila {2}, {3}.",
			[CL_SAY_PAST_THE_LANE] =
				"Columna {0}, escalón {1}: la columna termina en el escalón {2}, que paga {3}.",
			[CL_SAY_LONGEVITY_ROW] =
				"Columna {0}, escalón {1}: la fila de antigüedad {2} paga {3}.",
			[CL_SAY_LONGEVITY] = "De eso, {0} es pago por antigüedad sobre el escalón {1}, el "
								 "último de la columna, de {2}.",
			[CL_SAY_ROUNDED] =
				"La cifra propia de la tabla es {0}, redondeada (mitad hacia arriba) a "
				"{5,plural,=0{dólares enteros}=2{centavos}one{un decimal}other{# decimales}}.",
			[CL_SAY_QUANTITY] = "Por {0}:",
			[CL_SAY_QUANTITY_OF_BASE] = "Por {0}, sobre una base de {4}:",
			[CL_SAY_EACH] = "{0} a {1} por cada uno (tramo {3}) son {2};",
			[CL_SAY_EVERY] =
				"{1} por cada {5,plural,one{uno}other{#}}, {0} veces (tramo {3}), son {2};",
			[CL_SAY_ALL] = "{1} por cada uno de {0} (tramo {3}) son {2};",
			[CL_SAY_ONCE] = "{2} (tramo {3});",
			[CL_SAY_ONCE_AT] = "{1} (tramo {3}) son {2};",
			[CL_SAY_MORE] = "{1} más (tramo {3}) son {2};",
			[CL_SAY_MOST] = "se paga como máximo {1}, lo que quita {2};",
			[CL_SAY_NOTHING] = "ningún tramo paga, así que no se debe nada.",
			[CL_SAY_TOTAL] = "en total {2}{3}.",
			[CL_SAY_PERIOD] = " por {0}",
			[CL_SAY_LINE_YEARLY] = "{0}, del {1} al {2}: {3} al año",
			[CL_SAY_LINE_HOURLY] = "{0}, del {1} al {2}: {3} por hora",
			[CL_SAY_LINE_SUM] = "{0}, del {1} al {2}: {3}",
			[CL_SAY_LINE_UNKNOWN] = "{0}, del {1} al {2}: no se conoce,",
			[CL_SAY_LINE_FTE] = "a {0} de tiempo completo",
			[CL_SAY_LINE_DAYS] = "por {0} de {1}",
			[CL_SAY_LINE_HOURS] = "por {0} horas",
			[CL_SAY_LINE_IS] = "son {0}",
			[CL_SAY_LINE_PAID] = "y se pagan {0}",
			[CL_SAY_FOR_SALARY] = "Sueldo",
			[CL_SAY_FOR_GRID_LONGEVITY] = "Antigüedad de la tabla",
			[CL_SAY_FOR_LONGEVITY] = "Antigüedad ({0})",
			[CL_SAY_FOR_STIPEND] = "Estipendio ({0})",
			[CL_SAY_FOR_OVERAGE] = "Exceso ({0})",
			[CL_SAY_FOR_LANE_CHANGE] = "Cambio de columna",
			[CL_SAY_FOR_STEP_CHANGE] = "Cambio de escalón",
			[CL_SAY_FOR_HOURS] = "Horas ({0})",
			[CL_SAY_FOR_OTHER] = "{0}",
			[CL_SAY_NTH] = "{5,number,0}.º",
			[CL_SAY_FOR_EACH] = "{1} por cada uno",
			[CL_SAY_FOR_EACH_NTH] = "{1} por el {0}",
			[CL_SAY_FOR_EACH_OF_TWO] = "{1} por el {0} y otro tanto por el {2}",
			[CL_SAY_FOR_EACH_TO] = "{1} por cada uno del {0} al {2}",
			[CL_SAY_FOR_EACH_FROM] = "{1} por cada uno a partir del {0}",
			[CL_SAY_FOR_EACH_ABOVE] = "{1} por cada uno por encima de {0}",
			[CL_SAY_FOR_EACH_BETWEEN] = "{1} por cada uno por encima de {0} y hasta {2}",
			[CL_SAY_FOR_EVERY] = "{1} por cada {5,plural,=1{unidad entera}other{#}}",
			[CL_SAY_FOR_EVERY_TO] =
				"{1} por cada {5,plural,=1{unidad entera}other{#}} del {0} al {2}",
			[CL_SAY_FOR_EVERY_FROM] =
				"{1} por cada {5,plural,=1{unidad entera}other{#}} a partir del {0}",
			[CL_SAY_FOR_ALL] = "{1} por todos y cada uno {0}",
			[CL_SAY_FLAT] = "{1} {0}",
			[CL_SAY_IF] = "{5,plural,=1{si es 1}other{si son {0}}}",
			[CL_SAY_IF_TO] = "si son de {0} a {2}",
			[CL_SAY_IF_FROM] =
				"{5,plural,=0{en todo caso}=1{si es al menos 1}other{si son {0} o más}}",
			[CL_SAY_IF_ABOVE] = "si son más de {0}",
			[CL_SAY_IF_BELOW] = "{0}, pero menos de {2}",
			[CL_SAY_IF_UP_TO] = "{0}, pero no más de {2}",
			[CL_SAY_COMPOUND] = ", cada uno sobre la suma de los anteriores",
			[CL_SAY_PRORATED] = ", de lo que cada día contado devenga su parte",
			[CL_SAY_PRORATED_BY] = ", de lo que cada día contado devenga una parte de {5,number,0}",
			[CL_SAY_BOUND] = ", como máximo {0}{1}",
		},
	.measures =
		{
			[CL_STUDENTS] = "{0} {5,plural,one{estudiante}other{estudiantes}}",
			[CL_SEATS] = "{0} {5,plural,one{plaza}other{plazas}}",
			[CL_IEPS] = "{0} {5,plural,one{IEP}other{IEP}}",
			[CL_UNITS] = "{0} {5,plural,one{unidad}other{unidades}}",
			[CL_ASSESSMENTS] = "{0} {5,plural,one{evaluación}other{evaluaciones}}",
			[CL_PREPARATIONS] = "{0} {5,plural,one{preparación}other{preparaciones}}",
			[CL_SECTIONS] = "{0} {5,plural,one{sección}other{secciones}}",
			[CL_TEACHERS] = "{0} {5,plural,one{docente}other{docentes}}",
			[CL_AIDES] = "{0} {5,plural,one{asistente}other{asistentes}}",
			[CL_EMPLOYEES] = "{0} {5,plural,one{empleado}other{empleados}}",
			[CL_POSITIONS] = "{0} {5,plural,one{puesto}other{puestos}}",
			[CL_MEETINGS] = "{0} {5,plural,one{reunión}other{reuniones}}",
			[CL_MINUTES] = "{0} {5,plural,one{minuto}other{minutos}}",
			[CL_HOURS] = "{0} {5,plural,one{hora}other{horas}}",
			[CL_DAYS] = "{0} {5,plural,one{día}other{días}}",
			[CL_FTE] = "{0} FTE",
			[CL_PERCENT] = "{0} por ciento",
			[CL_POINTS] = "{0} {5,plural,one{punto}other{puntos}}",
		},
	.periods =
		{
			[CL_PER_COUNT] = "{5,plural,one{recuento}other{{0} recuentos}}",
			[CL_PER_SESSION] = "{5,plural,one{sesión}other{{0} sesiones}}",
			[CL_PER_PERIOD] = "{5,plural,one{período}other{{0} períodos}}",
			[CL_PER_HOUR] = "{5,plural,one{hora}other{{0} horas}}",
			[CL_PER_DAY] = "{5,plural,one{día}other{{0} días}}",
			[CL_PER_WEEK] = "{5,plural,one{semana}other{{0} semanas}}",
			[CL_PER_MONTH] = "{5,plural,one{mes}other{{0} meses}}",
			[CL_PER_QUARTER] = "{5,plural,one{trimestre}other{{0} trimestres}}",
			[CL_PER_TRIMESTER] = "{5,plural,one{tercio de curso}other{{0} tercios de curso}}",
			[CL_PER_SEMESTER] = "{5,plural,one{semestre}other{{0} semestres}}",
			[CL_PER_YEAR] = "{5,plural,one{año}other{{0} años}}",
		},
};
