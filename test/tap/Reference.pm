# The reference pages: what the catalog says of whatever is public, with the examples of test/reference/*.txt, which run
# as the pages are made. A file of examples holds sections, and in each the names:
#
#	## Section
#	name
#		an expression                    shown with its value
#		SELECT ...; or several           shown with what psql prints
#		! an expression or statement     shown with the error that it gives
#			more of the line above
#	+ names that are told with the one above
#	- names that are parts of others and no promise
#
# A name that is nowhere, and one that is there no more, are faults.
package Reference;
use strict;
use warnings;
use utf8;
use Encode qw(decode_utf8 encode_utf8);
use Exporter 'import';
use JSON::PP;
our @EXPORT_OK = qw(reference_pages setup untold);

my $mark = '=== reference ';

# What the database has to hold: the sample district, and its import.
sub setup
{
	return "SET client_min_messages = warning;\nCREATE EXTENSION caseload CASCADE;\n\\o /dev/null\n"
	  . "SELECT caseload.create_district('valley', contract => 'waterford');\n"
	  . "SET search_path = valley, caseload;\nSELECT sample_facts(7, 2), create_import('valley'), refresh_reports();\n\\o\n";
}

sub sections
{
	my ($file) = @_;
	my (@sections, $name, %parts);
	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
	while (<$in>)
	{
		chomp;
		if (/^## (.*)/) { push @sections, { title => $1, names => [] }; }
		elsif (/^\+ (.*)/) { push @{ $name->{more} }, split ' ', $1; }
		elsif (/^- (.*)/) { $parts{$_} = 1 for split ' ', $1; }
		elsif (/^\t\t/)
		{
			# a statement of its own begins where the one before it began
			my $ended = $name->{examples}[-1] =~ /;\z/;
			$name->{examples}[-1] .= "\n" . ($ended ? '' : "\t") . s/^\t\t//r;
		}
		elsif (/^\t(.*)/) { push @{ $name->{examples} }, $1; }
		elsif (/^(\S+)$/) { $name = { name => $1, more => [], examples => [] }; push @{ $sections[-1]{names} }, $name; }
		elsif (/\S/ && @sections) { $sections[-1]{text} .= "$_\n"; }
	}
	return (\@sections, \%parts);
}

# What the examples give, each undone after it: ask() runs a script by psql and gives what it printed.
sub run_examples
{
	my ($ask, $setup, @examples) = @_;
	my $script = "$setup\nSET client_min_messages = warning;\n\\set VERBOSITY verbose\n";
	for my $i (0 .. $#examples)
	{
		my $sql = $examples[$i];
		my $bare = is_statement($sql) ? 0 : 1;
		$sql =~ s/^! //;
		$sql = "SELECT $sql" unless is_statement($sql);
		$sql =~ s/;?\s*\z/;/;
		$script .= "\\pset tuples_only " . ($bare ? 'on' : 'off') . "\n\\pset format " . ($bare ? 'unaligned' : 'aligned')
		  . "\n\\echo $mark$i\nBEGIN;\n$sql\nROLLBACK;\n";
	}
	my @parts = split /^\Q$mark\E\d+\n/m, $ask->($script), -1;
	shift @parts;
	for (@parts)
	{
		s/^LINE \d+:.*\n.*\^\s*\n//mg;
		s/^(LOCATION|CONTEXT):.*\n//mg;
		s/^PL\/pgSQL function .*\n//mg;
		s/[ \t]+$//mg;
		s/\A\n+|\n+\z//g;
	}
	return @parts;
}

sub is_statement
{
	my ($sql) = @_;
	$sql =~ s/^! //;
	return $sql =~ /^(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|SET|TABLE)\b/;
}

sub indented
{
	my ($text) = @_;
	$text =~ s/\t/    /g;
	$text =~ s/^(?=.)/    /mg;
	return "$text\n";
}

# One example as the page shows it.
sub shown
{
	my ($example, $gave, $result, $faults) = @_;
	if ($example =~ s/^! //)
	{
		my ($state, $message) = $gave =~ /^ERROR:  (\w{5}): (.*)/m;
		push @$faults, "no error from: $example" unless defined $state;
		$example =~ s/\s*\n\t/ /g;
		return "Refused, " . ($state // '?') . ": `$example`: " . ($message // '?') . "\n";
	}
	push @$faults, "$example gives $1" if $gave =~ /^((?:ERROR|FATAL):.*)/m;
	return indented("$example\n$gave") if is_statement($example);
	$example =~ s/\s*\n\t/ /g;
	return "For example `$example`.\n" if $result eq 'void';
	push @$faults, "$example gives nothing" if $gave eq '';
	return indented("SELECT $example;\n$gave") if $gave =~ /\n/ || length("$example$gave") > 100;
	return "`$example` is `$gave`\n";
}

# Links to these headings of the page.
sub links
{
	my @lines = ('');
	for my $name (@_)
	{
		my $link = "[$name](#" . lc($name) . ')';
		push @lines, '' if length("$lines[-1] · $link") > 118;
		$lines[-1] .= ($lines[-1] eq '' ? '' : ' · ') . $link;
	}
	return join(" ·\n", @lines) . "\n";
}

# What a function takes and gives: columns of a result by their names alone.
sub signature
{
	my ($function) = @_;
	my ($arguments, $result) = @$function{qw(arguments result)};
	my @out;
	my @in = split /, (?=(?:OUT |VARIADIC )?"?\w+"? ?[\w\[\]]*)/, $arguments;
	@out = map { /^OUT "?(\w+)/ ? $1 : () } @in;
	@out = $result =~ /(?:\(|, )"?(\w+)"? /g if $result =~ /^TABLE/;
	@out = split / /, $function->{columns} if $function->{columns};
	$result = @out ? 'rows of `' . join('`, `', @out) . '`' : $result =~ /^SETOF (.*)/ ? "rows of `$1`" : "`$result`";
	$result =~ s/^rows of/a row of/ unless $function->{result} =~ /^(?:SETOF|TABLE)/;
	return "- `$function->{name}(" . join(', ', grep { !/^OUT / } @in) . ")` gives $result";
}

# A page of functions: @$functions as the catalog has them, by name.
sub function_page
{
	my ($file, $ask, $setup, $functions, $faults) = @_;
	my ($sections, $parts) = sections($file);
	my %by_name;
	push @{ $by_name{ $_->{name} } }, $_ for @$functions;

	my %told;
	my @all = map { @{ $_->{names} } } @$sections;
	for my $name (@all)
	{
		for my $one ($name->{name}, @{ $name->{more} })
		{
			push @$faults, "$file: $one is told twice" if $told{$one}++;
			push @$faults, "$file: there is no function $one" unless $by_name{$one};
		}
		push @$faults, "$file: $name->{name} has no example" unless @{ $name->{examples} };
	}
	for my $name (sort keys %$parts)
	{
		push @$faults, "$file: there is no function $name" unless $by_name{$name};
		push @$faults, "$file: $name is public and a part" if $told{$name};
	}
	my @gave = run_examples($ask, $setup, map { @{ $_->{examples} } } @all);

	my $page = '';
	for my $section (@$sections)
	{
		$page .= "\n## $section->{title}\n\n" . ($section->{text} ? "$section->{text}\n" : '');
		$page .= links(map { $_->{name} } @{ $section->{names} });
		for my $name (@{ $section->{names} })
		{
			$page .= "\n### $name->{name}\n\n";
			my @same = map { @{ $by_name{$_} // [] } } $name->{name}, @{ $name->{more} };
			my $result = @same ? $same[0]{result} : '';
			while (my $function = shift @same)
			{
				$page .= signature($function);
				# one comment may be that of several
				$page .= @same && $same[0]{comment} eq $function->{comment} ? "\n" : ": $function->{comment}\n";
			}
			$page .= "\n" . shown($_, shift @gave, $result, $faults) for @{ $name->{examples} };
		}
	}
	return $page;
}

# Of these functions, by name, those that a file of examples neither tells nor names as a part of others.
sub untold
{
	my ($file, @functions) = @_;
	my ($sections, $parts) = sections($file);
	my %known = (%$parts, map { $_ => 1 } map { ($_->{name}, @{ $_->{more} }) } map { @{ $_->{names} } } @$sections);
	my %left = map { $_ => 1 } grep { !$known{$_} } map { $_->{name} } @functions;
	return sort keys %left;
}

sub rows
{
	my ($ask, $sql) = @_;
	my $out = $ask->("\\pset tuples_only on\n\\pset format unaligned\nSELECT coalesce(json_agg(r), '[]') FROM ($sql) AS r;\n");
	return @{ decode_json(encode_utf8($out)) };
}

# The functions of a schema that somebody may call: not those of operators, types, aggregates and triggers.
sub functions_of
{
	my ($ask, @schemas) = @_;
	my $list = join ', ', map { "'$_'" } @schemas;
	my @functions = rows($ask, qq{
		SELECT p.proname AS name, regexp_replace(pg_get_function_arguments(p.oid), '\\y(?:caseload|valley\\w*)\\.|::(?:\\w+\\.)?\\w+( with(?:out)? time zone)?(\\[\\])?', '', 'g') AS arguments,
			regexp_replace(pg_get_function_result(p.oid), '\\y(?:caseload|valley\\w*)\\.', '', 'g') AS result,
			coalesce(obj_description(p.oid, 'pg_proc'), '') AS comment, (SELECT string_agg(a.attname, ' ' ORDER BY a.attnum)
				FROM pg_type AS t JOIN pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
					JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
				WHERE t.oid = p.prorettype) AS columns
		FROM pg_proc AS p
		WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ($list)) AND p.prorettype <> 'trigger'::regtype
			AND NOT EXISTS (SELECT FROM pg_operator AS o WHERE o.oprcode = p.oid)
			AND NOT EXISTS (SELECT FROM pg_amproc AS a WHERE a.amproc = p.oid)
			AND NOT EXISTS (SELECT FROM pg_aggregate AS a WHERE p.oid IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn,
				a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn))
			AND NOT EXISTS (SELECT FROM pg_type AS t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend))});
	return sort { $a->{name} cmp $b->{name} || $a->{comment} cmp $b->{comment} || $a->{arguments} cmp $b->{arguments} }
	  @functions;
}

sub cell
{
	my ($text) = @_;
	$text =~ s/\|/\\|/g;
	return $text;
}

sub type_page
{
	my ($ask) = @_;
	my $page = "## Types\n\n| type | what it is |\n|---|---|\n";
	$page .= "| `$_->{name}` | " . cell($_->{comment}) . " |\n" for rows($ask, q{
		SELECT t.typname AS name, coalesce(obj_description(t.oid, 'pg_type'), '') AS comment FROM pg_type AS t
		WHERE t.typnamespace = 'caseload'::regnamespace AND t.typtype = 'b' AND t.typelem = 0 ORDER BY 1});
	$page .= "\nText is read as each of them where one is wanted; a cast to text prints it. `min`, `max` and indexes take them as any\n"
	  . "type, `=`, `<>`, `<`, `<=`, `>` and `>=` compare them.\n\n## Operators\n\n| operator | gives | what it is |\n|---|---|---|\n";
	$page .= '| `' . cell($_->{called}) . "` | `$_->{result}` | " . cell($_->{comment}) . " |\n" for rows($ask, q{
		SELECT regexp_replace(concat_ws(' ', nullif(o.oprleft, 0)::regtype, o.oprname, o.oprright::regtype), 'caseload\.', '', 'g') AS called,
			regexp_replace(o.oprresult::regtype::text, 'caseload\.', '') AS result, obj_description(o.oid, 'pg_operator') AS comment
		FROM pg_operator AS o WHERE o.oprnamespace = 'caseload'::regnamespace
			AND (o.oprresult <> 'bool'::regtype OR obj_description(o.oid, 'pg_operator') LIKE '%;%' OR o.oprname LIKE '*%')
		ORDER BY coalesce(nullif(o.oprleft, 0), o.oprright)::regtype::text COLLATE "C", o.oprname COLLATE "C", o.oprright::regtype::text COLLATE "C",
			o.oprleft::regtype::text COLLATE "C"});
	return $page;
}

# In so many tables a column is told once, for all of them.
my $many = 8;

sub told_column
{
	my ($column) = @_;
	my $type = $column->{type};
	$type =~ s/character varying/varchar/;
	$type =~ s/timestamp with time zone/timestamptz/;
	$type .= $column->{required} ? ', required' : defined $column->{by_default} ? ", `$column->{by_default}` if left out" : '';
	return "| `$column->{column_name}` | " . cell($type) . ' | ' . cell($column->{what}) . " |\n";
}

# The tables and reports of a district: what is told in the sections of the file, and each of its columns.
sub table_page
{
	my ($file, $ask, $faults) = @_;
	my ($sections, $parts) = sections($file);
	my %columns;
	my %comment;
	for my $row (rows($ask, q{
		SELECT c.relname AS name, coalesce(obj_description(c.oid, 'pg_class'), '') AS comment, a.attname AS column_name,
			regexp_replace(format_type(a.atttypid, a.atttypmod), '\y(?:caseload|valley\w*)\.', '') AS type,
			coalesce(col_description(c.oid, a.attnum), '') AS what, c.relkind = 'r' AND a.attnotnull AND d.oid IS NULL
				AND a.attidentity = '' AS required, CASE WHEN a.attgenerated = '' THEN
				regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::[a-z_. ]+(\[\])?$', '') END AS by_default
		FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
		WHERE c.relnamespace IN ('valley'::regnamespace, 'valley_bi'::regnamespace) AND c.relkind IN ('r', 'v')
		ORDER BY c.relname, a.attnum}))
	{
		push @{ $columns{ $row->{name} } }, $row;
		$comment{ $row->{name} } = $row->{comment};
	}
	# what stands in many tables with the same words is told once
	my (%told, %often);
	for my $name (map { $_->{name} } map { @{ $_->{names} } } @$sections)
	{
		$often{ told_column($_) }++ for @{ $columns{$name} // [] };
	}
	my $page = "\nColumns that many of them have are left out below:\n\n| column | type | what it is |\n|---|---|---|\n"
	  . join('', sort grep { $often{$_} >= $many } keys %often);
	for my $section (@$sections)
	{
		$page .= "\n## $section->{title}\n\n" . ($section->{text} ? "$section->{text}\n" : '');
		$page .= links(map { $_->{name} } @{ $section->{names} });
		for my $name (map { $_->{name} } @{ $section->{names} })
		{
			push @$faults, "$file: $name is told twice" if $told{$name}++;
			push @$faults, "$file: there is no table or view $name" unless $columns{$name};
			$page .= "\n### $name\n\n" . ucfirst($comment{$name} // '') . ".\n\n| column | type | what it is |\n|---|---|---|\n";
			$page .= join '', grep { $often{$_} < $many } map { told_column($_) } @{ $columns{$name} // [] };
		}
	}
	my @inner = keys %$parts;
	for my $name (sort keys %columns)
	{
		next if $told{$name} || $name =~ /_was\z|\A(?:kept|fresh|seen|own|overage_pay)_/ || $parts->{$name};
		push @$faults, "$file: the table or view $name is not told, nor named as a part of others";
	}
	push @$faults, map { "$file: there is no table or view $_" } grep { !$columns{$_} } @inner;
	return $page;
}

# reference_pages(TREE, ASK, EXAMPLES_OF_PAGES): the pages by name, and what is wrong. The function ASK runs a script
# by psql in a database with the extension and the district `valley`, and returns what both streams hold.
sub reference_pages
{
	my ($tree, $ask_bytes, @used) = @_;
	my $ask = sub { return decode_utf8($ask_bytes->(encode_utf8($_[0]))) };
	my $folder = "$tree/test/reference";
	my @faults;
	my %pages;

	my @extensions = functions_of($ask, 'caseload');
	my %extensions = map { $_->{name} => 1 } @extensions;
	my $functions = function_page("$folder/caseload.txt", $ask, "SET search_path = caseload, valley, public;",
		\@extensions, \@faults);
	push @faults, map { "test/reference/caseload.txt: $_() is neither told nor named as a part of others" }
	  untold("$folder/caseload.txt", @extensions);
	$pages{'reference.md'} = "# Reference: the extension\n\n"
	  . "What stands in the schema `caseload`: types, operators and functions, as their comments in the database say it (`\\df+`,\n"
	  . "`\\do+` and `\\dT+` show the same). `bash test/reference.sh` makes this page; its examples are run, and the errors are real.\n"
	  . "Functions that only work for others are left out. A district's own: [functions](reference-district.md),\n"
	  . "[tables and reports](reference-tables.md).\n\n"
	  . type_page($ask)
	  . $functions;

	my @of_district = functions_of($ask, 'valley', 'valley_bi', 'valley_import');
	my $district = function_page("$folder/district.txt", $ask,
		"SET search_path = valley, valley_bi, valley_import, caseload, public;", \@of_district, \@faults);
	my %used = map { $_ => 1 } @used;
	push @faults, map { "test/reference/district.txt: a page calls $_(), which is neither told nor named as a part of others" }
	  grep { $used{$_} && !$extensions{$_} } untold("$folder/district.txt", @of_district);
	$pages{'reference-district.md'} = "# Reference: the functions of a district\n\n"
	  . "They stand in the district's schema; those of [rosters](rosters.md) in that of its import. `bash test/reference.sh` makes this\n"
	  . "page from their comments; its examples are run, each undone after it, in the sample district:\n\n"
	  . indented("SELECT caseload.create_district('valley', contract => 'waterford');\n"
		. "SET search_path = valley, valley_bi, valley_import, caseload, public;\nSELECT sample_facts(7, 2), create_import('valley');\n")
	  . "\nFunctions that are not here work for these, and may change with any version. The [extension's own](reference.md) stand on\n"
	  . "another page.\n"
	  . $district;

	$pages{'reference-tables.md'} = "# Reference: the tables and reports of a district\n\n"
	  . "Each column, as its comment in the database says it (`\\d+`); `bash test/reference.sh` makes this page. The words that a\n"
	  . "column of rules takes stand in [rules](rules.md). Of each table of facts there is one more, `..._was`, with what its rows\n"
	  . "were: see [history](history.md). Rules and facts are in the schema of the district, reports in the one of its name and `_bi`.\n"
	  . table_page("$folder/tables.txt", $ask, \@faults);
	return (\%pages, \@faults);
}

1;
