# show.sh: how the demo's SQL is shown on a terminal of 80 columns. Sourced; psql is found on PATH.

# Sentences that are longer are broken at a blank; tables are written to fit.
narrow() {
	local line
	while IFS= read -r line || [ -n "$line" ]; do
		if [ "${#line}" -le 80 ]; then
			printf '%s\n' "$line"
		else
			fold -s -w 80 <<<"$line" | sed 's/ *$//'
		fi
	done
}

# From its standard input psql names no file before an error that the demo means to show.
show() {
	psql -X -q -v ON_ERROR_STOP=1 -P pager=off -P footer=off -P linestyle=unicode -P border=1 -P 'null=-' \
		-P numericlocale=on <"$1" 2>&1
}
