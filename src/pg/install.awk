# install.awk: makes the install script of its pieces, and update scripts (-v replacing=1 before the pieces: of
# them only functions, aggregates and their comments, CREATE OR REPLACE). Its directives, each a line of its own:
# "@comparable NAME"             the template comparable.sql (-v template=FILE) with the name put in
# "@texts FUNCTION FILE ..."     FUNCTION(), which gives (name, script) of each of these files
#                                (patterns below -v root=FOLDER), in this order and word for word;
#                                a line that ends in a backslash goes on with the next
# "@staged FUNCTION FILE ..."    FUNCTION(), which gives (name, stage, script): of each CREATE TABLE with
#                                what belongs to it the stage "table", of the comments on it "comment",
#                                and of what stands below a line "-- derived:", or of a file without any
#                                table, "derived": an upgrade alters tables and makes the rest anew; of
#                                rules, facts and reckoning it is "reckoned", and made once more over the
#                                facts as they were known and the rules as they are proposed
BEGIN { print "\\echo Use \"" (use ? use : "CREATE EXTENSION caseload") "\" to load this file. \\quit" }
FNR == 1 { print "\n-- " substr(FILENAME, match(FILENAME, /(src|upgrade)\//)) }
/^@comparable / {
	while ((getline line < template) > 0)
	{
		gsub(/@type@/, $2, line)
		put_line(line)
	}
	close(template)
	next
}
/^@(texts|staged) / {
	while ($NF == "\\" && (getline line) > 0)
		$0 = substr($0, 1, length($0) - 1) line
	carry_texts($1 == "@staged")
	next
}
/^@/ { fail("unknown directive " $1) }
{ put_line($0) }
# while replacing, statements of other kinds are left out: an update script makes what is new of them itself
function put_line(line)
{
	if (!replacing)
	{
		print line
		return
	}
	if (ends == "")
	{
		kept = line ~ /^(CREATE (OR REPLACE )?(FUNCTION|AGGREGATE)|COMMENT ON (FUNCTION|AGGREGATE)|GRANT|REVOKE) /
		if (line !~ /^[A-Z]/)
			return
		ends = ";$"
		sub(/^CREATE (OR REPLACE )?/, "CREATE OR REPLACE ", line)
	}
	if (kept)
		print line
	if (match(line, /\$[a-z_]*\$$/) && ends == ";$")
	{
		ends = substr(line, RSTART)
		gsub(/\$/, "[$]", ends)
		ends = "^" ends ";$"
	}
	else if (line ~ /^BEGIN ATOMIC$/)
		ends = "^END;$"
	else if (line ~ ends)
		ends = ""
}
function carry_texts(staged,    files, path, name, line, place)
{
	files = "cd '" root "' && printf '%s\\n'"
	for (place = 3; place <= NF; place++)
	{
		# the pattern is for the shell to expand, so it must be a plain one
		if ($place !~ /^[a-z0-9_\/*.-]+$/)
			fail("not a plain path: " $place)
		files = files " " $place
	}
	print "CREATE " (replacing ? "OR REPLACE " : "") "FUNCTION " $2 "() RETURNS TABLE (name text, " (staged ? "stage text, " : "") "script text)"
	print "LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES"
	before_row = ""
	while ((files | getline path) > 0)
	{
		name = room = path
		sub(/^.*\//, "", name)
		sub(/\/[^\/]*$/, "", room)
		sub(/^.*\//, "", room)
		sub(/\.sql$/, "", name)
		table = script = comments = ""
		below = in_comment = 0
		while ((place = (getline line < (root "/" path))) > 0)
		{
			if (line ~ /\$caseload_texts?\$/)
				fail(path " holds the tag that it is quoted with")
			if (line ~ /MODULE_PATHNAME|@extschema/)
				fail(path " holds a word that CREATE EXTENSION replaces")
			# the script is read in the encoding of the database
			if (line ~ /[^\t -~]/)
				fail(path " is not plain ASCII: " line)
			if (staged)
				sort_line(path, line)
			else
				script = script line "\n"
		}
		if (place < 0)
			fail("cannot read " path)
		close(root "/" path)
		if (staged)
			end_table(name)
		else
			put_row("'" name "'::text", script)
	}
	close(files)
	print "\n$caseload_texts$;"
}
# a line of a staged file goes to its table, to the comments on that table or to what is derived
function sort_line(path, line,    words)
{
	if (line ~ /^-- derived:/)
	{
		if (table == "" || below)
			fail(path ": a line \"-- derived:\" stands once, below the tables")
		end_table("")
		below = 1
	}
	if (line ~ /^CREATE (UNLOGGED )?TABLE /)
	{
		if (below || table == "" && derived_in(script))
			fail(path ": a table stands below what is derived from tables: " line)
		split(line, words, /[ (]+/)
		if (table != "")
			end_table("")
		table = words[2] == "TABLE" ? words[3] : words[4]
	}
	if (table != "" && !below && derived_in(line))
		fail(path ": what an upgrade makes anew stands below a line \"-- derived:\": " line)
	if (table != "" && !below && (in_comment || line ~ /^COMMENT ON /))
	{
		comments = comments line "\n"
		in_comment = line !~ /;$/
	}
	else
		script = script line "\n"
}
function derived_in(text)
{
	return ("\n" text) ~ /\nCREATE (OR REPLACE )?(RECURSIVE )?(FUNCTION|PROCEDURE|AGGREGATE|VIEW|MATERIALIZED|TYPE|DOMAIN|(CONSTRAINT )?TRIGGER|RULE) /
}
# the rows of the table that was read, or, under the file's name, of what is derived
function end_table(name)
{
	if (table != "" && !below)
	{
		put_row("'" table "'::text, 'table'::text", script)
		if (comments != "")
			put_row("'" table "'::text, 'comment'::text", comments)
	}
	else if (script ~ /[^ \t\n]/)
		put_row("'" name "'::text, '" (room ~ /^(10_rules|20_facts|30_reckoning)$/ ? "reckoned" : "derived") "'::text", script)
	script = comments = ""
}
function put_row(columns, text)
{
	printf "%s(%s, $caseload_text$%s$caseload_text$::text)", before_row, columns, text
	before_row = ",\n"
}
function fail(why)
{
	print "install.awk: " FILENAME ":" FNR ": " why > "/dev/stderr"
	exit 1
}
