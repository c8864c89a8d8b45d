"""Every report as a sheet of LibreOffice Calc: by ODBC, as one imports a data source there, and by a CSV file of
psql's. Talks to a Calc without a window, over a pipe. Prints a line "ok" or "not ok" for each report and way.

sheets.py PIPE FOLDER REPORT..."""

import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet.DataImportMode import SQL
from com.sun.star.table.CellContentType import EMPTY, TEXT, VALUE

# what a CSV file of psql's leaves text in a sheet: t and f, and moments with their time zone
AS_TEXT = ("bool", "timestamptz")
pipe, folder, reports = sys.argv[1], sys.argv[2], sys.argv[3:]
failed = False


def verdict(name, wrong):
    global failed
    for line in wrong:
        print("    " + line)
    print(("not ok " if wrong else "ok ") + "Calc " + name, flush=True)
    failed = failed or bool(wrong)


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def ask(sql):
    done = subprocess.run(["psql", "-X", "-A", "-t", "-F", "\t", "-c", sql], check=True, capture_output=True, text=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            time.sleep(0.3)
    sys.exit("Calc does not answer")


def columns_of(report):
    return ask(
        "SELECT a.attname, t.typname FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid"
        " WHERE a.attrelid = 'example_bi.%s'::regclass AND a.attnum > 0 ORDER BY a.attnum" % report
    )


# What the server says of a column, in terms of what a sheet holds: numbers are doubles, a day counts from 30 December
# 1899, text has its length.
def asked(name, kind):
    more = {
        "int4": "sum(%s)",
        "int8": "sum(%s)",
        "numeric": "sum(%s)",
        "bool": "sum(%s::int)",
        "date": "sum(%s - date '1899-12-30')",
        "timestamptz": "sum(floor(%s::date - date '1899-12-30'))",
    }.get(kind, "sum(length(%s))")
    return "count(%s), coalesce(%s, 0)" % (name, more % name)


def compare(report, rows, as_text=()):
    """rows: of the sheet, headings first; a cell is a float, a str or None. as_text: kinds that come as text"""
    wrong = []
    columns = columns_of(report)
    if [cell for cell in rows[0]] != [name for name, kind in columns]:
        return ["the headings are %s" % (rows[0],)]
    said = ask("SELECT count(*), %s FROM %s" % (", ".join(asked(*column) for column in columns), report))[0]
    if len(rows) - 1 != int(said[0]):
        wrong.append("%d rows of %s" % (len(rows) - 1, said[0]))
    for i, (name, kind) in enumerate(columns):
        cells = [row[i] for row in rows[1:] if row[i] not in (None, "")]
        many, total = int(said[1 + 2 * i]), float(said[2 + 2 * i])
        number = kind in ("int4", "int8", "numeric", "bool", "date", "timestamptz") and kind not in as_text
        strangers = [cell for cell in cells if isinstance(cell, float) != number]
        if strangers:
            wrong.append("%s, %s, is %r in %d cells" % (name, kind, strangers[0], len(strangers)))
            continue
        if kind in as_text:
            total = float(ask("SELECT coalesce(sum(length(%s::text)), 0) FROM %s" % (name, report))[0][0])
            # psql writes t and f
            total = len(cells) if kind == "bool" else total
        has = sum(len(cell) if not number else int(cell) if kind == "timestamptz" else cell for cell in cells)
        # empty text and no text are the same cell
        if len(cells) > many or abs(has - total) > 0.005:
            wrong.append("%s: %d cells, %s; the server has %d, %s" % (name, len(cells), has, many, total))
    return wrong


def cells_of(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    area = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
    return [[None if cell == "" else cell for cell in row] for row in area.getDataArray()]


context = connect()
service = context.ServiceManager.createInstanceWithContext
desktop = service("com.sun.star.frame.Desktop", context)
sources = service("com.sun.star.sdb.DatabaseContext", context)
source = sources.createInstance()
source.URL = "sdbc:odbc:caseload"
source.DatabaseDocument.storeAsURL("file://%s/caseload.odb" % folder, ())
sources.registerObject("caseload", source)

for report in reports:
    book = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, properties(Hidden=True))
    sheet = book.Sheets.getByIndex(0)
    sheet.getCellRangeByName("A1").doImport(
        properties(DatabaseName="caseload", SourceType=SQL, SourceObject="SELECT * FROM " + report, IsNative=True)
    )
    rows = cells_of(sheet)
    verdict("by ODBC: %s, %d rows" % (report, len(rows) - 1), compare(report, rows))
    book.close(True)

    path = "%s/%s.csv" % (folder, report)
    with open(path, "w", encoding="utf-8") as file:
        subprocess.run(["psql", "-X", "--csv", "-c", "SELECT * FROM " + report], check=True, stdout=file)
    columns = columns_of(report)
    # comma, quote, UTF-8, from line 1, a format a column: 1 as it is found, 2 text, 5 year-month-day
    formats = "/".join(
        "%d/%d" % (i + 1, {"varchar": 2, "text": 2, "date": 5}.get(kind, 1)) for i, (name, kind) in enumerate(columns)
    )
    book = desktop.loadComponentFromURL(
        "file://" + path,
        "_blank",
        0,
        properties(Hidden=True, FilterName="Text - txt - csv (StarCalc)", FilterOptions="44,34,76,1,%s,1033,false,true" % formats),
    )
    rows = cells_of(book.Sheets.getByIndex(0))
    verdict("by CSV: %s, %d rows" % (report, len(rows) - 1), compare(report, rows, AS_TEXT))
    if report == "pay_summary":
        book.storeToURL("file://%s/pay_summary.xlsx" % folder, properties(FilterName="Calc MS Excel 2007 XML"))
        again = desktop.loadComponentFromURL("file://%s/pay_summary.xlsx" % folder, "_blank", 0, properties(Hidden=True))
        verdict("stored as xlsx and read again: pay_summary", compare(report, cells_of(again.Sheets.getByIndex(0))))
        again.close(True)
    book.close(True)
desktop.terminate()
sys.exit(failed)
