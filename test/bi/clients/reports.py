"""Every report as psqlODBC gives it, which Excel, Power BI, Access and Crystal go through, to a reader of the reports
alone; and what is sent to the functions. Prints a line "ok" or "not ok" for each."""

import datetime
import decimal
import os
import sys

import pyodbc

pyodbc.pooling = False
failed = False


def connect(more):
    # BoolsAsChar=0: as doc/bi.md has it; by its default a boolean is the text 1 or 0
    return pyodbc.connect(
        "DRIVER=PostgreSQL Unicode;SERVER=%s;PORT=%s;DATABASE=%s;UID=%s;BoolsAsChar=0;%s"
        % (os.environ["PGHOST"], os.environ["PGPORT"], os.environ["PGDATABASE"], os.environ["READER"], more)
    )


def verdict(name, wrong):
    global failed
    for line in wrong:
        print("    " + line)
    print(("not ok " if wrong else "ok ") + "psqlODBC " + name, flush=True)
    failed = failed or bool(wrong)


def seen(kind, values):
    if kind is bool:
        more = sum(values)
    elif kind in (int, decimal.Decimal):
        more = sum(values)
        more = more.normalize() if isinstance(more, decimal.Decimal) else more
        more = format(more, "f") if isinstance(more, decimal.Decimal) else more
    elif kind is datetime.date:
        more = max(values).isoformat() if values else "null"
    elif kind is datetime.datetime:
        more = len(values)
    else:
        more = sum(map(len, values))
    return "%d %s" % (len(values), more)


def asked(kind, name):
    more = {
        bool: "count(*) FILTER (WHERE %s)",
        int: "coalesce(sum(%s), 0)",
        decimal.Decimal: "trim_scale(coalesce(sum(%s), 0))",
        datetime.date: "coalesce(max(%s)::text, 'null')",
        datetime.datetime: "count(%s)",
    }.get(kind, "coalesce(sum(length(%s)), 0)")
    return "concat_ws(' ', count(%s), %s)" % (name, more % name)


def look(cursor, way, report):
    wrong = []
    cursor.execute("SELECT * FROM " + report)
    columns = [(column[0], column[1]) for column in cursor.description]
    rows = cursor.fetchall()
    values = [[row[i] for row in rows if row[i] is not None] for i in range(len(columns))]
    sums = cursor.execute(
        "SELECT %s FROM %s" % (", ".join(asked(kind, name) for name, kind in columns), report)
    ).fetchone()
    for (name, kind), has, want in zip(columns, values, sums):
        if kind not in (bool, int, decimal.Decimal, datetime.date, datetime.datetime, str):
            wrong.append("%s is a %s" % (name, kind))
        elif seen(kind, has) != want:
            wrong.append("%s: the client has %s, the server %s" % (name, seen(kind, has), want))
    # each value is sent back as the client read it
    filled = [(name, has[0]) for (name, kind), has in zip(columns, values) if has and kind is not datetime.datetime]
    if filled:
        found = cursor.execute(
            "SELECT %s FROM %s" % (", ".join("count(*) FILTER (WHERE %s = ?)" % name for name, has in filled), report),
            [has for name, has in filled],
        ).fetchone()
        wrong += [
            "%s: no row has the value that was read, %r" % pair for pair, count in zip(filled, found) if count == 0
        ]
    verdict("%s: %s, %d columns, %d rows" % (way, report, len(columns), len(rows)), wrong)


def sent(cursor, name, sql, values, want):
    try:
        got = str(cursor.execute(sql, values).fetchone()[0])
    except pyodbc.Error as error:
        got = error.args[0] if error.args[0] == want else str(error)
    verdict(name, [] if got == want else ["%s: %s, not %s" % (sql, got, want)])


for way, more in ("server-side prepare", "UseServerSidePrepare=1"), ("simple", "UseServerSidePrepare=0"):
    cursor = connect(more).cursor()
    for report in sys.argv[1:]:
        look(cursor, way, report)
    scale = "SELECT caseload.pay('1-2: $10 each, 3+: $15 each per day', ?)"
    grid = (
        "SELECT caseload.salary(g.grid OPERATOR(caseload.*) %s, 'BA-1')"
        " FROM (VALUES (E'step(0) BA\\n1 58700'::caseload.salary_schedule)) AS g (grid)"
    )
    sent(cursor, way + ": pay of an int", scale, [4], "50")
    sent(cursor, way + ": pay of a double", scale, [2.5], "27.5")
    sent(cursor, way + ": pay of a Decimal", scale, [decimal.Decimal("2.5")], "27.5")
    sent(cursor, way + ": pay of text", scale, ["4"], "50")
    sent(cursor, way + ": pay of a quantity", scale, ["4 students"], "50")
    # 58,700 x 1.035 = 60,754.5, paid 60,755
    sent(cursor, way + ": a grid times a Decimal", grid % "?", [decimal.Decimal("1.035")], "60755")
    sent(cursor, way + ": a grid times a double told to be numeric", grid % "?::numeric", [1.035], "60755")
    sent(cursor, way + ": the reader reads no fact", "SELECT count(*) FROM example.employee", [], "42501")
sys.exit(failed)
