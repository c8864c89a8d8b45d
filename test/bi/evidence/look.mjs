// look.mjs URL FIGURES PICTURES: opens each page of the dashboard in headless Chromium, as somebody in California would,
// reads what stands in every value, table and chart, in the charts also what a pointer over them is told, and looks for
// the figures. FIGURES has lines PAGE, TITLE and the texts that must stand together, parted by tabs.
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [url, figures, pictures] = process.argv.slice(2);
const expected = readFileSync(figures, 'utf8').split('\n').filter(Boolean).map((line) => {
	const [page, title, ...texts] = line.split('\t');
	return { page, title, texts };
});
const pages = [...new Set(expected.map((figure) => figure.page))];
const say = (ok, name) => console.log(`${ok ? 'ok' : 'not ok'} evidence: ${name}`);
const flat = (text) => text.replace(/\s+/g, ' ').trim();

// What stands on the page: of each thing its kind, its title and the lines of it. Runs in the browser.
function standing() {
	const line = (element) => element.textContent;
	const shown = (element) => element.getBoundingClientRect().height > 0; // what is not is there to be copied or printed
	const things = [];
	for (const chart of [...document.querySelectorAll('.chart')].filter(shown)) {
		const text = [...chart.querySelectorAll('svg text')].map(line).join(' ');
		things.push({ kind: 'chart', title: text, lines: [text], box: chart.getBoundingClientRect().toJSON() });
	}
	for (const table of [...document.querySelectorAll('table')].filter(shown)) {
		const rows = [...table.rows].map((row) => [...row.cells].map(line).join(' '));
		const head = table.tHead?.rows.length ?? 0;
		things.push({ kind: 'table', title: rows.slice(0, head).join(' '), lines: rows.slice(head) });
	}
	for (const value of [...document.querySelectorAll('article div.inline-block, article p')].filter(shown)) {
		things.push({ kind: 'value', title: line(value), lines: [line(value)] });
	}
	return things;
}

const told = () => [...document.querySelectorAll('.chart > div')].map((element) => element.textContent);

// The pointer goes over the chart in rows; each thing it is told once.
async function point(page, box) {
	const lines = new Set();
	for (const down of [0.5, 0.75]) {
		for (let across = 0.04; across < 1; across += 0.02) {
			await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
			await new Promise((wake) => setTimeout(wake, 15));
			for (const text of await page.evaluate(told)) if (text) lines.add(flat(text));
		}
	}
	return [...lines];
}

const browser = await puppeteer.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	// the pages are our own, and in a container the sandbox's own means are often shut
	args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--hide-scrollbars']
});
try {
	for (const name of pages) {
		const page = await browser.newPage();
		const strange = [];
		const wrong = [];
		await page.emulateTimezone('America/Los_Angeles');
		await page.setViewport({ width: 1180, height: 1000 });
		page.on('request', (request) => {
			if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) strange.push(request.url());
		});
		page.on('pageerror', (error) => wrong.push(error.message));
		page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
		page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
		await page.goto(url + (name === 'index' ? '' : name), { waitUntil: 'networkidle0', timeout: 120000 });
		await page.waitForSelector('.chart svg text', { timeout: 60000 });
		await page.waitForFunction(() => !/Loading\.\.\./.test(document.body.innerText), { timeout: 60000 });
		// all of the page in the window: the pointer reaches every chart without scrolling
		const height = await page.evaluate(() => document.documentElement.scrollHeight);
		await page.setViewport({ width: 1180, height: Math.min(height, 6000) });
		await new Promise((wake) => setTimeout(wake, 2500)); // charts grow into their place
		await page.screenshot({ path: `${pictures}/evidence-${name}.png`, fullPage: true });

		const things = await page.evaluate(standing);
		for (const thing of things) {
			thing.lines = thing.lines.map(flat);
			thing.title = flat(thing.title);
		}
		const looked = expected.filter((figure) => figure.page === name);
		for (const figure of looked) {
			const there = things.filter((thing) => thing.title.includes(figure.title));
			const stands = () => there.some((thing) => thing.lines.some((line) => figure.texts.every((text) => line.includes(text))));
			if (!stands()) {
				for (const chart of there.filter((thing) => thing.kind === 'chart')) chart.lines.push(...(await point(page, chart.box)));
			}
			const ok = stands();
			say(ok, `${name}: ${figure.title}: ${figure.texts.join(', ')}`);
			if (!ok) console.log(['# it says:', ...there.flatMap((thing) => thing.lines)].join('\n#   '));
		}
		const unasked = things.filter((thing) => thing.kind !== 'value'
			&& !looked.some((figure) => thing.title.includes(figure.title)));
		say(unasked.length === 0, `${name}: a figure of every chart and table is compared`);
		for (const thing of unasked) console.log(`# ${thing.kind} ${thing.title}`);
		say(wrong.length === 0, `${name}: nothing goes wrong in the browser`);
		for (const message of wrong) console.log(`# ${message}`);
		say(strange.length === 0, `${name}: nothing is asked of another place`);
		for (const address of strange) console.log(`# ${address}`);
		await page.close();
	}
} finally {
	await browser.close();
}
