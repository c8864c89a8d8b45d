// serve.mjs FOLDER [PORT]: serves a built dashboard on the loopback until it is told to stop, and prints its URL. The
// builder's own `preview` fetches a server by npx when it is asked; this one is there, and nobody else reaches it.
import { createServer } from 'node:http';
import { createReadStream, statSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';

const root = resolve(process.argv[2]);
const types = {
	'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
	'.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png',
	'.ico': 'image/x-icon', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json'
};

// The file of a path, with its index.html where it is a folder; nothing where it is none or lies outside.
function find(path) {
	for (const name of [path, join(path, 'index.html')]) {
		const file = resolve(join(root, name));
		if (file !== root && !file.startsWith(root + sep)) return undefined;
		const stat = statSync(file, { throwIfNoEntry: false });
		if (stat?.isFile()) return { file, size: stat.size };
	}
	return undefined;
}

function answer(request, response) {
	let found;
	try {
		found = find(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
	} catch {
		// a path that is no path
	}
	if (!found || !['GET', 'HEAD'].includes(request.method)) {
		response.writeHead(found ? 405 : 404, { 'content-type': 'text/plain' });
		return response.end(found ? 'only read\n' : 'not here\n');
	}
	const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? ''); // DuckDB reads its files in pieces
	const first = range ? Number(range[1]) : 0;
	const last = range?.[2] ? Math.min(Number(range[2]), found.size - 1) : found.size - 1;
	const head = {
		'content-type': types[extname(found.file)] ?? 'application/octet-stream',
		'accept-ranges': 'bytes',
		'content-length': Math.max(last - first + 1, 0)
	};
	if (range) head['content-range'] = `bytes ${first}-${last}/${found.size}`;
	if (range && first > last) {
		response.writeHead(416, { 'content-range': `bytes */${found.size}` });
		return response.end();
	}
	response.writeHead(range ? 206 : 200, head);
	if (request.method === 'HEAD' || found.size === 0) return response.end();
	return createReadStream(found.file, { start: first, end: last }).pipe(response);
}

const server = createServer(answer);
server.on('error', (error) => {
	const why = error.code === 'EADDRINUSE' ? `port ${process.argv[3]} of the loopback is taken` : error.message;
	console.error(`caseload: ${why}`);
	process.exit(1);
});
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
	console.log(`http://127.0.0.1:${server.address().port}/`);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
