// Every report as node-postgres gives it, to a reader of the reports alone, and what is sent to the functions without a
// type. Prints a line "ok" or "not ok" for each. By text alone: what its binary mode makes of a numeric is told in
// findings/pg_types_binary_numeric.sh. Needs pg beside it.
const { Client } = require("pg");

const kinds = { 16: "bool", 20: "int8", 23: "int4", 25: "text", 1043: "varchar", 1082: "date", 1184: "timestamptz", 1700: "numeric" };
let failed = false;

function verdict(name, wrong) {
	for (const line of wrong) console.log("    " + line);
	console.log(`${wrong.length ? "not ok" : "ok"} node-postgres ${name}`);
	failed ||= wrong.length > 0;
}

// dollars and cents as whole numbers of millionths, as a client that adds up strings has to
function millionths(text) {
	const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text));
	return BigInt(sign + "1") * (BigInt(whole) * 1000000n + BigInt(part.padEnd(6, "0").slice(0, 6)));
}

const day = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

function seen(kind, values) {
	const count = values.length;
	switch (kind) {
		case "int4": case "int8": case "numeric":
			return `${count} ${values.reduce((sum, value) => sum + millionths(value), 0n)}`;
		case "bool": return `${count} ${values.filter((value) => value).length}`;
		case "date": return `${count} ${values.map(day).sort().pop() ?? "null"}`;
		case "timestamptz": return `${count} ${values.filter((value) => value instanceof Date).length}`;
		default: return `${count} ${values.reduce((sum, value) => sum + [...value].length, 0)}`;
	}
}

function asked(kind, name) {
	const more = {
		int4: "trunc(coalesce(sum(?), 0) * 1000000)", int8: "trunc(coalesce(sum(?), 0) * 1000000)",
		numeric: "trunc(coalesce(sum(?), 0) * 1000000)", bool: "count(*) FILTER (WHERE ?)",
		date: "coalesce(max(?)::text, 'null')", timestamptz: "count(?)",
	}[kind] ?? "coalesce(sum(length(?)), 0)";
	return `concat_ws(' ', count(${name}), ${more.replace("?", name)})`;
}

async function look(client, report) {
	const wrong = [];
	const all = await client.query(`SELECT * FROM ${report}`);
	const columns = all.fields.map((field) => ({ name: field.name, kind: kinds[field.dataTypeID] }));
	for (const column of columns) {
		column.values = all.rows.map((row) => row[column.name]).filter((value) => value !== null);
		if (!column.kind) wrong.push(`${column.name} is of a type that this does not know`);
	}
	const ask = async (list, values = []) =>
		Object.values((await client.query({ text: `SELECT ${list} FROM ${report}`, values, rowMode: "array" })).rows[0]);
	const sums = await ask(columns.map((column) => asked(column.kind, column.name)).join(", "));
	columns.forEach((column, i) => {
		const has = seen(column.kind, column.values);
		if (has !== sums[i]) wrong.push(`${column.name}: the client has ${has}, the server ${sums[i]}`);
	});
	// each value is sent back as the client read it
	const filled = columns.filter((column) => column.values.length > 0 && column.kind !== "timestamptz");
	if (filled.length > 0) {
		const found = await ask(filled.map((column, i) => `count(*) FILTER (WHERE ${column.name} = $${i + 1})`).join(", "),
			filled.map((column) => column.values[0]));
		filled.forEach((column, i) => {
			if (found[i] === "0") wrong.push(`${column.name}: no row has the value that was read, ${column.values[0]}`);
		});
	}
	verdict(`${report}, ${columns.length} columns, ${all.rows.length} rows`, wrong);
}

async function sent(client, name, text, values, want) {
	let got;
	try {
		got = Object.values((await client.query({ text, values })).rows[0])[0];
	} catch (error) {
		got = error.code ?? error.message;
	}
	verdict(name, String(got) === want ? [] : [`${text}: ${got}, not ${want}`]);
}

(async () => {
	const client = new Client({ user: process.env.READER });
	await client.connect();
	for (const report of process.argv.slice(2)) await look(client, report);
	const scale = "SELECT caseload.pay('1-2: $10 each, 3+: $15 each per day', $1)";
	const grid = "SELECT caseload.salary(g.grid OPERATOR(caseload.*) $1, 'BA-1')"
		+ " FROM (VALUES (E'step(0) BA\\n1 58700'::caseload.salary_schedule)) AS g (grid)";
	await sent(client, "pay of an integer", scale, [4], "50");
	await sent(client, "pay of a number", scale, [2.5], "27.5");
	await sent(client, "pay of text", scale, ["2.5"], "27.5");
	await sent(client, "pay of a quantity", scale, ["4 students"], "50");
	await sent(client, "pay of nothing", scale, [null], "null");
	// 58,700 x 1.035 = 60,754.5, paid 60,755
	await sent(client, "a grid times a number", grid, [1.035], "60755");
	await sent(client, "a grid times text", grid, ["1.035"], "60755");
	await sent(client, "a percentage given as a number", grid.replace("$1", "(1 + $1::numeric / 100)"), [3.5], "60755");
	await sent(client, "the reader reads no fact", "SELECT count(*) FROM example.employee", [], "42501");
	await client.end();
	process.exit(failed ? 1 : 0);
})();
