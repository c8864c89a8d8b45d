# install.awk: makes the install script of its pieces. Its directives, each a line of its own:
# "@comparable NAME"             the template comparable.sql (-v template=FILE) with the name put in
# "@texts FUNCTION FILE ..."     FUNCTION(), which gives (name, script) of each of these files
#                                (patterns below -v root=FOLDER), in this order and word for word;
#                                a line that ends in a backslash goes on with the next
BEGIN { print "\\echo Use \"CREATE EXTENSION caseload\" to load this file. \\quit" }
FNR == 1 { print "\n-- " substr(FILENAME, match(FILENAME, /src\//)) }
/^@comparable / {
	while ((getline line < template) > 0)
	{
		gsub(/@type@/, $2, line)
		print line
	}
	close(template)
	next
}
/^@texts / {
	while ($NF == "\\" && (getline line) > 0)
		$0 = substr($0, 1, length($0) - 1) line
	carry_texts()
	next
}
/^@/ { fail("unknown directive " $1) }
{ print }
function carry_texts(    files, path, name, line, before, place)
{
	files = "cd '" root "' && printf '%s\\n'"
	for (place = 3; place <= NF; place++)
	{
		# the pattern is for the shell to expand, so it must be a plain one
		if ($place !~ /^[a-z0-9_\/*.]+$/)
			fail("not a plain path: " $place)
		files = files " " $place
	}
	print "CREATE FUNCTION " $2 "() RETURNS TABLE (name text, script text)"
	print "LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES"
	before = ""
	while ((files | getline path) > 0)
	{
		name = path
		sub(/^.*\//, "", name)
		sub(/\.sql$/, "", name)
		printf "%s('%s'::text, $caseload_text$", before, name
		while ((place = (getline line < (root "/" path))) > 0)
		{
			if (line ~ /\$caseload_texts?\$/)
				fail(path " holds the tag that it is quoted with")
			if (line ~ /MODULE_PATHNAME|@extschema/)
				fail(path " holds a word that CREATE EXTENSION replaces")
			# the script is read in the encoding of the database
			if (line ~ /[^\t -~]/)
				fail(path " is not plain ASCII: " line)
			print line
		}
		if (place < 0)
			fail("cannot read " path)
		close(root "/" path)
		printf "$caseload_text$::text)"
		before = ",\n"
	}
	close(files)
	print "\n$caseload_texts$;"
}
function fail(why)
{
	print "install.awk: " FILENAME ":" FNR ": " why > "/dev/stderr"
	exit 1
}
