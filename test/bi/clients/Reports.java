// Every report as pgjdbc gives it, to a reader of the reports alone: by text and by binary, each column summed up,
// grouped, filtered by a value that was read, and days bucketed by month. Prints a line "ok" or "not ok" for each
// report, and for what is sent to the functions. Run as a single source file.
import java.math.BigDecimal;
import java.sql.*;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Collectors;

public class Reports {
	static boolean failed;

	static void verdict(String name, List<String> wrong) {
		for (String line : wrong)
			System.out.println("    " + line);
		System.out.println((wrong.isEmpty() ? "ok " : "not ok ") + "pgjdbc " + name);
		failed |= !wrong.isEmpty();
	}

	static String[] row(Connection c, String sql, List<Object> values) throws SQLException {
		try (PreparedStatement s = c.prepareStatement(sql)) {
			for (int i = 0; i < values.size(); i++)
				s.setObject(i + 1, values.get(i));
			try (ResultSet r = s.executeQuery()) {
				r.next();
				String[] found = new String[r.getMetaData().getColumnCount()];
				for (int i = 0; i < found.length; i++)
					found[i] = r.getString(i + 1);
				return found;
			}
		}
	}

	static String list(List<Column> columns, Function<Column, String> each) {
		return columns.stream().map(each).collect(Collectors.joining(", "));
	}

	// What the client's own values come to; the server is asked for the same.
	static class Column {
		String name, type;
		BigDecimal sum = BigDecimal.ZERO;
		long rows, letters, yes;
		String last;
		Object first;

		void add(Object value) {
			if (value == null)
				return;
			rows++;
			if (first == null)
				first = value;
			if (value instanceof BigDecimal)
				sum = sum.add((BigDecimal) value);
			else if (value instanceof Number)
				sum = sum.add(BigDecimal.valueOf(((Number) value).longValue()));
			else if (value instanceof Boolean)
				yes += (Boolean) value ? 1 : 0;
			else if (value instanceof java.sql.Date) {
				if (last == null || value.toString().compareTo(last) > 0)
					last = value.toString();
			} else if (value instanceof String)
				letters += ((String) value).codePointCount(0, ((String) value).length());
		}

		String seen() {
			return switch (type) {
				case "int4", "int8", "numeric" -> rows + " " + sum.stripTrailingZeros().toPlainString();
				case "bool" -> rows + " " + yes;
				case "date" -> rows + " " + last;
				case "timestamptz" -> rows + "";
				default -> rows + " " + letters;
			};
		}

		boolean isDay() {
			return type.equals("date") || type.equals("timestamptz");
		}

		String asked() {
			String more = switch (type) {
				case "int4", "int8", "numeric" -> "trim_scale(coalesce(sum(%1$s), 0))";
				case "bool" -> "count(*) FILTER (WHERE %1$s)";
				case "date" -> "coalesce(max(%1$s)::text, 'null')";
				case "timestamptz" -> "NULL";
				default -> "coalesce(sum(length(%1$s)), 0)";
			};
			return String.format("concat_ws(' ', count(%1$s), " + more + ")", name);
		}
	}

	static void look(Connection c, String way, String report) throws SQLException {
		List<String> wrong = new ArrayList<>();
		List<Column> columns = new ArrayList<>();
		long rows = 0;

		try (PreparedStatement s = c.prepareStatement("SELECT * FROM " + report); ResultSet r = s.executeQuery()) {
			ResultSetMetaData meta = r.getMetaData();
			for (int i = 1; i <= meta.getColumnCount(); i++) {
				Column column = new Column();
				column.name = meta.getColumnName(i);
				column.type = meta.getColumnTypeName(i);
				columns.add(column);
				if (!List.of("int4", "int8", "numeric", "bool", "date", "timestamptz", "varchar", "text").contains(column.type))
					wrong.add(column.name + " is of the type " + column.type);
			}
			while (r.next()) {
				rows++;
				for (int i = 0; i < columns.size(); i++)
					columns.get(i).add(r.getObject(i + 1));
			}
		}
		try {
			String[] sums = row(c, "SELECT " + list(columns, Column::asked) + " FROM " + report, List.of());
			for (int i = 0; i < sums.length; i++)
				if (!columns.get(i).seen().equals(sums[i]))
					wrong.add(columns.get(i).name + ": the client has " + columns.get(i).seen() + ", the server " + sums[i]);
			String sets = list(columns, k -> k.isDay() ? "(" + k.name + "), (date_trunc('month', " + k.name + "))"
				: "(" + k.name + ")");
			long groupings = columns.size() + columns.stream().filter(Column::isDay).count();
			String grouped = row(c, "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM " + report
				+ " GROUP BY GROUPING SETS (" + sets + ")) AS g", List.of())[0];
			if (!grouped.equals(rows * groupings + ""))
				wrong.add("grouped by each column and month there are " + grouped + " rows, not " + rows * groupings);
			// each value is sent back as the client read it
			List<Column> filled = columns.stream().filter(k -> k.first != null).toList();
			List<Object> values = filled.stream().map(k -> k.first).toList();
			if (!filled.isEmpty()) {
				String[] found = row(c, "SELECT " + list(filled, k -> "count(*) FILTER (WHERE " + k.name + " = ?)") + " FROM "
					+ report, values);
				for (int i = 0; i < found.length; i++)
					if (found[i].equals("0"))
						wrong.add(filled.get(i).name + ": no row has the value that was read, " + values.get(i));
				if (row(c, "SELECT count(*) FROM " + report + " WHERE " + filled.get(0).name + " = ?",
						values.subList(0, 1))[0].equals("0"))
					wrong.add(filled.get(0).name + ": nothing is found by " + values.get(0));
			}
		} catch (SQLException e) {
			wrong.add(e.getMessage());
		}
		verdict(way + ": " + report + ", " + columns.size() + " columns, " + rows + " rows", wrong);
	}

