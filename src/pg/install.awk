# install.awk: makes the install script of its pieces. A line "@comparable NAME" becomes the
# template comparable.sql (given as -v template=FILE) with the name put in.
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
/^@/ { print "install.awk: " FILENAME ": unknown directive " $1 > "/dev/stderr"; exit 1 }
{ print }