	interface Binding {
		void bind(PreparedStatement s) throws SQLException;
	}

	static void sent(Connection c, String name, String sql, String want, Binding binding) {
		List<String> wrong = new ArrayList<>();
		try (PreparedStatement s = c.prepareStatement(sql)) {
			binding.bind(s);
			try (ResultSet r = s.executeQuery()) {
				r.next();
				if (!want.equals(r.getString(1)))
					wrong.add(sql + ": " + r.getString(1) + ", not " + want);
			}
		} catch (SQLException e) {
			if (!want.equals(e.getSQLState()))
				wrong.add(sql + ": " + e.getSQLState() + " " + e.getMessage());
		}
		verdict(name, wrong);
	}

	static Connection connect(String more) throws SQLException {
		Map<String, String> env = System.getenv();
		return DriverManager.getConnection("jdbc:postgresql://" + env.get("PGHOST") + ":" + env.get("PGPORT") + "/"
			+ env.get("PGDATABASE") + "?user=" + env.get("READER") + more);
	}

	public static void main(String[] reports) throws SQLException {
		// a threshold of -1 has the server prepare each statement and answer in binary from the first time on
		for (String way : List.of("text", "binary"))
			try (Connection c = connect(way.equals("text") ? "&binaryTransfer=false" : "&prepareThreshold=-1")) {
				for (String report : reports)
					look(c, way, report);
			}
		String scale = "SELECT caseload.pay('1-2: $10 each, 3+: $15 each per day', ?)";
		String grid = "SELECT caseload.salary(g.grid OPERATOR(caseload.*) %s, 'BA-1')"
			+ " FROM (VALUES ('step(0) BA\n1 58700'::caseload.salary_schedule)) AS g (grid)";
		for (String more : List.of("", "&prepareThreshold=-1", "&stringtype=unspecified", "&preferQueryMode=simple"))
			try (Connection c = connect(more)) {
				sent(c, "pay of an int" + more, scale, "50", s -> s.setInt(1, 4));
				sent(c, "pay of a long" + more, scale, "50", s -> s.setLong(1, 4));
				sent(c, "pay of a double" + more, scale, "27.5", s -> s.setDouble(1, 2.5));
				sent(c, "pay of a BigDecimal" + more, scale, "27.5", s -> s.setBigDecimal(1, new BigDecimal("2.5")));
				sent(c, "pay of a string" + more, scale, "50", s -> s.setString(1, "4"));
				sent(c, "pay of a quantity" + more, scale, "50", s -> s.setString(1, "4 students"));
				// 58,700 x 1.035 = 60,754.5, paid 60,755
				sent(c, "a grid times a BigDecimal" + more, String.format(grid, "?"), "60755",
					s -> s.setBigDecimal(1, new BigDecimal("1.035")));
				sent(c, "a grid times a double told to be numeric" + more, String.format(grid, "?::numeric"), "60755",
					s -> s.setDouble(1, 1.035));
			}
		try (Connection c = connect("")) {
			sent(c, "a grid times a bare double is refused, as doc/bi.md says", String.format(grid, "?"), "42883",
				s -> s.setDouble(1, 1.035));
			sent(c, "the reader reads no fact", "SELECT count(*) FROM example.employee", "42501", s -> { });
		}
		System.exit(failed ? 1 : 0);
	}
}
